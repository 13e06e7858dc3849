"""The simulated carrier: the same answer whenever it is asked, and lines like those of people."""

from datetime import date, timedelta

from mioportal.outside.carrier import SimulatedCarrier

CODES = [f"hdu{number:08d}" for number in range(200)]
YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]


def months(code: str) -> dict[int, int]:
    """Megabytes that a line uses in each month of 2026."""
    used: dict[int, int] = {}
    for day in YEAR:
        used[day.month] = used.get(day.month, 0) + SimulatedCarrier().used_on(day, [code])[code]
    return used


def test_it_answers_the_same_whoever_else_is_asked_about() -> None:
    day = date(2026, 10, 14)
    together = SimulatedCarrier().used_on(day, CODES)
    assert set(together) == set(CODES)
    for code in CODES[:5]:
        assert SimulatedCarrier().used_on(day, [code]) == {code: together[code]}
    assert SimulatedCarrier().used_on(day, []) == {}


def test_lines_differ_from_each_other_and_a_line_from_day_to_day() -> None:
    by_line = set(SimulatedCarrier().used_on(YEAR[0], CODES).values())
    by_day = {SimulatedCarrier().used_on(day, CODES[:1])[CODES[0]] for day in YEAR}
    assert len(by_line) > 50
    assert len(by_day) > 50


def test_what_a_month_comes_to_fits_the_plans_that_are_sold() -> None:
    totals = [total for code in CODES[:60] for total in months(code).values()]
    totals.sort()
    assert totals[0] > 300
    assert 800 < totals[len(totals) // 2] < 3000
    assert totals[-1] < 10_000


def test_each_line_keeps_its_habits() -> None:
    for code in CODES[:20]:
        used = sorted(months(code).values())
        assert used[-1] < used[0] * 4
