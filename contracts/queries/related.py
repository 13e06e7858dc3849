"""Related services as pages show them, and whether ひかり has its discount (mio割)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models import Line, RelatedService
from contracts.queries.lines import Tag
from mioportal.rules import hikari, limits, payment, related
from mioportal.rules.dates import add_months, month_end, month_start
from mioportal.rules.hikari import HomeType
from mioportal.rules.limits import AddServiceFacts, ServiceReason
from mioportal.rules.related import EndedBy, HeldService, Service
from mioportal.rules.verdict import Verdict


class WariState(models.TextChoices):
    """ST-mio割, derived from the days of the mobile lines."""

    ON = "on", _("適用中")
    ENDING = "ending", _("終了予定")
    OVER = "over", _("終了")
    NONE = "none", _("適用なし")


@dataclass(frozen=True, kw_only=True, slots=True)
class Wari:
    """mio割 on a day; with the last day of the last line, and the first month at full price."""

    state: WariState
    last_on: date | None = None
    ends_from: date | None = None

    @property
    def is_on(self) -> bool:
        """Whether this month's fee is lower by it."""
        return self.state in (WariState.ON, WariState.ENDING)

    @property
    def tag(self) -> Tag:
        """The state in words."""
        kinds = {WariState.ON: "ok", WariState.ENDING: "warning"}
        return Tag(label=str(self.state.label), kind=kinds.get(self.state, ""))


def wari(lines: Iterable[Line], today: date) -> Wari:
    """What a member's mobile lines earn (F-HIK-01, C-054, C-124); データプラン ゼロ is none."""
    earning = [line for line in lines if line.started_on <= month_end(today)]
    if not earning:
        return Wari(state=WariState.NONE)
    ends = [line.ends_on for line in earning if line.ends_on is not None]
    if len(ends) < len(earning):
        return Wari(state=WariState.ON)
    ends_from = hikari.discount_ends_from(max(ends))
    state = WariState.ENDING if today < ends_from else WariState.OVER
    return Wari(state=state, last_on=max(ends), ends_from=ends_from)


def may_add_service(member: Member, service: Service, today: date) -> Verdict[ServiceReason]:
    """Whether a mioID can contract a service once more (F-ACC-03); of lines fewer fit anyway."""
    held = RelatedService.objects.filter(member=member, service=service)
    held = held.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    return limits.may_add_service(AddServiceFacts(asked_on=today, contracts=held.count()))


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """One service of a member on a day."""

    row: RelatedService
    today: date
    wari: Wari

    @property
    def service(self) -> Service:
        """Which service it is."""
        return Service(self.row.service)

    @property
    def is_hikari(self) -> bool:
        """ひかり has a home, a minimum term and a discount; the others have none of them."""
        return self.service is Service.HIKARI

    @property
    def label(self) -> str:
        """Its name, with the kind of home."""
        name = related.LABELS[self.service]
        return f"{name} {self.row.get_home_display()}" if self.row.home else name

    @property
    def full_yen(self) -> Decimal:
        """A month without discount, tax included."""
        return self._fee(self.today)

    @property
    def discounted_yen(self) -> Decimal:
        """A month of ひかり with mio割."""
        return self.full_yen - self.discount_yen

    @property
    def discount_yen(self) -> Decimal:
        """What mio割 takes off."""
        return hikari.discount(month_start(self.today)) if self.is_hikari else Decimal(0)

    @property
    def yen(self) -> Decimal:
        """What this month costs, whole months taken."""
        return self.discounted_yen if self.is_hikari and self.wari.is_on else self.full_yen

    def _fee(self, day: date) -> Decimal:
        held = HeldService(
            service=self.service,
            home=HomeType(self.row.home) if self.row.home else None,
            agreed=self.row.agreed_yen,
        )
        return held.fee(month_start(day))

    @property
    def term_through(self) -> date:
        """The last day of ひかり's minimum term."""
        return hikari.minimum_term_through(self.row.starts_on)

    @property
    def in_term(self) -> bool:
        """Whether ending ひかり today would cost the early-end fee."""
        return self.is_hikari and self.today <= self.term_through

    @property
    def early_end_yen(self) -> Decimal:
        """What ending ひかり costs: as decided, or as it would be today."""
        if self.row.early_end_yen is not None:
            return self.row.early_end_yen
        return hikari.early_end_fee(self.row.starts_on, max(self.today, self.row.starts_on))

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.row.ends_on is not None and self.row.ends_on < self.today

    @property
    def is_ending(self) -> bool:
        """Whether its end is asked for or decided."""
        return self.row.ends_on is not None or self.row.state != RelatedService.State.IN_USE

    @property
    def loses_wari_from(self) -> date | None:
        """The first month without the discount it has had; None where it keeps it or had none."""
        ends_from = self.wari.ends_from
        lost = self.is_hikari and ends_from is not None and self.row.starts_on < ends_from
        return ends_from if lost else None

    @property
    def full_price_from(self) -> date:
        """The first month at full price, if the last mobile line ends when it is to, or now."""
        return self.wari.ends_from or hikari.discount_ends_from(self.today)

    @property
    def by_phone(self) -> bool:
        """Whether the desk ends it, not the site (F-HIK-05, F-HIK-06)."""
        return related.ENDED_BY[self.service].on(self.today) is EndedBy.PHONE

    @property
    def tag(self) -> Tag:
        """ST-hikari, or how far another service has come."""
        if self.is_hikari and self.is_ending:
            state = RelatedService.State(self.row.state)
            return Tag(label=str(state.label), kind="" if self.is_over else "warning")
        if self.is_over:
            return Tag(label=str(_("解約済み")))
        if self.row.ends_on is not None:
            return Tag(label=str(_("解約受付済")), kind="warning")
        return Tag(label=str(_("利用中")), kind="ok")


def services_of(member: Member) -> QuerySet[RelatedService]:
    """A member's related services, oldest first."""
    rows = RelatedService.objects.filter(member=member).select_related("member", "world")
    return rows.order_by("starts_on", "pk")


def services_ending(member: Member, today: date) -> QuerySet[RelatedService]:
    """A member's related services whose end is asked for or decided, and still ahead."""
    asked = ~Q(state=RelatedService.State.IN_USE) | Q(ends_on__isnull=False)
    return services_of(member).filter(asked).exclude(ends_on__lt=today)


def held_services(member: Member, today: date) -> Sequence[Held]:
    """Every related service of a member: those in use first."""
    lines = wari(Line.objects.of(member), today)
    held = [Held(row=row, today=today, wari=lines) for row in services_of(member)]
    return sorted(held, key=lambda each: each.is_over)


def held_service(member: Member, code: str, today: date) -> Held | None:
    """One service by its public code; None when it is not theirs."""
    row = services_of(member).filter(code=code).first()
    if row is None:
        return None
    return Held(row=row, today=today, wari=wari(Line.objects.of(member), today))


def first_open_day(today: date) -> date:
    """The first day that no fixed bill holds: an end further back would change one."""
    before = add_months(month_start(today), -1)
    return before if payment.schedule(before).confirmed_on > today else month_start(today)
