"""Why a cancellation is not accepted."""

from mioportal.rules import cancellation as rules
from mioportal.rules.verdict import Verdict


class NotAllowed(Exception):
    """The line may not be cancelled now; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[rules.Reason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class NotOpenYet(Exception):
    """The line is not in use yet: there is nothing to cancel but the application."""


class Lapsed(Exception):
    """The wizard was left alone for too long."""


class ShownHasChanged(Exception):
    """What was shown, or read out, when the member agreed no longer holds; the consent is void."""
