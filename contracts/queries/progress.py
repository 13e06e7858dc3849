"""How far applications have come that were handed in (F-APP-16)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from accounts.models import Member, Submission
from contracts.models import Application, AppliedLine
from contracts.queries.lines import Tag
from mioportal.rules import application as rules
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan

_TAG = {
    ApplicationState.COMPLETED: "ok",
    ApplicationState.RETURNED: "warning",
    ApplicationState.IDENTITY_AWAITED: "warning",
    ApplicationState.OPENING: "warning",
    ApplicationState.WITHDRAWN: "",
    ApplicationState.LAPSED: "",
    ApplicationState.INITIALLY_CANCELLED: "",
}
_LINE_TAG = {
    AppliedLine.State.OPENED: "ok",
    AppliedLine.State.OPENING: "warning",
    AppliedLine.State.ENDED: "",
}


def handed_in() -> QuerySet[Application]:
    """Applications that were handed in, with their lines; whoever shows one says whose."""
    lines = AppliedLine.objects.select_related("line__notice").order_by("position")
    rows = Application.objects.exclude(submitted_at=None).select_related(
        "member__user", "member__standing", "world"
    )
    return rows.prefetch_related(Prefetch("lines", lines)).order_by("-submitted_at", "-pk")


def named(number: str, mail: str) -> Application | None:
    """The application with this receipt number, of whoever has this mail address."""
    rows = handed_in().filter(number__iexact=number, member__user__email__iexact=mail)
    return rows.first()


def of_member(member: Member) -> QuerySet[Application]:
    """A member's own, the newest first."""
    return handed_in().filter(member=member)


def application_tag(application: Application) -> Tag:
    """Where an application stands."""
    state = ApplicationState(application.state)
    return Tag(label=application.get_state_display(), kind=_TAG.get(state, "brand"))


def review_due_on(member: Member) -> date | None:
    """By when the papers that are in review are looked at."""
    sent = Submission.objects.filter(member=member, state=Submission.State.IN_REVIEW)
    return sent.values_list("review_due_on", flat=True).first()


@dataclass(frozen=True, kw_only=True, slots=True)
class LineProgress:
    """One line of an application on a day: what may be done, and what comes by itself."""

    applied: AppliedLine
    today: date

    @property
    def tag(self) -> Tag:
        """How far it has come."""
        state = AppliedLine.State(self.applied.state)
        return Tag(label=str(state.label), kind=_LINE_TAG.get(state, "brand"))

    @property
    def there_on(self) -> date | None:
        """The day on which a card that is on its way arrives."""
        sent_at = self.applied.sent_at
        return rules.card_there_on(day_in_japan(sent_at)) if sent_at else None

    @property
    def comes_on(self) -> date | None:
        """The day of what comes by itself: a card, or the switch of a number; None for neither."""
        return self.there_on if self.is_on_the_way else self.switches_on

    @property
    def switches_on(self) -> date | None:
        """The day on which a number comes over though its member does nothing (D-95, D-151).

        None where the card is not there by then, and on the day itself: it was refused that day.
        """
        last = self.applied.mnp_expires_on
        if not self.may_open or last is None or last == self.today:
            return None
        return None if self.there_on and self.there_on > last else last

    @property
    def is_on_the_way(self) -> bool:
        """Whether its card has been posted and is not there yet."""
        return self.applied.state == AppliedLine.State.SENT

    @property
    def has_lapsed(self) -> bool:
        """Whether another reservation number is needed."""
        return self.applied.has_lapsed(self.today)

    @property
    def may_open(self) -> bool:
        """Whether its member may let the number come over now (D-95)."""
        on_the_way = (AppliedLine.State.SENT, AppliedLine.State.OPENING)
        waits = self.applied.is_brought and self.applied.state in on_the_way
        return waits and not self.has_lapsed

    @property
    def may_replace(self) -> bool:
        """Whether another reservation number can be given."""
        by_number = self.applied.number_from == AppliedLine.NumberFrom.RESERVATION
        over = (AppliedLine.State.OPENED, AppliedLine.State.ENDED)
        return by_number and self.applied.state not in over


def line_progress(application: Application, today: date) -> list[LineProgress]:
    """The lines of a prefetched application."""
    return [LineProgress(applied=line, today=today) for line in application.lines.all()]


def stages(application: Application) -> list[str]:
    """The stages that an application has before it and behind it, in order."""
    lines: Iterable[AppliedLine] = application.lines.all()
    # A card that was called off before it was posted is not said to have gone out.
    posted = (line for line in lines if line.sent_at or line.state != AppliedLine.State.ENDED)
    has_card = any(line.medium == "sim" for line in posted)
    return ["received", "reviewed", *(["sent"] if has_card else []), "opened", "completed"]
