"""Options at the desk: read out first, ended or written down then (F-OPT-04, C-098)."""

from datetime import date

import pytest

from contracts.models import OptionPeriod
from mioportal.plumbing.models import AuditRow, Outbox
from tests.cancellation.wizard import accepted
from tests.desk.people import Desk
from tests.factories import OptionPeriodFactory, hold, jst
from tests.journeys.ledger import changed, everything

pytestmark = pytest.mark.django_db

LIST = "/admin/contracts/optionperiod/"


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def test_the_first_press_reads_out_the_end_and_changes_nothing(desk: Desk) -> None:
    period = OptionPeriodFactory(option_code="smart_checker")
    before = everything()
    page = desk.act(LIST, "end", [period])
    for part in ("Smart・Checker", "2026年10月31日（土）", "385円", "読み上げること"):
        assert part in page.text
    assert {name for name in changed(before) if name != "django_session"} == set()


def test_the_second_press_ends_it_once_and_names_the_receipt(desk: Desk) -> None:
    period = OptionPeriodFactory()
    asked = desk.act(LIST, "end", [period])
    page = desk.confirm(LIST, asked)
    period.refresh_from_db()
    assert period.receipt_number and period.receipt_number in page.text
    assert period.cancelled_at == jst(2026, 10, 15, 10)
    row = AuditRow.objects.get(verb="end_option")
    assert (row.actor, row.role, row.subject) == ("support", "STAFF", period.code)
    # A second click shows the same receipt or says that it is over; it tells nobody twice.
    desk.confirm(LIST, asked)
    assert Outbox.objects.filter(mail_code="M-17").count() == 1


def test_what_is_ended_over_there_is_only_written_down(desk: Desk) -> None:
    period = OptionPeriodFactory(option_code="i_filter")
    page = desk.act(LIST, "end", [period])
    assert "提供元で解約するオプションです" in page.text
    desk.confirm(LIST, page)
    period.refresh_from_db()
    assert period.ends_on is None
    desk.confirm(LIST, desk.act(LIST, "tick", [period]))
    period.refresh_from_db()
    assert (period.ends_on, period.ticked_at) == (date(2026, 10, 15), jst(2026, 10, 15, 10))
    other = OptionPeriodFactory()
    assert "会員サイトと電話で解約するオプションです" in desk.act(LIST, "tick", [other]).text


def test_what_was_read_out_and_is_not_so_any_more_is_read_out_again(desk: Desk) -> None:
    same = OptionPeriodFactory(option_code="smart_checker")
    later = OptionPeriodFactory(option_code="smart_checker")
    asked = desk.act(LIST, "end", [same, later])
    hold(later.line.member, jst(2026, 11, 1, 0, 1))
    page = desk.confirm(LIST, asked)
    assert "まだ受け付けていません" in page.text and "2026年11月30日（月）" in page.text
    assert OptionPeriod.objects.exclude(ends_on=None).get() == same
    desk.confirm(LIST, page)
    later.refresh_from_db()
    assert later.ends_on == date(2026, 11, 30)


def test_the_list_finds_what_still_costs_after_its_line(desk: Desk) -> None:
    lasting = OptionPeriodFactory(option_code="safety_mail")
    along = OptionPeriodFactory(line=lasting.line)
    accepted(lasting.line)
    other = OptionPeriodFactory()
    page = desk.open(f"{LIST}?standing=lasting")
    assert "要個別解約" in page.text and lasting.line.code in page.text
    assert other.line.code not in page.text
    page = desk.open(f"{LIST}?standing=with_line&option={along.option_code}")
    assert lasting.line.code in page.text and other.line.code not in page.text
    for standing in ("open", "trial", "ending", "ticked", "ended", "nonsense"):
        assert desk.open(f"{LIST}?standing={standing}").status == 200
