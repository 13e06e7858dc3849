"""A story's bills: the last months come by themselves, the year before is written at once."""

from datetime import date

from billing import services as billing
from billing.models import Slip
from mioportal.demo.story import YEAR, Story
from mioportal.rules.dates import add_months, month_start

# So many months of bills are lived through, with their mails and their charges.
LIVED = 3


def begin(story: Story, today: date) -> None:
    """From the first of these months on, bills are fixed and charged as the days go by."""
    since = add_months(month_start(today), -LIVED)
    if story.began_at.date() < since:
        billing.open_books(world=story.world, month=since, at=story.began_at)


def write_old_ones(story: Story, today: date) -> None:
    """A year of bills is shown, and one month before it to compare with."""
    this_month, began = month_start(today), month_start(story.began_at.date())
    billing.write_past(
        member=story.member,
        first=max(add_months(this_month, -YEAR - 1), began),
        last=add_months(this_month, -LIVED - 1),
        paid_on=_transferred_on if story.member.is_corporate else _charged_on,
        by=story.by,
    )


def pay_invoices(story: Story, today: date) -> None:
    """What a company owed for the months that are lived through is transferred."""
    for back in range(LIVED, -1, -1):
        day = _transferred_on(add_months(month_start(today), -back - 1))
        if day >= today:
            return
        at = story.at(day)
        sent = Slip.objects.filter(world=story.world, state=Slip.State.OPEN)
        for slip in sent.select_related("member__user", "world"):
            billing.confirm(slip=slip, at=at, by=story.by)


def _charged_on(on: date) -> date:
    return on


def _transferred_on(issued_on: date) -> date:
    """A company transfers what an invoice asks for on the 20th of the month after it."""
    return add_months(issued_on, 1).replace(day=20)
