"""A member's devices: one by one, and all together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Prefetch, Q, QuerySet, Sum

from accounts.models import Member
from contracts.models import DeskRequest, Device, Line, Payment
from contracts.queries.ledgers import Leaving, Ledger, charged_on, choice
from contracts.queries.lines import Tag
from mioportal.rules import instalments
from mioportal.rules.charges import OF_DEVICES
from mioportal.rules.dates import month_end
from mioportal.rules.instalments import Advice, Choice
from mioportal.rules.leaving import Charge


def devices_of(member: Member) -> QuerySet[Device]:
    """A member's devices, the newest first, with lines and ledgers already read."""
    ledgers = Prefetch("payments", Payment.objects.order_by("number"), to_attr="ledger")
    found = Device.objects.filter(member=member).select_related("line", "member")
    return found.prefetch_related(ledgers).order_by("-bought_on", "pk")


def device_names(charges: Iterable[Charge]) -> dict[str, str]:
    """What the devices are called that charges are about, by their codes; asks only for these."""
    codes = {charge.code for charge in charges if charge.kind in OF_DEVICES and charge.code}
    if not codes:
        return {}
    return dict(Device.objects.filter(code__in=codes).values_list("code", "name"))


def owed(member: Member) -> Decimal:
    """What is left of all devices of a member."""
    open_rows = Payment.objects.filter(device__member=member, paid_on=None)
    return open_rows.aggregate(left=Sum("yen"))["left"] or Decimal(0)


def of_line(line: Line) -> tuple[int, Decimal]:
    """How many devices were bought with a line, and what is left of them."""
    found = Device.objects.filter(line=line).aggregate(
        devices=Count("pk", distinct=True),
        left=Sum("payments__yen", filter=Q(payments__paid_on=None)),
    )
    return found["devices"], found["left"] or Decimal(0)


def rests_to_come(member: Member, month: date) -> list[tuple[Device, Decimal]]:
    """Devices whose rest falls due with the bill of a month (its first day) in which lines end.

    As it is decided now: until the line has ended, nothing is moved there (C-021).
    """
    ending = Device.objects.filter(
        member=member, left_on=None, line__ends_on__range=(month, month_end(month))
    )
    later = Q(payments__month__gt=month, payments__paid_on=None, payments__way="")
    found = ending.select_related("line").annotate(rest=Sum("payments__yen", filter=later))
    return [
        (device, device.rest)
        for device in found.filter(rest__gt=0).order_by("pk")
        if device.line.ends_on and choice(device, device.line.ends_on) is Choice.LUMP_SUM
    ]


def ledgers_of(member: Member, today: date) -> list[Ledger]:
    """Every device of a member: those with something left first."""
    found = [Ledger(device=device, today=today) for device in devices_of(member)]
    return sorted(found, key=lambda ledger: not ledger.open)


def ledger_of(member: Member, code: str, today: date) -> Ledger | None:
    """One device by its public code; None when it is not theirs."""
    device = devices_of(member).filter(code=code).first()
    return Ledger(device=device, today=today) if device else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Together:
    """All devices of a member, for who thinks of leaving: this month, where nothing is decided."""

    ledgers: list[Ledger]

    @property
    def open(self) -> list[Ledger]:
        """Those that are not paid off."""
        return [ledger for ledger in self.ledgers if ledger.open]

    @property
    def left_yen(self) -> Decimal:
        """What is left of all of them."""
        return sum((ledger.left_yen for ledger in self.ledgers), Decimal(0))

    @property
    def band(self) -> Advice:
        """The band that the sum falls in (C-023)."""
        return instalments.advice([self.left_yen])

    @property
    def next_on(self) -> date | None:
        """The day on which the card is charged next."""
        return min((each.next_on for each in self.open if each.next_on), default=None)

    @property
    def next_yen(self) -> Decimal:
        """What is charged on that day."""
        due = (each.next_yen for each in self.open if each.next_on == self.next_on)
        return sum(due, Decimal(0))

    @property
    def last_on(self) -> date | None:
        """The day on which the last payment of all is charged, if nothing is paid ahead."""
        return max((each.last_on for each in self.open if each.last_on), default=None)

    @property
    def _chosen(self) -> list[Leaving]:
        return [each.leaving[0] for each in self.open if each.may_choose]

    @property
    def lump_yen(self) -> Decimal:
        """What would fall due at once, as it is chosen now."""
        return sum((each.rest_yen for each in self._chosen), Decimal(0))

    @property
    def lump_month(self) -> date | None:
        """The month whose bill would hold it."""
        return max((each.month for each in self._chosen if each.rest_yen), default=None)

    @property
    def goes_on_yen(self) -> Decimal:
        """What would go on month by month, what is due by then aside."""
        return self.left_yen - self.lump_yen

    @property
    def goes_on_through(self) -> date | None:
        """The day on which the last of it would be charged."""
        ends = [each.last_charged_on for each in self._chosen]
        fixed = [each.last_on for each in self.open if not each.may_choose and each.last_on]
        return max([*ends, *fixed], default=None)

    @property
    def early_yen(self) -> Decimal:
        """What repaying all of them early, asked for today, comes to."""
        return sum((each.early_yen for each in self.open), Decimal(0))

    @property
    def early_on(self) -> date | None:
        """The day on which it would be charged."""
        months = [instalments.early_month(each.today) for each in self.open]
        return charged_on(months[0]) if months else None


_STATUS_KIND = {
    Device.Status.PAYING: "brand",
    Device.Status.CONTINUED: "brand",
    Device.Status.DISCOUNT_OVER: "brand",
    Device.Status.AT_ONCE: "warning",
    Device.Status.PAID_OFF: "ok",
}


def device_tag(ledger: Ledger) -> Tag:
    """A device's state in words."""
    return Tag(label=str(ledger.status.label), kind=_STATUS_KIND[ledger.status])


def certificate(device: Device) -> DeskRequest | None:
    """The request on which 完済証明書 was issued; None where none was."""
    issued = DeskRequest.objects.filter(
        member=device.member,
        kind=DeskRequest.Kind.CERTIFICATE,
        subject=device.code,
        state=DeskRequest.State.DONE,
    )
    return issued.order_by("done_at").first()
