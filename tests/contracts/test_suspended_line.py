"""While a line is suspended nothing is taken that would cost more (D-105)."""

from datetime import date

import pytest

from accounts import services as accounts
from contracts import queries, services
from contracts.models import DataGrant, Line, OptionPeriod, PlanChange
from mioportal.plumbing.actor import system
from mioportal.rules.options import OptionCode
from tests.factories import MID_MONTH, LineFactory, OptionPeriodFactory
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

BY = system("test")
TODAY = date(2026, 10, 15)
WHY = "利用停止中の回線です"


def suspended() -> Line:
    line = LineFactory()
    accounts.suspend(member=line.member, at=MID_MONTH, by=BY)
    return line


def read(line: Line) -> Line:
    found = queries.line_of(line.member, line.code, TODAY)
    assert found is not None
    return found


@pytest.mark.parametrize("path", ["data/buy/", "plan/", "options/safety_mail/add/"])
def test_pages_say_why_and_offer_nothing(path: str) -> None:
    line = suspended()
    shown = Visitor.signed_in_as(line.member).open(f"/lines/{line.code}/{path}")
    assert shown.status == 200
    assert shown.says(WHY)
    assert not shown.has_button("追加する")


def test_whoever_sends_the_form_all_the_same_changes_nothing() -> None:
    line = read(suspended())
    with pytest.raises(services.NotSold, match="suspended"):
        services.buy_data(line=line, parcels=1, shown="x", form="one", at=MID_MONTH, by=BY)
    with pytest.raises(services.PlanRefused, match="suspended"):
        services.book_plan_change(
            line=line, plan_code="giga_10gb", shown="x", at=MID_MONTH, by=BY
        )
    with pytest.raises(services.NotAdded, match="suspended"):
        services.add_option(
            line=line, code=OptionCode.SAFETY_MAIL, shown="x", form="two", at=MID_MONTH, by=BY
        )
    assert not DataGrant.objects.exists()
    assert not PlanChange.objects.exists()
    assert not OptionPeriod.objects.exists()


def test_an_option_may_still_be_ended() -> None:
    period = OptionPeriodFactory(option_code="safety_mail")
    accounts.suspend(member=period.line.member, at=MID_MONTH, by=BY)
    services.end_option(period=period, at=MID_MONTH, by=BY)
    period.refresh_from_db()
    assert period.ends_on is not None
