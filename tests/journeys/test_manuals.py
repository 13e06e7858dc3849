"""各種マニュアル: all open for everybody, and each of their links leads somewhere (F-ACC-15)."""

from urllib.parse import urldefrag

import pytest

from mioportal.manuals import MANUALS
from tests.factories import LineFactory
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

EVERY = ["/manuals/", *(f"/manuals/{manual.code}/" for manual in MANUALS)]


def leads(visitor: Visitor, page: Page) -> set[str]:
    """Where the links of a page lead, each with what it names within its page."""
    here = page.path
    return {href if href[0] == "/" else here + href for _words, href in page.links}


def test_every_link_of_every_manual_leads_to_what_it_names() -> None:
    member = Visitor.signed_in_as(LineFactory().member)
    found = {link for path in EVERY for link in leads(member, member.open(path))}
    pages: dict[str, Page] = {}
    for link in sorted(found):
        path, name = urldefrag(link)
        if path not in pages:
            pages[path] = member.open(path)
        page = pages[path]
        assert (link, page.status) == (link, 200)
        assert not name or f'id="{name}"' in page.html, link
    assert {f"/manuals/{manual.code}/" for manual in MANUALS} <= set(pages)


@pytest.mark.parametrize("path", EVERY)
def test_a_manual_is_there_for_who_has_not_signed_in(path: str) -> None:
    page = Visitor().open(path)
    assert page.status == 200
    assert page.path == path
    assert "お問い合わせ" in page.words


def test_a_manual_tells_the_prices_that_the_rules_hold() -> None:
    page = Visitor().open("/manuals/calls/")
    assert page.says("30秒ごとに11円（税込）です")
    assert page.says("通話定額5分+", "1回5分まで無料", "500円")


def test_there_is_no_manual_of_another_name() -> None:
    for name in ("nothing", "index", "_page", "SIM", "0"):
        assert Visitor().open(f"/manuals/{name}/").status == 404


def test_a_member_finds_them_in_the_menu_and_a_closed_one_too() -> None:
    for standing in ({}, {"last_service_ended_on": "2026-09-30"}):
        line = LineFactory(**{f"member__standing__{key}": day for key, day in standing.items()})
        visitor = Visitor.signed_in_as(line.member)
        visitor.open("/")
        assert visitor.follow("各種マニュアル").path == "/manuals/"
        for manual in MANUALS:
            assert visitor.page.has_link(str(manual.title))
