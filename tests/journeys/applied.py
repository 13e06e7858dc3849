"""What somebody on the street applied for, by the names ACCESS uses."""

from accounts.models import Member
from accounts.services import sign_up
from tests.factories import ApplicationFactory, SignUpFactory


def applied_for(owner: Member) -> dict[str, str]:
    """A draft, an application that was handed in, and a stranger's link."""
    draft = ApplicationFactory(
        member=owner, state="draft", shown=None, submitted_at=None, answers={"prepayment": {}}
    )
    return {
        "application": draft.number,
        "applied": draft.lines.get().code,
        "handed_in": ApplicationFactory(member=owner, state="completed").number,
        "sign_up": sign_up.token_of(SignUpFactory().code),
    }
