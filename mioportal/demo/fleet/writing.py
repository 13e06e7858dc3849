"""Writing a block of households: one sheet for each table, all in one go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from random import Random

from accounts.models import Member, Standing, User
from billing.services.sheets import new_keys
from contracts.models import Line, OptionPeriod, PlanPeriod, Seat, ShareGroup, Sim
from mioportal.demo.fleet import shares
from mioportal.demo.fleet.belongings import Belongings
from mioportal.demo.fleet.holdings import DrawnDevice, DrawnOption, draw_device, draw_options
from mioportal.demo.fleet.households import DrawnLine, Household, Span
from mioportal.demo.fleet.rows import Rows
from mioportal.plumbing.models import World
from mioportal.rules import sim_return
from mioportal.rules.dates import ONE_DAY, at_japan
from mioportal.rules.plans import Function, Medium

# Of a mioID there are lines 0 to 9.
LINES_OF_ONE = 10


@dataclass(slots=True)
class _Drawn:
    """A household with what hangs on its lines; `number` is that of its mioID."""

    number: int
    household: Household
    options: list[list[DrawnOption]] = field(default_factory=list)
    devices: list[DrawnDevice | None] = field(default_factory=list)


class Block:
    """Members whose mioIDs follow each other, to be written in one transaction."""

    def __init__(self, *, world: World, span: Span, secret: str, rng: Random, base: int) -> None:
        self._world, self._span, self._rng, self._base = world, span, rng, base
        self._users = Rows(User, "id", "login", "email", password=secret)
        self._members = Rows(
            *(Member, "id", "user", "kind", "company", "family_name", "family_kana"),
            *("given_name", "given_kana", "birth_date", "postcode", "address", "phone"),
            *("registered_on", "identity"),
            world=world.pk,
        )
        self._standings = Rows(
            *(Standing, "member", "owed_yen", "instalments_yen"),
            *("last_instalment_paid_on", "last_service_ended_on"),
        )
        self._lines = Rows(
            *(Line, "id", "code", "member", "function", "medium", "network", "phone_number"),
            *("contracted_on", "started_on", "billing_started_on"),
            *("leaving_by", "ends_on", "ended_at"),
            world=world.pk,
        )
        self._sims = Rows(
            *(Sim, "line", "iccid", "state", "return_opened_at", "fee_risk_from", "received_on"),
            world=world.pk,
        )
        self._plans = Rows(PlanPeriod, "line", "plan_code", "starts_on", "ends_on")
        self._options = Rows(
            *(OptionPeriod, "line", "code", "option_code", "starts_on", "ends_on", "agreed_yen"),
            *("trial_through", "trial_over_at", "cancelled_at", "ended_at"),
        )
        self._groups = Rows(ShareGroup, "id", "code", "member", "made_on", world=world.pk)
        self._seats = Rows(Seat, "group", "line", "place", "starts_on", "ends_on")
        self._belongings = Belongings(world=world, span=span, rng=rng)

    def write(self, first: int, households: Sequence[Household]) -> int:
        """Write them, the first of them under this number; how many lines."""
        drawn = [self._draw(first + place, each) for place, each in enumerate(households)]
        lines = sum(len(each.household.lines) for each in drawn)
        devices = sum(device is not None for each in drawn for device in each.devices)
        groups = sum(each.household.shares_from is not None for each in drawn)
        keys: dict[type, Iterator[int]] = {
            model: iter(new_keys(model, count))
            for model, count in (
                *((User, len(drawn)), (Member, len(drawn))),
                *((Line, lines), (ShareGroup, groups)),
            )
        }
        self._belongings.have(devices)
        for each in drawn:
            self._put(each, keys)
        for rows in (
            *(self._users, self._members, self._standings, self._lines, self._sims),
            *(self._plans, self._options, self._groups, self._seats),
        ):
            rows.write()
        self._belongings.write()
        return lines

    def _draw(self, number: int, household: Household) -> _Drawn:
        rng, span, left = self._rng, self._span, household.has_left
        tried: set[str] = set()
        return _Drawn(
            number,
            household,
            [list(draw_options(rng, span, each, tried, has_left=left)) for each in household.lines],
            [draw_device(rng, span, each, has_left=left) for each in household.lines],
        )

    def _put(self, drawn: _Drawn, keys: dict[type, Iterator[int]]) -> None:
        household = drawn.household
        user, member = next(keys[User]), next(keys[Member])
        self._put_member(drawn, user, member)
        pks = [next(keys[Line]) for _ in household.lines]
        group = None
        if household.shares_from is not None:
            group = next(keys[ShareGroup])
            self._groups.add(group, f"g{drawn.number}", member, household.shares_from)
        for place, (pk, line) in enumerate(zip(pks, household.lines, strict=True)):
            serial = drawn.number * LINES_OF_ONE + place
            options = drawn.options[place]
            self._put_line(pk, member, serial, line)
            self._put_options(pk, serial, line, options)
            shares_in = group if line.shares_from is not None else None
            if shares_in is not None:
                since = line.shares_from
                self._seats.add(shares_in, pk, line.place.value, since, line.ends_on)
            self._belongings.add_use(pk, serial, line, options, shares_in)
            device = drawn.devices[place]
            if device is not None:
                self._belongings.add_device(pk, member, serial, line, device)
        self._belongings.add_rest(member, pks, drawn.number, household)

    def _put_member(self, drawn: _Drawn, user: int, member: int) -> None:
        rng, lines = self._rng, drawn.household.lines
        mio_id = f"MA{drawn.number:07d}"
        is_company = rng.random() < shares.CORPORATE
        company = rng.choice(shares.COMPANIES) if is_company else ""
        kind = Member.Kind.CORPORATE if is_company else Member.Kind.INDIVIDUAL
        has_number = any(line.function is not Function.DATA for line in lines)
        identity = Member.Identity.COMPLETE if has_number else Member.Identity.NOT_SUBMITTED
        registered_on = min(line.contracted_on for line in lines)
        born = date(1945 + int(rng.random() * 45), 1 + int(rng.random() * 12), 1)
        self._users.add(user, mio_id, f"{mio_id.lower()}@example.jp")
        self._members.add(
            *(member, user, kind.value, company),
            *rng.choice(shares.FAMILIES),
            *rng.choice(shares.GIVENS),
            born,
            *rng.choice(shares.PLACES),
            *(_phone("080", drawn.number - self._base), registered_on, identity.value),
        )
        devices = [device for device in drawn.devices if device is not None]
        paid = [device.last_paid_on for device in devices if device.last_paid_on is not None]
        owed = Decimal(int(1000 + rng.random() * 8000)) if rng.random() < shares.OWING else 0
        ended = [line.ends_on for line in lines if line.ends_on]
        self._standings.add(
            *(member, owed, sum((device.left for device in devices), Decimal(0))),
            max(paid, default=None),
            max(ended) if drawn.household.has_left else None,
        )

    def _put_line(self, pk: int, member: int, serial: int, line: DrawnLine) -> None:
        has_number = line.function is not Function.DATA
        prefix = "090" if line.function is Function.VOICE else "070"
        number = serial - self._base * LINES_OF_ONE
        ended_at = _midnight_after(line.ends_on) if line.ends_on else None
        self._lines.add(
            *(pk, f"hdu{serial:08d}", member, line.function.value, line.medium.value),
            *(line.network.value, _phone(prefix, number) if has_number else ""),
            *(line.contracted_on, line.started_on, line.started_on),
            *(line.leaving_by, line.ends_on, ended_at),
        )
        self._put_sim(pk, serial, line)
        spans = zip(line.plans, [*line.plans[1:], None], strict=True)
        for (starts_on, plan), after in spans:
            self._plans.add(pk, plan, starts_on, after[0] - ONE_DAY if after else line.ends_on)

    def _put_sim(self, pk: int, serial: int, line: DrawnLine) -> None:
        state, opened_at, risk_from, received_on = Sim.State.LENT, None, None, None
        if line.medium is Medium.ESIM:
            state = Sim.State.NO_RETURN
        elif line.ends_on is not None:
            opened_at, risk_from = _noon(line.ends_on), sim_return.fee_risk_from(line.ends_on)
            state = Sim.State.AWAITED
            if (back := line.ends_on + 9 * ONE_DAY) <= self._span.today:
                state, received_on = Sim.State.RECEIVED, back
        iccid = f"898110000{serial:010d}"
        self._sims.add(pk, iccid, state.value, opened_at, risk_from, received_on)

    def _put_options(
        self, pk: int, serial: int, line: DrawnLine, options: list[DrawnOption]
    ) -> None:
        for place, option in enumerate(options):
            trial, ends_on = option.trial_through, option.ends_on
            is_over = trial is not None and trial < self._span.today
            is_alone = ends_on is not None and ends_on != line.ends_on
            self._options.add(
                *(pk, f"o{serial}{place:02d}", option.code.value, option.starts_on, ends_on),
                *(option.agreed, trial),
                _midnight_after(trial) if trial and is_over else None,
                _noon(ends_on) if ends_on and is_alone else None,
                _midnight_after(ends_on) if ends_on and is_alone else None,
            )


def _phone(prefix: str, number: int) -> str:
    """An invented number: after 0, no number of a mobile telephone goes on with another 0."""
    return f"{prefix}-0{number // 10_000:03d}-{number % 10_000:04d}"


def _noon(day: date) -> datetime:
    return at_japan(day, time(12))


def _midnight_after(day: date) -> datetime:
    return at_japan(day + ONE_DAY, time(0))
