"""Every difference between two months has its reason, and the reasons come to the difference."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.queries import Reason, Statement, changes
from billing.views import words
from contracts.models import Line
from mioportal.rules.billing import BillLine, ChargeKind

SEP, OCT = date(2026, 9, 1), date(2026, 10, 1)
OLD = Line(code="hdu1", phone_number="090-0000-0001", billing_started_on=date(2025, 4, 1))
NEW = Line(code="hdu2", phone_number="090-0000-0002", billing_started_on=date(2026, 10, 20))
YOUNG = Line(code="hdu3", phone_number="090-0000-0003", billing_started_on=date(2026, 9, 20))
GONE = Line(
    code="hdu4",
    phone_number="090-0000-0004",
    billing_started_on=date(2025, 4, 1),
    ends_on=date(2026, 9, 30),
)
LINES = {line.code: line for line in (OLD, NEW, YOUNG, GONE)}


def row(kind: str, yen: str | int, code: str = "", line: str = "hdu1", **more: int) -> BillLine:
    told = {"percent": 10, "quantity": 1} | more
    return BillLine(kind=ChargeKind(kind), amount=Decimal(yen), code=code, line=line, **told)


def statement(month: date, *rows: BillLine) -> Statement:
    return Statement(month=month, items=rows, lines=LINES, devices={"dev1": "iPhone SE"})


PLAN = row("plan", 990, "giga_5gb")
DEVICE, HIKARI = row("instalment", 2408, "dev1"), row("related", 4356, "hikari", "")
NOTHING: list[BillLine] = []


@pytest.mark.parametrize(
    ("before", "now", "reason", "says"),
    [
        ([PLAN], [row("plan", 2000, "giga_20gb")], Reason.PLAN_CHANGED,
         "プランが5ギガプランから20ギガプランに変わりました"),
        ([PLAN], [row("added_sim", 440, "giga_5gb")], Reason.JOINED_GROUP, "副回線になりました"),
        ([row("added_sim", 440, "giga_5gb")], [PLAN], Reason.LEFT_GROUP, "副回線ではなくなり"),
        (NOTHING, [row("plan", 383, "giga_5gb", "hdu2")], Reason.NEW_LINE,
         "2026年10月20日（火）から使い始めた回線です"),
        ([row("plan", 363, "giga_5gb", "hdu3")], [row("plan", 990, "giga_5gb", "hdu3")],
         Reason.FIRST_MONTH_OVER, "前月は、使い始めた日からの日割りでした"),
        ([row("plan", 990, "giga_5gb", "hdu4")], NOTHING, Reason.LINE_ENDED,
         "回線が2026年9月30日（水）に終わりました"),
        ([PLAN], [row("plan", 1050, "giga_5gb")], Reason.PRICE_CHANGED, "月額が変わりました"),
        ([PLAN], [row("plan", 999, "giga_5gb", percent=12)], Reason.PRICE_CHANGED,
         "消費税の税率が変わりました"),
        (NOTHING, [row("option", 500, "call_5")], Reason.OPTION_ADDED, "オプションを追加しました"),
        (NOTHING, [row("option", 193, "call_5", "hdu2")], Reason.NEW_LINE, "使い始めた回線です"),
        ([row("option", 500, "call_5")], NOTHING, Reason.OPTION_ENDED, "オプションが終わりました"),
        ([row("option", 500, "call_5", "hdu4")], NOTHING, Reason.LINE_ENDED, "終わりました"),
        (NOTHING, [row("option", 550, "tabuho", "")], Reason.OPTION_GOES_ON, "続いています"),
        ([row("option", 0, "tabuho")], [row("option", 550, "tabuho")], Reason.TRIAL_OVER,
         "お試しの期間が終わりました"),
        ([row("calls", 352)], [row("calls", 363)], Reason.USE, "ご利用が増えました"),
        ([row("calls", 352)], NOTHING, Reason.USE, "ご利用が減りました"),
        ([row("sms", "6.6", quantity=2)], [row("sms", "3.3")], Reason.USE, "2通から1通"),
        ([row("data", 220)], [row("data", 660, quantity=3)], Reason.USE, "1回から3回"),
        (NOTHING, [row("universal_service", 2)], Reason.PRICE_CHANGED, "月額が変わりました"),
        (NOTHING, [row("universal_service", 2, "", "hdu2")], Reason.NEW_LINE, "使い始めた"),
        ([row("relay_service", 1, "", "hdu4")], NOTHING, Reason.LINE_ENDED, "終わりました"),
        (NOTHING, [row("initial_fee", 3300)], Reason.ONCE_NOW, "この月だけの費用です"),
        ([row("sim_issue", "433.4")], NOTHING, Reason.ONCE_BEFORE, "前月だけの費用でした"),
        (NOTHING, [row("instalment", 2408, "dev1", percent=0)], Reason.INSTALMENT_STARTED,
         "分割払いが始まりました"),
        ([row("instalment", 2416, "dev1", percent=0)], [row("instalment", 2408, "dev1", percent=0)],
         Reason.INSTALMENT_REMAINDER, "1回目に、端数を加えています"),
        ([row("instalment", 2408, "dev1", percent=0)], NOTHING, Reason.INSTALMENT_ENDED,
         "分割払いが終わりました"),
        ([row("instalment", 2408, "dev1"), row("instalment_rest", 9632, "dev1")],
         [row("instalment_rest", 9632, "dev1")], Reason.INSTALMENT_CALLED_IN, "まとめて請求した"),
        ([DEVICE], [DEVICE, row("device_discount", -500, "dev1")], Reason.DISCOUNT_STARTED,
         "割引が始まりました"),
        ([HIKARI, row("mio_wari", -660, "hikari", "")], [HIKARI], Reason.DISCOUNT_ENDED,
         "割引が終わりました"),
        (NOTHING, [row("related", 4356, "hikari", "")], Reason.SERVICE_STARTED, "サービスを使い"),
        ([row("related", 4356, "hikari", "")], NOTHING, Reason.SERVICE_ENDED, "サービスが終わり"),
        ([row("related", 2000, "supply", "")], [row("related", 4000, "supply", "")],
         Reason.FIRST_MONTH_OVER, "日割りでした"),
    ],
)  # fmt: skip
def test_a_row_that_differs_has_its_reason(
    before: list[BillLine], now: list[BillLine], reason: Reason, says: str
) -> None:
    was, is_now = statement(SEP, *before), statement(OCT, *now)
    found = changes(was, is_now, {"supply": date(2026, 9, 15)})
    assert found[0].reason is reason
    told = words.changes(found, was, is_now)
    assert says in told[0]["why"]
    assert sum(each["yen"] for each in told) == is_now.totals.total - was.totals.total


def test_the_same_bill_twice_has_no_difference() -> None:
    assert changes(statement(SEP, PLAN), statement(OCT, PLAN), {}) == []


def test_what_rounding_drops_is_a_difference_of_its_own() -> None:
    found = changes(statement(SEP, PLAN), statement(OCT, PLAN, row("sim_issue", "433.4")), {})
    assert [(each.reason, each.yen) for each in found] == [
        (Reason.ONCE_NOW, Decimal("433.4")),
        (Reason.ROUNDING, Decimal("-0.4")),
    ]


def test_lines_alike_are_told_together() -> None:
    fees = [row("sim_issue", "433.4", line=code) for code in ("hdu1", "hdu2", "hdu3")]
    before, now = statement(SEP, PLAN), statement(OCT, PLAN, *fees)
    told = words.changes(changes(before, now, {}), before, now)
    assert (told[0]["lines"], told[0]["yen"]) == ("3回線", Decimal("1300.2"))


ROWS = st.lists(
    st.one_of(
        st.builds(
            row,
            st.sampled_from(["plan"]),
            st.integers(0, 5000),
            st.sampled_from(["giga_2gb", "giga_20gb"]),
            st.sampled_from(sorted(LINES)),
        ),
        st.builds(
            row,
            st.sampled_from(["calls", "sms", "sim_issue", "initial_fee", "sim_damage"]),
            st.decimals(0, 3000, places=1),
            line=st.sampled_from(sorted(LINES)),
        ),
        st.builds(
            row,
            st.just("instalment"),
            st.integers(1, 9000),
            st.just("dev1"),
            percent=st.just(0),
        ),
    ),
    max_size=8,
)


@given(ROWS, ROWS)
def test_reasons_always_come_to_the_difference(before: list[BillLine], now: list[BillLine]) -> None:
    was, is_now = statement(SEP, *before), statement(OCT, *now)
    found = changes(was, is_now, {})
    assert sum(each.yen for each in found) == is_now.totals.total - was.totals.total
