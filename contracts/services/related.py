"""Related services: begun, ended on the site, or step by step by the desk (ST-hikari)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy

from accounts import services as accounts
from accounts.models import Member
from contracts import emails, queries
from contracts.models import DeskRequest, RelatedService
from contracts.queries.related import may_add_service
from contracts.services import requests
from contracts.services.requests import About, Matter
from mioportal.plumbing import audit, outbox, windows
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules import hikari, related
from mioportal.rules.dates import day_in_japan
from mioportal.rules.hikari import HomeType
from mioportal.rules.related import LABELS, HeldService, Service

State = RelatedService.State
_END = DeskRequest.Kind.HIKARI_END
_UNDER_WAY = (State.END_ASKED, State.WORK_PLANNED, State.REMOVAL_AWAITED)


class HikariNotInUse(Exception):
    """There is no ひかり in use of which the end could be asked for."""


class TooManyContracts(Exception):
    """The mioID has as many contracts of this service as it can hold (F-ACC-03)."""


class NotOnTheSite(Exception):
    """This service is ended by the desk."""


class AlreadyMovedOn(Exception):
    """Somebody has taken this step, or another one, since it was last looked at."""


class ImpossibleDay(Exception):
    """The day lies before the service began, in a month already billed, or ahead."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewService:
    """What was applied for: ひかり names its home, the others their month's fee."""

    service: Service
    starts_on: date
    home: HomeType | None = None
    agreed_yen: Decimal | None = None


def begin_service(
    *, member: Member, new: NewService, at: datetime, by: Actor
) -> RelatedService:
    """Write down a related service. Raises ValueError for a home or fee that it does not have.

    A mioID that was closing is in force again (C-039); one that has ended raises MioIdEnded, and
    one that is full TooManyContracts.
    """
    HeldService(service=new.service, home=new.home, agreed=new.agreed_yen)
    with transaction.atomic():
        accounts.hold(member)
        if not may_add_service(member, new.service, day_in_japan(at)).allowed:
            raise TooManyContracts
        row = RelatedService.objects.create(
            code=f"S{new.starts_on:%y%m%d}-{readable(5)}",
            member=member,
            world=member.world,
            service=new.service,
            home=new.home or "",
            agreed_yen=new.agreed_yen,
            starts_on=new.starts_on,
        )
        accounts.note_service_begun(member=member, at=at)
        _audit(row, "begin_service", at, by, {"service": new.service.value})
    return row


def end_service(*, service: RelatedService, at: datetime, by: Actor) -> RelatedService:
    """A member ends a service on the site: it lasts to the end of the month (F-HIK-06, D-72).

    Asked twice, it ends once, with the same receipt. Raises NotOnTheSite.
    """
    if service.service == Service.HIKARI:
        raise NotOnTheSite
    today = day_in_japan(at)
    with transaction.atomic():
        ended = RelatedService.objects.filter(pk=service.pk, ends_on=None).update(
            ends_on=max(related.ends_on(today), service.starts_on),
            end_accepted_at=at,
            receipt_number=f"E{today:%y%m%d}-{readable(5)}",
        )
        service.refresh_from_db()
        if ended:
            _tell(service, emails.service_ended(service), "end", at)
            detail = {"ends_on": str(service.ends_on), "receipt": service.receipt_number}
            _audit(service, "end_service", at, by, detail)
    return service


def ask_hikari_end(*, service: RelatedService, at: datetime, by: Actor) -> DeskRequest:
    """The end of ひかり is asked for, on the site or on the telephone (解約申込).

    Asked again while it is under way, the same request stands. Raises HikariNotInUse.
    """
    if service.service != Service.HIKARI:
        raise HikariNotInUse
    with transaction.atomic():
        # Who takes a request back at this moment waits, or has put the service back before.
        held = RelatedService.objects.select_for_update().filter(pk=service.pk)
        list(held.values_list("pk", flat=True))
        service.refresh_from_db()
        _move(service, (State.IN_USE,), state=State.END_ASKED)
        if service.state not in _UNDER_WAY:
            raise HikariNotInUse
        request, is_new = requests.ask(
            member=service.member, kind=_END, subject=service.code, at=at, by=by
        )
        if is_new:
            _audit(service, "ask_hikari_end", at, by, {"receipt": request.receipt_number})
    return request


def call_off_hikari_end(*, service: RelatedService, at: datetime, by: Actor) -> bool:
    """The member wants to keep ひかり after all. False when it is in use, or has ended."""
    with transaction.atomic():
        back = _back_in_use(service, at, by)
        if back:
            _tell(service, emails.hikari_step(service), f"step:{readable(8)}", at)
            withdrawn = DeskRequest.State.WITHDRAWN
            requests.end(kind=_END, subject=service.code, state=withdrawn, at=at, by=by)
    return back


def plan_work(
    *, service: RelatedService, seen: str, work_on: date, at: datetime, by: Actor
) -> None:
    """Staff agree on the day of the work with the member (工事調整), or on another day.

    `seen` is what the desk was looking at (`step_of`). Raises AlreadyMovedOn, ImpossibleDay.
    """
    _on_a_day_to_come(service, work_on, at)
    before = (State.END_ASKED, State.WORK_PLANNED)
    _step(service, seen, before, at, by, state=State.WORK_PLANNED, work_on=work_on)


def await_removal(
    *, service: RelatedService, seen: str, removal_on: date, at: datetime, by: Actor
) -> None:
    """Staff agree on the day on which the lines are taken out (撤去待ち), or on another day.

    Raises AlreadyMovedOn, ImpossibleDay.
    """
    _on_a_day_to_come(service, removal_on, at)
    before = (State.WORK_PLANNED, State.REMOVAL_AWAITED)
    _step(service, seen, before, at, by, state=State.REMOVAL_AWAITED, removal_on=removal_on)


def complete_hikari_end(
    *, service: RelatedService, seen: str, ends_on: date, at: datetime, by: Actor
) -> None:
    """ひかり has ended (完了): its last day and what the early end costs are decided (C-003).

    Raises AlreadyMovedOn, ImpossibleDay: the last day is not ahead, and in no month billed yet.
    """
    today = day_in_japan(at)
    if not max(service.starts_on, queries.first_open_day(today)) <= ends_on <= today:
        raise ImpossibleDay
    fee = hikari.early_end_fee(service.starts_on, ends_on)
    to = {"ends_on": ends_on, "early_end_yen": fee}
    with transaction.atomic():
        _step(service, seen, _UNDER_WAY, at, by, state=State.DONE, **to)
        done = DeskRequest.State.DONE
        requests.end(kind=_END, subject=service.code, state=done, at=at, by=by)


def tell_full_price(*, service: RelatedService, at: datetime, by: Actor) -> bool:
    """The last mobile line has ended: tell from when ひかり costs its full price (M-19), once."""
    held = queries.held_service(service.member, service.code, day_in_japan(at))
    month = held.loses_wari_from if held else None
    if held is None or month is None:
        return False
    untold = Q(told_full_price_from=None) | ~Q(told_full_price_from=month)
    with transaction.atomic():
        told = RelatedService.objects.filter(untold, pk=service.pk, ends_on=None).update(
            told_full_price_from=month
        )
        if told:
            _tell(service, emails.mio_wari_ends(held, month), f"full price:{month:%Y-%m}", at)
    return bool(told)


def step_of(service: RelatedService) -> str:
    """What somebody at the desk sees of a service: another step or day makes it another text."""
    return f"{service.state} {service.work_on} {service.removal_on}"


def _on_a_day_to_come(service: RelatedService, day: date, at: datetime) -> None:
    if day < max(service.starts_on, day_in_japan(at)):
        raise ImpossibleDay


def _step(
    service: RelatedService,
    seen: str,
    before: tuple[State, ...],
    at: datetime,
    by: Actor,
    *,
    state: State,
    **days: object,
) -> None:
    with transaction.atomic():
        if step_of(service) != seen or not _move(service, before, state=state, **days):
            raise AlreadyMovedOn
        # A step may be taken again, for another day: each time it is another occasion.
        _tell(service, emails.hikari_step(service), f"step:{readable(8)}", at)
        requests.begin(kind=_END, subject=service.code, at=at, by=by)
        detail = {"state": state.value, **{name: str(day) for name, day in days.items()}}
        _audit(service, "move_hikari_end", at, by, detail)


def _move(service: RelatedService, before: tuple[State, ...], **to: object) -> bool:
    """Move a service on from what was read of it; False when that no longer stands."""
    as_read = {"state": service.state, "work_on": service.work_on, "removal_on": service.removal_on}
    if service.state not in before:
        return False
    moved = RelatedService.objects.filter(pk=service.pk, **as_read).update(**to)
    service.refresh_from_db()
    return bool(moved)


def _back_in_use(service: RelatedService, at: datetime, by: Actor) -> bool:
    back = _move(service, _UNDER_WAY, state=State.IN_USE, work_on=None, removal_on=None)
    if back:
        _audit(service, "call_off_hikari_end", at, by, {})
    return back


def _service(request: DeskRequest) -> RelatedService:
    rows = RelatedService.objects.select_related("member__user", "world")
    return rows.get(code=request.subject, member=request.member)


def _about(request: DeskRequest) -> About:
    service = _service(request)
    label = f"{LABELS[Service(service.service)]} {service.get_home_display()}"
    return About(label=label, url=f"/related/{service.code}/")


def _call_off(request: DeskRequest, at: datetime, by: Actor) -> None:
    _back_in_use(_service(request), at, by)


requests.matters[_END] = Matter(
    about=_about,
    next=gettext_lazy(
        "窓口からお電話し、解約日と工事の日程をご相談します。"
        "完了するまで、サービスと月額の料金は続きます。"
    ),
    call_off=_call_off,
)


def _tell(service: RelatedService, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=service.world,
        user=service.member.user,
        mail=mail,
        key=f"{service.code}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _audit(
    service: RelatedService, verb: str, at: datetime, by: Actor, detail: Mapping[str, object]
) -> None:
    audit.record(
        world=service.world,
        at=at,
        by=by,
        verb=verb,
        subject=service.code,
        detail=dict(detail),
    )
