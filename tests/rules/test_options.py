from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mioportal.rules import options
from mioportal.rules.dates import month_end
from mioportal.rules.options import AgreedFee, Category, OnLineEnd, OptionCode, Provider

OCTOBER = date(2025, 10, 1)


@pytest.mark.parametrize(
    ("code", "label", "category", "on_line_end", "provider"),
    [
        ("call_5", "通話定額5分+", "calls", "ends", "here"),
        ("call_10", "通話定額10分+", "calls", "ends", "here"),
        ("call_unlimited", "かけ放題+", "calls", "ends", "here"),
        ("dial", "みおふぉんダイアルオプション", "dial", "ends", "here"),
        ("large_data", "大容量オプション", "data", "ends", "here"),
        ("device_cover", "端末補償オプション", "cover", "ends", "here"),
        ("safety_mail", "IIJmioセーフティメール", "security", "goes_on", "here"),
        ("nuisance_guard", "迷惑防止パック", "security", "may_go_on", "here"),
        ("tabuho", "タブホ", "content", "goes_on", "tabuho"),
        ("smart_checker", "Smart・Checker", "content", "goes_on", "here"),
        ("tobila_phone", "トビラフォンモバイル", "security", "goes_on", "here"),
        ("i_filter", "i-フィルター for マルチデバイス", "security", "goes_on", "digital_arts"),
        ("virus_buster", "ウイルスバスターモバイル", "security", "goes_on", "trend_micro"),
    ],
)
def test_every_option_has_its_name_its_kind_and_what_becomes_of_it(
    code: str, label: str, category: str, on_line_end: str, provider: str
) -> None:
    held = options.option(code)
    assert (held.code, held.label, held.category) == (code, label, category)
    assert (held.on_line_end, held.provider) == (on_line_end, provider)
    assert options.ON_LINE_END[held.code].on(OCTOBER) is OnLineEnd(on_line_end)


def test_the_book_holds_every_option_once_and_none_keeps_a_line_from_ending() -> None:
    assert list(options.OPTIONS) == list(options.ON_LINE_END) == list(OptionCode)
    assert not any(held.blocks_cancelling for held in options.OPTIONS.values())


def test_three_options_are_cancelled_at_somebody_elses_site() -> None:
    assert {code: table.on(OCTOBER) for code, table in options.PROVIDERS.items()} == {
        OptionCode.TABUHO: Provider.TABUHO,
        OptionCode.I_FILTER: Provider.DIGITAL_ARTS,
        OptionCode.VIRUS_BUSTER: Provider.TREND_MICRO,
    }


@pytest.mark.parametrize(
    ("code", "fee"),
    [
        ("call_5", 500),
        ("call_10", 700),
        ("call_unlimited", 1400),
        ("dial", 0),
        ("safety_mail", 330),
        ("nuisance_guard", 550),
        ("tabuho", 550),
        ("smart_checker", 385),
        ("tobila_phone", 330),
        ("i_filter", 396),
        ("virus_buster", 275),
    ],
)
def test_an_option_with_one_fee_costs_it(code: str, fee: int) -> None:
    assert options.monthly_fee(code, OCTOBER) == fee
    with pytest.raises(ValueError, match=f"^agreed is not asked for: {code} has one fee "):
        options.monthly_fee(code, OCTOBER, Decimal(fee))


@pytest.mark.parametrize(
    ("code", "least", "most"), [("large_data", 220, 3410), ("device_cover", 418, 550)]
)
def test_an_option_with_a_range_of_fees_costs_what_the_contract_names(
    code: str, least: int, most: int
) -> None:
    for fee in (least, least + 1, most):
        assert options.monthly_fee(code, OCTOBER, Decimal(fee)) == fee
    for wrong in (None, Decimal(least - 1), Decimal(most + 1)):
        message = f"^agreed fee of {code} must be {least} to {most} yen, not {wrong}$"
        with pytest.raises(ValueError, match=message):
            options.monthly_fee(code, OCTOBER, wrong)


def test_a_fee_that_is_no_money_or_for_no_month_is_refused() -> None:
    with pytest.raises(ValueError, match="^agreed must be a Decimal"):
        options.monthly_fee("large_data", OCTOBER, 220)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="^month must be the first day"):
        options.monthly_fee("call_5", date(2025, 10, 2))
    with pytest.raises(ValueError, match="^month must be the first day"):
        options.monthly_fee("large_data", date(2025, 10, 2), Decimal(220))


def test_every_option_has_a_fee_or_a_range_of_fees_and_never_both() -> None:
    assert sorted([*options.OPTION_FEES, *options.OPTION_FEE_RANGES]) == sorted(OptionCode)


@pytest.mark.parametrize(
    ("cancelled_on", "line_ends_on", "ends_on", "billed_through"),
    [
        pytest.param(
            date(2025, 10, 15), None, date(2025, 10, 15), date(2025, 10, 31), id="alone: at once"
        ),
        pytest.param(
            date(2025, 10, 31), None, date(2025, 10, 31), date(2025, 10, 31), id="alone: last day"
        ),
        pytest.param(
            date(2028, 2, 1), None, date(2028, 2, 1), date(2028, 2, 29), id="alone: leap February"
        ),
        pytest.param(
            date(2025, 12, 31), None, date(2025, 12, 31), date(2025, 12, 31), id="alone: year end"
        ),
        pytest.param(
            date(2025, 10, 15),
            date(2025, 10, 15),
            date(2025, 10, 15),
            date(2025, 10, 31),
            id="with a port-out on the same day",
        ),
        pytest.param(
            date(2025, 10, 15),
            date(2025, 10, 31),
            date(2025, 10, 31),
            date(2025, 10, 31),
            id="with the line: month end",
        ),
        pytest.param(
            date(2025, 10, 15),
            date(2025, 11, 1),
            date(2025, 11, 1),
            date(2025, 11, 30),
            id="with a port-out: that month in full",
        ),
    ],
)
def test_a_call_option_ends_at_once_alone_and_with_its_line_otherwise(
    cancelled_on: date, line_ends_on: date | None, ends_on: date, billed_through: date
) -> None:
    assert options.ending("call_5", cancelled_on, line_ends_on) == (ends_on, billed_through)


@pytest.mark.parametrize(
    ("category", "day"),
    [
        (Category.CALLS, 15),
        (Category.DIAL, 15),
        (Category.DATA, 31),
        (Category.COVER, 31),
        (Category.SECURITY, 15),
        (Category.CONTENT, 31),
    ],
)
def test_an_option_cancelled_alone_ends_by_the_rule_of_its_category(
    category: Category, day: int
) -> None:
    codes = [code for code, held in options.OPTIONS.items() if held.category is category]
    assert codes
    for code in codes:
        ending = options.ending(code, date(2025, 10, 15))
        assert ending == (date(2025, 10, day), date(2025, 10, 31))


@pytest.mark.parametrize(
    ("code", "ends_on"),
    [
        pytest.param("device_cover", date(2025, 10, 20), id="cover ends with its line"),
        pytest.param("large_data", date(2025, 10, 20), id="data ends with its line"),
        pytest.param("safety_mail", date(2025, 10, 15), id="security by its own rule"),
        pytest.param("nuisance_guard", date(2025, 10, 15), id="what may go on, too"),
        pytest.param("tabuho", date(2025, 10, 31), id="content by its own rule"),
    ],
)
def test_only_what_ends_with_its_line_follows_the_line(code: str, ends_on: date) -> None:
    line_ends_on = date(2025, 10, 20)
    assert options.ending(code, date(2025, 10, 15), line_ends_on).ends_on == ends_on


def test_an_unknown_option_is_refused_by_name() -> None:
    for ask in (
        lambda: options.option("call_15"),
        lambda: options.monthly_fee("call_15", OCTOBER),
        lambda: options.ending("call_15", OCTOBER),
    ):
        with pytest.raises(ValueError, match="^option must be one of call_5, "):
            ask()


def test_impossible_days_are_refused_by_name() -> None:
    at = datetime(2025, 10, 1)  # noqa: DTZ001
    with pytest.raises(ValueError, match=r"^line_ends_on 2025-09-30 is before cancelled_on 2025-"):
        options.ending("call_5", OCTOBER, date(2025, 9, 30))
    with pytest.raises(ValueError, match="^cancelled_on must be a date"):
        options.ending("call_5", at)
    with pytest.raises(ValueError, match="^line_ends_on must be a date"):
        options.ending("call_5", OCTOBER, at)


def test_what_is_held_is_held_once_and_known() -> None:
    held = options.held_once(("call_5", "tabuho"), "options", "hdu1")
    assert held == (OptionCode.CALL_5, OptionCode.TABUHO)
    assert all(isinstance(code, OptionCode) for code in held)
    with pytest.raises(ValueError, match="^options of hdu1 name one twice$"):
        options.held_once(("call_5", "tabuho", "call_5"), "options", "hdu1")
    with pytest.raises(ValueError, match="^on_trial must be one of call_5, "):
        options.held_once(("call_15",), "on_trial", "hdu1")


def test_a_fee_is_agreed_only_for_an_option_that_is_held() -> None:
    large, cover = (
        AgreedFee(OptionCode.LARGE_DATA, Decimal(220)),
        AgreedFee(OptionCode.DEVICE_COVER, Decimal(550)),
    )
    options.check_agreed((), (), "hdu1")
    options.check_agreed((large,), (OptionCode.CALL_5, OptionCode.LARGE_DATA), "hdu1")
    with pytest.raises(ValueError, match="^agreed of hdu1 names an option it does not hold$"):
        options.check_agreed((large, cover), (OptionCode.LARGE_DATA,), "hdu1")
    with pytest.raises(ValueError, match="^agreed of hdu1 name one twice$"):
        options.check_agreed((large, large), (OptionCode.LARGE_DATA,), "hdu1")
    with pytest.raises(ValueError, match="^agreed must be one of call_5, "):
        options.check_agreed((("call_15", Decimal(1)),), (), "hdu1")  # type: ignore[arg-type]


def test_what_is_left_to_the_member_after_leaving_is_counted_in_months() -> None:
    assert options.AFTERCHECK_MONTHS.on(OCTOBER) == 1
    assert options.CARD_WATCH_MONTHS.on(OCTOBER) == 2
    assert options.LAST_MONTH_IN_FULL.on(OCTOBER)
    assert options.COVER_ONLY_WITH_DEVICE.on(OCTOBER)


@settings(max_examples=50)
@given(
    st.sampled_from(OptionCode),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.none() | st.integers(0, 90),
)
def test_an_option_never_ends_before_the_request_and_is_billed_to_a_month_end(
    code: OptionCode, cancelled_on: date, days: int | None
) -> None:
    line_ends_on = None if days is None else date.fromordinal(cancelled_on.toordinal() + days)
    ends_on, billed_through = options.ending(code, cancelled_on, line_ends_on)
    assert cancelled_on <= ends_on <= billed_through == month_end(ends_on)
