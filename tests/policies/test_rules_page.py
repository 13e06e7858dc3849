"""The public page of the rules, and the document made from the same rows."""

import re
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from mioportal.policies import listing
from mioportal.rules import book, fees, tax
from mioportal.rules.book import Chapter
from mioportal.rules.sources import Unit
from mioportal.words import values
from mioportal.words.decisions import CHOICES, FACTS
from tests.factories import MemberFactory

pytestmark = pytest.mark.django_db

ENTRIES = [entry for chapter in Chapter for entry in book.entries(chapter)]


@pytest.fixture(scope="module")
def rules() -> dict[str, listing.Part]:
    return parts_on(date(2025, 10, 15))


def parts_on(day: date) -> dict[str, listing.Part]:
    """Every table as it is told on a day, by its name."""
    told = listing.sections(day)
    return {part.id: part for section in told for rule in section.rules for part in rule.parts}


def ids_of(client: Client, path: str) -> list[str]:
    page = client.get(path)
    assert page.status_code == 200
    return re.findall(r'\bid="([^"]+)"', page.content.decode())


def test_anybody_reads_every_rule_and_reason(client: Client) -> None:
    ids = ids_of(client, "/rules/")
    assert len(ids) == len(set(ids))
    for entry in ENTRIES:
        assert entry.table.name in ids
        for row in entry.table.rows:
            assert f"{entry.table.name}.{row.since}" in ids
    for chapter in Chapter:
        for question in book.questions(chapter):
            for reason in question.reasons:
                assert f"{question.name}.{reason}" in ids


def test_anybody_reads_every_decision_choice_and_fact(client: Client) -> None:
    ids = ids_of(client, "/rules/decisions/")
    assert len(ids) == len(set(ids))
    assert {f"C-{number:03}" for number in range(1, 127)} <= set(ids)
    assert {each.id for each in CHOICES} | {each.id for each in FACTS} <= set(ids)


def test_every_link_leads_to_something_that_is_there(client: Client) -> None:
    ids = {path: set(ids_of(client, path)) for path in ("/rules/", "/rules/decisions/")}
    for path in ids:
        page = client.get(path).content.decode()
        links = re.findall(r'href="(/rules/[a-z/]*)?#([^"]+)"', page)
        assert len(links) > 2
        assert [link for link in links if link[1] not in ids[link[0] or path]] == []


def test_reading_the_rules_costs_a_member_no_query_of_its_own(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(MemberFactory().user)
    with CaptureQueriesContext(connection) as every_page:
        client.get("/contact/")
    with django_assert_num_queries(len(every_page)):
        client.get("/rules/")


@pytest.mark.parametrize("path", ["/rules/", "/rules/decisions/"])
def test_a_whole_page_is_light_when_sent(client: Client, path: str) -> None:
    sent = client.get(path, headers={"accept-encoding": "gzip"})
    assert sent.headers["Content-Encoding"] == "gzip"
    # With style, script and icon (under 10,000) a first load stays below 60,000.
    assert len(sent.content) < 50_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("sim_damage_fee", "2,000円（税抜）、2,200円（税込）", id="without tax"),
        pytest.param("initial_fee", "3,300円", id="yen"),
        pytest.param("sim_issue_fee.docomo.sim", "394円（税抜）、433.4円（税込）", id="a fraction"),
        pytest.param("hikari_early_end_fee", "3,000円（不課税）", id="untaxed"),
        pytest.param("call_unit", "30秒", id="seconds"),
        pytest.param("bill_confirmed_day", "5日", id="a day of the month"),
        pytest.param("debit_days.amex", "10日、21日、26日", id="several days"),
        pytest.param("debit_days.other", "定めなし", id="none"),
        pytest.param("option_fee_range.device_cover", "418円〜550円", id="a range"),
        pytest.param("weekly_window_hours", "23:00〜翌5:00", id="over night"),
        pytest.param("weekly_window_weekday", "火曜日", id="a weekday"),
        pytest.param("desk_hours.corporate", "平日 9:00〜17:00", id="hours on business days"),
        pytest.param("port_expires_at", "23:59:59", id="to the second"),
        pytest.param("generation", "新しい契約", id="a code in words"),
        pytest.param("paper_file_bytes", "5,242,880バイト", id="bytes"),
        pytest.param("hikari_minimum_term", "2年", id="years"),
        pytest.param("adult_age", "18歳", id="an age"),
        pytest.param("port_number_digits", "10桁", id="digits"),
    ],
)
def test_a_value_is_shown_with_its_unit(
    rules: dict[str, listing.Part], name: str, value: str
) -> None:
    assert rules[name].rows[0].value == value


def test_every_unit_can_be_written() -> None:
    told_otherwise = {Unit.YEN_EX_TAX, Unit.WEEKDAY, Unit.TIME, Unit.WORD, Unit.RULE}
    assert set(values.FORMS) | told_otherwise == set(Unit)


def test_of_several_rows_the_newest_is_first_and_the_one_that_holds_is_marked(
    rules: dict[str, listing.Part],
) -> None:
    rows = rules["port_out_fee"].rows
    assert [row.since for row in rows] == [date(2021, 4, 1), date(2019, 10, 1), None]
    assert [row.holds for row in rows] == [True, False, False]
    assert rows[0].value == "0円（税抜）、0円（税込）"


def test_a_row_that_does_not_hold_yet_is_not_marked() -> None:
    rule = parts_on(date(2014, 3, 31))["consumption_tax"]
    assert [row.holds for row in rule.rows] == [False, False, True]
    assert len(rule.rows) == len(tax.CONSUMPTION_TAX.rows)


def test_a_source_is_told_with_the_decision_it_leans_on(rules: dict[str, listing.Part]) -> None:
    [row] = rules["sim_damage_fee"].rows
    assert "".join(cell.text for cell in row.source) == fees.SIM_DAMAGE_FEE.rows[0].source
    assert [cell.text for cell in row.source if cell.is_id] == ["C-002"]


def test_the_document_is_as_the_rules_are() -> None:
    call_command("policies", "--check", stdout=StringIO())


def test_a_stale_document_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setattr("django.conf.settings.BASE_DIR", tmp_path)
    with pytest.raises(CommandError, match="make policies"):
        call_command("policies", "--check", stdout=StringIO())
