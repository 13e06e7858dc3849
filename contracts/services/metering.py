"""What lines used: counted day by day, spent from what was granted, told when it runs out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from contracts import emails
from contracts.models import DataGrant, DataUse, Line
from contracts.services.data_books import Alert, Books
from mioportal.plumbing import outbox
from mioportal.plumbing.metering import carrier
from mioportal.plumbing.models import Outbox, World
from mioportal.plumbing.outbox import Mail
from mioportal.rules import data
from mioportal.rules.dates import ONE_DAY, at_japan, day_in_japan, month_start


def start_metering(*, line: Line, at: datetime) -> None:
    """From its first day on a line is metered, and gets what its plan gives.

    A line of which that is done already is left alone.
    """
    with transaction.atomic():
        _open_books([line], since=line.started_on, today=day_in_japan(at))
    line.refresh_from_db(fields=["metered_through"])


def count_use(*, world: World, through: date, at: datetime) -> int:
    """Count what a world's metered lines used, each from where it stands, through a day.

    Members are told of what has nearly run out (M-36). Gives the number of days of lines that were
    counted: 0 when all were counted before.
    """
    with transaction.atomic():
        books = _counted(world, through)
        _tell(books.alerts, at)
        return len(books.uses)


def recount_past(*, world: World, since: date, at: datetime) -> int:
    """Write the books of a world's lines that were never metered, from a month's first day on.

    What is written is what the daily count would have written. Nobody is told: it is past.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        lines = Line.objects.filter(world=world, metered_through=None)
        lines = lines.filter(Q(ends_on=None) | Q(ends_on__gte=since))
        _open_books(list(lines.order_by("pk")), since=month_start(since), today=today)
        return len(_counted(world, today - ONE_DAY).uses)


def _open_books(lines: list[Line], *, since: date, today: date) -> None:
    """Give each line its first parcel; one that is not in use yet gets it when the day comes."""
    begins = {line.pk: max(line.started_on, since) for line in lines}
    for line in lines:
        # The count of a day ends with what is granted on the next.
        days = 1 if begins[line.pk] <= today else 2
        line.metered_through = begins[line.pk] - timedelta(days=days)
        opened = Line.objects.filter(pk=line.pk, metered_through=None)
        if not opened.update(metered_through=line.metered_through):
            begins.pop(line.pk)
    if begins:
        first = min(begins.values())
        books = Books.read(world=lines[0].world, lines=lines, first=first)
        for line in lines:
            if begins.get(line.pk, date.max) <= today:
                books.grant(line, begins[line.pk])
        DataGrant.objects.bulk_create(books.granted)


def _counted(world: World, through: date) -> Books:
    # Locked: of two counts at once the second finds nothing left to do.
    behind = Line.objects.filter(world=world, metered_through__lt=through).to_count()
    lines = list(behind.select_for_update().order_by("pk"))
    first = min((_next(line) for line in lines), default=through)
    books = Books.read(world=world, lines=lines, first=first)
    day = first
    while lines and day <= through:
        todo = [line for line in lines if _next(line) == day and _lives(line, day)]
        books.count(day, todo, carrier().used_on(day, [line.code for line in todo]))
        for line in todo:
            line.metered_through = day
        day += ONE_DAY
    _write(books, lines)
    return books


def _next(line: Line) -> date:
    assert line.metered_through is not None, "only metered lines are counted"
    return line.metered_through + ONE_DAY


def _lives(line: Line, day: date) -> bool:
    return line.ends_on is None or day <= line.ends_on


def _write(books: Books, lines: Iterable[Line]) -> None:
    DataUse.objects.bulk_create(books.uses, batch_size=2000)
    DataGrant.objects.bulk_create(books.granted)
    if spent := books.spent:
        DataGrant.objects.bulk_update(spent, ["left_mb"], batch_size=200)
    through: dict[date | None, list[int]] = {}
    for line in lines:
        through.setdefault(line.metered_through, []).append(line.pk)
    for day, rows in through.items():
        Line.objects.filter(pk__in=rows).update(metered_through=day)


def _tell(alerts: Iterable[Alert], at: datetime) -> None:
    keys = {alert: f"{alert.code}:{alert.day:%Y-%m}:{alert.percent}" for alert in alerts}
    if not keys:
        return
    mails = {alert: _mail(alert) for alert in keys}
    told = Outbox.objects.filter(key__in=[f"{mails[each].code}:{keys[each]}" for each in keys])
    known = set(told.values_list("key", flat=True))
    for alert, mail in mails.items():
        if f"{mail.code}:{keys[alert]}" in known:
            continue
        known.add(f"{mail.code}:{keys[alert]}")
        outbox.put(
            world=alert.line.world,
            user=alert.line.member.user,
            mail=mail,
            key=keys[alert],
            at=at,
            send_after=at_japan(day_in_japan(at), data.ALERTED_AT.on(alert.day)),
        )


def _mail(alert: Alert) -> Mail:
    return emails.data_runs_out(
        line=alert.line,
        is_of_group=alert.is_of_group,
        day=alert.day,
        percent=alert.percent,
        used_mb=alert.used_mb,
        left_mb=alert.left_mb,
    )
