"""What is under way with contracts: lines, plans, groups, options, services, the desk."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Member
from contracts import queries
from contracts.models import Application, DeskRequest, Line, RelatedService, Seat
from contracts.queries import Group, HeldOption
from contracts.services.requests import matters
from mioportal.plumbing.pending import Pending
from mioportal.rules import options, plans

BEGINS, ENDS = "0:00", "23:59"
State = RelatedService.State


def pending(
    member: Member, lines: Sequence[Line], applied: Application | None, today: date
) -> Iterator[Pending]:
    """What a member's prefetched lines, application, services and requests have ahead, unordered.

    A leaving is told by who accepted it; what only follows from that is not told again.
    """
    yield from _openings(lines, today)
    yield from _plan_changes(lines, today)
    for group in queries.groups_among(lines, today):
        yield from _group(group)
    yield from _options(lines, today)
    yield from _services(member, today)
    yield from _requests(member)
    if applied is not None and applied.is_under_way:
        yield _application(applied, today)


def _openings(lines: Iterable[Line], today: date) -> Iterator[Pending]:
    for line in lines:
        if line.status(today) == Line.Status.WAITING:
            yield Pending(
                title=_("%sの利用開始") % line.label,
                url=reverse("contracts:line", args=[line.code]),
                text=_("この日から使えます。"),
                on=line.started_on,
            )


def _plan_changes(lines: Iterable[Line], today: date) -> Iterator[Pending]:
    for change in queries.booked_among(lines, today):
        now, then = plans.plan(change.from_plan).label, plans.plan(change.to_plan).label
        yield Pending(
            title=_("%sのプラン変更") % change.line.label,
            url=reverse("contracts:plan_change_receipt", args=[change.receipt_number]),
            text=_("%(now)sから%(then)sに変わります。") % {"now": now, "then": then},
            on=change.takes_effect_on,
            time=BEGINS,
        )


def _group(group: Group) -> Iterator[Pending]:
    url = reverse("contracts:group", args=[group.code])
    if group.begins_on > group.today:
        yield Pending(
            title=_("シェアグループの開始"),
            url=url,
            text=_("%s回線で、データを分け合います。") % len(group.lines),
            on=group.begins_on,
            time=BEGINS,
        )
    led = {turn.on for turn in group.turns if turn.place == Seat.Where.PRIMARY}
    for turn in group.turns:
        # Who leads no longer is told by who leads from then on.
        is_told = turn.before == Seat.Where.PRIMARY and turn.place is not None and turn.on in led
        if turn.on > group.begins_on and not is_told:
            yield Pending(
                title=turn.title,
                url=url,
                text=_("シェアグループの変更です。"),
                on=turn.on,
                time=BEGINS,
            )


def _options(lines: Iterable[Line], today: date) -> Iterator[Pending]:
    for line in lines:
        for held in queries.held_options(line, today):
            if held.is_over or held.period.decided_at is None or _ends_with_line(held):
                continue
            yield Pending(
                title=_("%sの解約") % held.label,
                url=reverse("contracts:option_ended", args=[held.period.code]),
                text=_("%sのオプションが終わります。") % line.label,
                on=held.period.ends_on,
                time=ENDS,
                is_end=True,
            )


def _ends_with_line(held: HeldOption) -> bool:
    return held.period.ends_on == held.line.ends_on and not options.goes_on(held.option.code)


def _services(member: Member, today: date) -> Iterator[Pending]:
    for row in queries.services_ending(member, today):
        receipt = "contracts:related_receipt" if row.receipt_number else "contracts:related_service"
        text, on = _next_step(row)
        is_last = on is not None and on == row.ends_on
        yield Pending(
            title=_("%sの解約") % row.get_service_display(),
            url=reverse(receipt, args=[row.code]),
            text=text,
            # A day that has gone by says nothing: the desk has not told yet how it went.
            on=on if on and on >= today else None,
            time=ENDS if is_last else "",
            is_end=is_last,
        )


def _next_step(row: RelatedService) -> tuple[str, date | None]:
    """What comes next on the way to a service's end, and when; its last day once it is decided."""
    if row.state == State.WORK_PLANNED:
        return _("工事の日です。"), row.work_on
    if row.state == State.REMOVAL_AWAITED:
        return _("機器を撤去する日です。"), row.removal_on
    if row.ends_on is not None:
        return _("この日で終わります。"), row.ends_on
    return _("窓口からお電話し、解約日と工事の日程をご相談します。"), None


def _requests(member: Member) -> Iterator[Pending]:
    asked = queries.requests_of(member).filter(state__in=queries.OPEN)
    # How far the end of ひかり has come is told by the service.
    for request in asked.exclude(kind=DeskRequest.Kind.HIKARI_END):
        yield Pending(
            title=_("%sの依頼") % request.get_kind_display(),
            url=reverse("contracts:desk_request", args=[request.receipt_number]),
            text=str(matters[request.kind].next),
        )


def _application(application: Application, today: date) -> Pending:
    """One that was handed in; the day is that of what comes by itself."""
    lines = queries.line_progress(application, today)
    return Pending(
        title=_("お申し込みの手続き"),
        url=reverse("contracts:application_progress", args=[application.number]),
        text=_("%sです。") % application.get_state_display(),
        on=min((line.comes_on for line in lines if line.comes_on), default=None),
    )
