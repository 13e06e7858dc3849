from datetime import date, datetime
from decimal import Decimal

import pytest

from mioportal.rules import related
from mioportal.rules.related import HeldService, Service

OCTOBER = date(2025, 10, 1)


def a_service(service: str, **changes: object) -> HeldService:
    return HeldService(service=service, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("service", "label", "after_line", "ended_by"),
    [
        ("hikari", "IIJmioひかり", "goes_on", "phone"),
        ("supply", "IIJmioサプライサービス", "goes_on", "site"),
        ("data_zero", "IIJmio eSIM データプラン ゼロ", "goes_on", "site"),
        ("mobile_plus", "IIJmioモバイルプラスサービス", "goes_on", "site"),
    ],
)
def test_no_related_service_ends_with_a_line(
    service: str, label: str, after_line: str, ended_by: str
) -> None:
    code = Service(service)
    assert related.LABELS[code] == label
    assert related.AFTER_LINE[code].on(OCTOBER) == after_line
    assert related.ENDED_BY[code].on(OCTOBER) == ended_by


def test_every_service_stands_in_every_table_once() -> None:
    for table in (related.LABELS, related.AFTER_LINE, related.ENDED_BY):
        assert list(table) == list(Service)
    assert list(related.LEAST_FEES) == [Service.DATA_ZERO, Service.MOBILE_PLUS]


@pytest.mark.parametrize(
    ("service", "least"), [("data_zero", 165), ("mobile_plus", 385), ("supply", 0)]
)
def test_a_service_costs_what_its_contract_names_from_the_least_fee_up(
    service: str, least: int
) -> None:
    for fee in (least, least + 100):
        assert a_service(service, agreed=Decimal(fee)).fee(OCTOBER) == fee
    with pytest.raises(
        ValueError, match=f"^agreed fee of {service} must be {least} yen or more, not None$"
    ):
        a_service(service)
    with pytest.raises(ValueError, match="^agreed "):
        a_service(service, agreed=Decimal(least - 1))


@pytest.mark.parametrize(("home", "fee"), [("apartment", 5016), ("house", 6116)])
def test_hikari_costs_the_list_price_of_the_home(home: str, fee: int) -> None:
    assert a_service("hikari", home=home).fee(OCTOBER) == fee
    assert a_service("hikari", home=home, has_mio_wari=True).fee(OCTOBER) == fee
    assert a_service("hikari", home=home).has_mio_wari is False
    with pytest.raises(ValueError, match="^month must be the first day"):
        a_service("hikari", home=home).fee(date(2025, 10, 2))


@pytest.mark.parametrize(
    ("service", "changes", "message"),
    [
        pytest.param("fax", {}, "^service must be one of hikari, supply, ", id="unknown"),
        pytest.param("hikari", {}, "^home, and no agreed fee, is what ", id="hikari at no home"),
        pytest.param(
            "hikari",
            {"home": "house", "agreed": Decimal(6116)},
            "^home, and no agreed fee, is what hikari needs$",
            id="hikari at an agreed fee",
        ),
        pytest.param("hikari", {"home": "tent"}, "^home must be one of", id="unknown home"),
        pytest.param(
            "data_zero",
            {"agreed": Decimal(165), "home": "house"},
            "^home and has_mio_wari belong to hikari, not to data_zero$",
            id="another service at a home",
        ),
        pytest.param(
            "data_zero",
            {"agreed": Decimal(165), "has_mio_wari": True},
            "^home and has_mio_wari belong to hikari, ",
            id="another service with mio割",
        ),
        pytest.param(
            "supply", {"agreed": 100}, "^agreed must be a Decimal", id="a fee that is no money"
        ),
    ],
)
def test_an_impossible_service_is_refused_by_name(
    service: str, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        a_service(service, **changes)


def test_an_instant_is_no_day_of_start() -> None:
    with pytest.raises(ValueError, match="^started_on must be a date"):
        HeldService(
            service="supply",
            agreed=Decimal(100),
            started_on=datetime(2025, 10, 1),  # noqa: DTZ001
        )


@pytest.mark.parametrize(
    ("accepted_on", "ends_on"),
    [
        pytest.param(date(2025, 10, 1), date(2025, 10, 31), id="the first of a month"),
        pytest.param(date(2025, 10, 31), date(2025, 10, 31), id="the last of a month"),
        pytest.param(date(2028, 2, 29), date(2028, 2, 29), id="29 February"),
        pytest.param(date(2025, 12, 31), date(2025, 12, 31), id="year end"),
    ],
)
def test_a_service_ended_on_the_site_lasts_to_the_end_of_the_month(
    accepted_on: date, ends_on: date
) -> None:
    assert related.ends_on(accepted_on) == ends_on
