"""Writing what a line used and what was bought with it, and what belongs to the member."""

from collections.abc import Iterator
from datetime import date, time
from random import Random
from typing import Any

from accounts.models import Card
from billing.models import PostedCharge
from billing.services.sheets import new_keys
from contracts.models import CallUse, DataGrant, Device, Payment, RelatedService
from mioportal.demo.fleet import shares
from mioportal.demo.fleet.holdings import DrawnDevice, DrawnOption, draw_services
from mioportal.demo.fleet.households import DrawnLine, Household, Span
from mioportal.demo.fleet.rows import Rows
from mioportal.demo.fleet.use import draw_purchases, draw_use
from mioportal.demo.story import card_end
from mioportal.outside.processor.models import VaultedCard
from mioportal.outside.processor.numbers import TEST_CARDS
from mioportal.plumbing import realtime
from mioportal.plumbing.codes import READABLE
from mioportal.plumbing.models import World
from mioportal.rules import data, fees, plans, tax
from mioportal.rules.charges import ChargeKind
from mioportal.rules.data import DataKind
from mioportal.rules.dates import at_japan
from mioportal.rules.instalments import DeviceKind
from mioportal.rules.plans import Medium


class Belongings:
    """The sheets of a block that no other rows hang on."""

    def __init__(self, *, world: World, span: Span, rng: Random) -> None:
        self._span, self._rng = span, rng
        self._keys: Iterator[int] = iter(())
        here: dict[str, Any] = {"world": world.pk}
        self._calls = Rows(
            CallUse, "line", "month", "calls", "seconds", "calls_yen", "messages"
        )
        self._grants = Rows(
            *(DataGrant, "line", "group", "granted_on", "expires_on", "megabytes", "left_mb"),
            *("price_yen", "bought_by", "receipt_number", "bought_at"),
            kind=DataKind.BOUGHT.value,
        )
        self._devices = Rows(
            *(Device, "id", "code", "member", "line", "name", "kind", "bought_on", "total_yen"),
            *("count", "discount_yen", "choice", "paid_off_on", "left_on"),
            **here,
        )
        self._payments = Rows(
            Payment, "device", "number", "month", "yen", "paid_on", "way", **here
        )
        self._services = Rows(
            *(RelatedService, "code", "member", "service", "home", "agreed_yen", "starts_on"),
            *("ends_on", "state", "early_end_yen"),
            **here,
        )
        self._posted = Rows(
            *(PostedCharge, "member", "line", "kind", "month", "percent", "amount_yen"),
            "posted_at",
            **here,
        )
        registered = at_japan(span.first, time(10))
        self._cards = Rows(
            *(Card, "member", "token", "network", "brand", "last_four"),
            expires_on=card_end(span.today),
            registered_at=registered,
            **here,
        )
        self._vault = Rows(
            *(VaultedCard, "token", "network", "brand", "last_four", "later"),
            expires_on=card_end(span.today),
            kept_at=realtime.now(),
        )

    def have(self, devices: int) -> None:
        """Get ready for so many devices."""
        self._keys = iter(new_keys(Device, devices))

    def add_use(
        self,
        line: int,
        serial: int,
        drawn: DrawnLine,
        options: list[DrawnOption],
        group: int | None,
    ) -> None:
        """What a line used and bought in the months of use."""
        for place, month in enumerate(self._span.months):
            if not drawn.lives_in(month):
                continue
            used = draw_use(self._rng, drawn, month, options)
            if used is not None:
                self._calls.add(line, month, *used)
            bought = sorted(draw_purchases(self._rng, drawn, month))
            for parcel, day in enumerate(bought[: data.PARCELS_A_MONTH.on(month)]):
                number = f"D{day:%y%m%d}-{_letters(serial * 1000 + place * 20 + parcel)}"
                self._add_grant(line, drawn, day, number, group)

    def _add_grant(
        self, line: int, drawn: DrawnLine, day: date, number: str, group: int | None
    ) -> None:
        family = plans.plan(drawn.plan).family
        megabytes = data.megabytes(family, 1, day)
        self._grants.add(
            *(line if group is None else None, group, day),
            *(data.expires_on(DataKind.BOUGHT, day), megabytes, megabytes),
            *(data.price(family, 1, day), line, number, at_japan(day, time(12))),
        )

    def add_device(
        self, line: int, member: int, serial: int, drawn: DrawnLine, device: DrawnDevice
    ) -> None:
        """A device and its ledger."""
        key, ledger = next(self._keys), device.ledger
        discount = shares.DISCOUNT if device.kind is DeviceKind.SUPPORT else 0
        self._devices.add(
            *(key, f"T{device.bought_on:%y%m%d}-{_letters(serial)}", member, line),
            *(device.name, device.kind.value, device.bought_on, device.total, len(ledger)),
            *(discount, device.choice, None if device.left else device.last_paid_on),
            drawn.ends_on,
        )
        for number, due in enumerate(ledger, 1):
            self._payments.add(key, number, due.month, due.yen, due.paid_on, due.way)

    def add_rest(
        self, member: int, lines: list[int], number: int, household: Household
    ) -> None:
        """Card, related services, and what was charged once."""
        rng = self._rng
        if rng.random() < shares.WITH_CARD:
            card = TEST_CARDS[shares.CARDS.pick(rng)]
            token = f"fleet-{number}-{_letters(number)}"
            self._cards.add(member, token, card.network, card.brand.value, card.last_four)
            self._vault.add(
                *(token, card.network, card.brand.value, card.last_four, card.later.value)
            )
        for place, row in enumerate(draw_services(rng, self._span, household)):
            is_done = row.home is not None and row.ends_on is not None
            state = RelatedService.State.DONE if is_done else RelatedService.State.IN_USE
            self._services.add(
                f"S{row.starts_on:%y%m%d}-{_letters(number * 10 + place)}",
                *(member, row.service.value, row.home.value if row.home else ""),
                *(row.agreed, row.starts_on, row.ends_on, state.value, row.early_end),
            )
        for line, drawn in zip(lines, household.lines, strict=True):
            is_late = drawn.ends_on is not None and drawn.ends_on < self._span.first
            if is_late and drawn.medium is Medium.SIM and rng.random() < shares.DAMAGED_SIM:
                self._charge_sim(member, line)

    def _charge_sim(self, member: int, line: int) -> None:
        month = self._span.months[int(self._rng.random() * len(self._span.months))]
        yen = tax.included(fees.SIM_DAMAGE_FEE, month)
        at = at_japan(month.replace(day=15), time(12))
        kind = ChargeKind.SIM_DAMAGE.value
        self._posted.add(member, line, kind, month, tax.rate(month), yen, at)

    def write(self) -> None:
        """Write them all."""
        for rows in (
            *(self._calls, self._grants, self._devices, self._payments),
            *(self._services, self._posted, self._cards, self._vault),
        ):
            rows.write()


# As many letters as a code has room for behind its day: longer than those that are drawn.
_LONG = 7
_ALL = len(READABLE) ** _LONG
# Neighbours do not look like neighbours; no two numbers share a code, for it has no factor in it.
_STRIDE = 7_368_787_337


def _letters(number: int) -> str:
    rest, found = number * _STRIDE % _ALL, []
    for _place in range(_LONG):
        rest, letter = divmod(rest, len(READABLE))
        found.append(READABLE[letter])
    return "".join(found)
