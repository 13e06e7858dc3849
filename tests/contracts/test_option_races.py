"""Many hands on one option at the same moment: one period, one receipt, one mail of each."""

from datetime import date

import pytest

from contracts import queries, services
from contracts.models import Line, OptionPeriod
from mioportal.plumbing.models import Outbox, PendingAct
from mioportal.rules.options import OptionCode
from tests.cancellation.wizard import accepted
from tests.contracts.options import BY, add, end, read, tick
from tests.factories import MID_MONTH, LineFactory, MemberFactory, OptionPeriodFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 4


def receipt_of_adding(line: Line, form: str, code: OptionCode, shown: str) -> str | None:
    try:
        made = services.add_option(
            line=line, code=code, shown=shown, form=form, at=MID_MONTH, by=BY
        )
    except (services.NotAdded, services.OtherThanShown):
        return None
    return made.added_number


@pytest.mark.parametrize("forms", [1, HANDS], ids=["one form", "a form each"])
def test_many_hands_add_an_option_once(forms: int) -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        today = date(2026, 10, 15)
        shown = queries.option_offer(read(line), OptionCode.SAFETY_MAIL, today).shown
        names = iter([f"form {number % forms}" for number in range(HANDS)])
        got = at_once(
            HANDS,
            lambda line=line, names=names, shown=shown: receipt_of_adding(  # type: ignore[misc]
                line, next(names), OptionCode.SAFETY_MAIL, shown
            ),
        )
        made = OptionPeriod.objects.get(line=line)
        assert set(got) - {None} == {made.added_number}
        assert got.count(made.added_number) == (HANDS if forms == 1 else 1)
        assert Outbox.objects.filter(user=line.member.user).count() == 1


def test_two_call_options_at_once_leave_one() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        wishes = []
        for code in (OptionCode.CALL_5, OptionCode.CALL_10):
            offer = queries.option_offer(read(line), code, date(2026, 10, 15))
            wishes.append((code, offer.shown))
        names = iter(wishes)

        def wish(line: Line = line, names: object = names) -> str | None:
            code, shown = next(names)  # type: ignore[call-overload]
            return receipt_of_adding(line, code, code, shown)

        # The one that came second was shown a price without the other.
        assert at_once(2, wish).count(None) == 1
        assert OptionPeriod.objects.filter(line=line, ends_on=None).count() == 1


def test_an_option_is_tried_free_once_on_two_lines_at_once() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()
        lines = [LineFactory(member=member) for _line in range(2)]
        shown = queries.option_offer(read(lines[0]), OptionCode.TABUHO, date(2026, 10, 15)).shown
        names = iter(lines)
        got = at_once(
            2,
            lambda names=names, shown=shown: receipt_of_adding(  # type: ignore[misc]
                next(names), "x", OptionCode.TABUHO, shown
            ),
        )
        assert got.count(None) == 1
        assert OptionPeriod.objects.filter(line__member=member).count() == 1


@pytest.mark.parametrize(
    ("do", "code"), [(end, "smart_checker"), (tick, "tabuho")], ids=["here", "over there"]
)
def test_many_hands_end_an_option_once(do: object, code: str) -> None:
    for _round in range(ROUNDS):
        period = OptionPeriodFactory(option_code=code)

        def ended(period: OptionPeriod = period) -> object:
            made = do(OptionPeriod.objects.get(pk=period.pk))  # type: ignore[operator]
            return made.receipt_number or made.ticked_at

        assert len(set(at_once(HANDS, ended))) == 1
        assert Outbox.objects.filter(user=period.line.member.user).count() == 1


def test_an_option_is_not_added_to_a_line_that_leaves_at_the_same_moment() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        shown = queries.option_offer(read(line), OptionCode.DIAL, date(2026, 10, 15)).shown
        hands = iter((True, False))

        def go(line: Line = line, hands: object = hands, shown: str = shown) -> object:
            if next(hands):  # type: ignore[call-overload]
                return accepted(Line.objects.get(pk=line.pk), MID_MONTH)
            return receipt_of_adding(line, "x", OptionCode.DIAL, shown)

        at_once(2, go)
        ends = OptionPeriod.objects.filter(line=line).values_list("ends_on", flat=True)
        # Either it came too late, or it leaves with the line.
        assert set(ends) <= {date(2026, 10, 31)}


def test_many_clicks_begin_one_look_before_leaving() -> None:
    member = MemberFactory()
    add(LineFactory(member=member), "tabuho")
    got = at_once(HANDS, lambda: services.begin_audit(member=member, at=MID_MONTH).code)
    assert len(set(got)) == PendingAct.objects.count() == 1
