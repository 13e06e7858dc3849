"""Applying and what comes after it, for the street: a draft, followed, opened, undone."""

from datetime import date

from accounts.models import Member
from accounts.services import sign_up
from cancellation.queries import undoing
from cancellation.services import undo
from contracts import services as contracts
from mioportal.plumbing.actor import system
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    LineFactory,
    SignUpFactory,
    jst,
)


def after_applying(owner: Member) -> dict[str, str]:
    """A draft, an application on its way, a line with its notice, a contract that was undone.

    Of those that are open a member has one: the draft is theirs.
    """
    draft = ApplicationFactory(
        member=owner, state="draft", shown=None, submitted_at=None, answers={"prepayment": {}}
    )
    at, by = jst(2026, 10, 16, 10), system("test")
    followed = ApplicationFactory(member=owner, state="completed", approved_at=MID_MONTH)
    brought = AppliedLineFactory(
        application=followed,
        position=2,
        medium="esim",
        state="opening",
        number_from="reservation",
        brought_number="090-0000-7779",
        mnp_number="1234567891",
        mnp_expires_on=date(2026, 10, 24),
        donor="docomo",
    )
    new, gone = (LineFactory(member=owner, contracted_on=at.date()) for _ in range(2))
    for line in (new, gone):
        contracts.give_notice(line=line, at=at)
    shown = undoing(gone, at).digest()
    return {
        "application": draft.number,
        "applied": draft.lines.get().code,
        "handed_in": ApplicationFactory(member=owner, state="completed").number,
        "sign_up": sign_up.token_of(SignUpFactory().code),
        "followed": followed.number,
        "brought": brought.code,
        "unready": followed.lines.get(position=1).code,
        "new_line": new.code,
        "undone_line": gone.code,
        "undone": undo(line=gone, shown=shown, at=at, by=by).receipt_number,
    }
