"""Undoing a contract within its eight days (初期契約解除): in force when it is sent (C-106)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cancellation import emails, queries
from cancellation.models import Cancellation, InitialCancellation
from cancellation.services.lapsing import lapse
from cancellation.services.refusing import ShownHasChanged
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.rules.dates import day_in_japan
from mioportal.rules.initial_cancel import InitialCancelReason, InitialCancelWay
from mioportal.rules.verdict import Verdict


class NotUndone(Exception):
    """The contract cannot be undone; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[InitialCancelReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


def undo(
    *,
    line: Line,
    shown: str,
    at: datetime,
    by: Actor,
    letter_sent_on: date | None = None,
) -> InitialCancellation:
    """Undo a line's contract: it ends at once, and a cancellation of it is taken back (D-98).

    `shown` is `Undoing.digest` of what was shown. A letter counts from the day it was sent on. Sent
    twice, it is the same. Raises NotUndone, ShownHasChanged.
    """
    with transaction.atomic():
        if done := _done(line):
            return done
        now = queries.undoing(line, at, sent_on=letter_sent_on)
        if not now.verdict.allowed:
            raise NotUndone(now.verdict)
        if now.digest() != shown:
            raise ShownHasChanged
        try:
            was_leaving = contracts.undo_line(line=line, at=at, by=by)
        except contracts.AlreadyLeaving as error:
            # The other click of a double click may have been faster.
            if done := _done(line):
                return done
            raise NotUndone(Verdict(reasons=(InitialCancelReason.ENDED,))) from error
        if was_leaving:
            _take_back(line, at)
        made = _write(now, at, by, letter_sent_on)
        contracts.note_undone(line=line, at=at, by=by)
    return made


def _take_back(line: Line, at: datetime) -> None:
    """A cancellation has nothing to end any more, and nobody decides about taking it back."""
    for made in Cancellation.objects.filter(line=line).pending():
        lapse(cancellation=made, at=at)
    Cancellation.objects.filter(line=line).pending().update(
        state=Cancellation.State.WITHDRAWN, completed_at=at
    )


def _done(line: Line) -> InitialCancellation | None:
    return InitialCancellation.objects.filter(line=line).first()


def _write(
    now: queries.Undoing, at: datetime, by: Actor, letter_sent_on: date | None
) -> InitialCancellation:
    line, today = now.line, day_in_japan(at)
    way = InitialCancelWay.LETTER if letter_sent_on else InitialCancelWay.SITE
    made = InitialCancellation.objects.create(
        receipt_number=f"S{today:%y%m%d}-{readable(5)}",
        line=line,
        world=line.world,
        way=way,
        sent_on=letter_sent_on or today,
        accepted_at=at,
        shown=now.as_dict(),
    )
    outbox.put(
        world=line.world,
        user=line.member.user,
        mail=emails.undone(made, now),
        key=made.receipt_number,
        at=at,
        send_after=windows.night_ends_at(at),
    )
    worlds.note(
        world=line.world,
        at=at,
        kind="contract_undone",
        title=_("回線 %(line)s の契約を初期契約解除しました（受付番号 %(receipt)s）")
        % {"line": line.label, "receipt": made.receipt_number},
        subject=line.code,
        link=f"/cancel/initial/{made.receipt_number}/",
    )
    audit.record(
        world=line.world,
        at=at,
        by=by,
        verb="undo_contract",
        subject=line.code,
        detail={"receipt": made.receipt_number, "way": way.value, "sent_on": str(made.sent_on)},
    )
    return made
