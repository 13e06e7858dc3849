"""Staff change a name or an address for a member who has shown who they are (C-076, F-COR-02)."""

from typing import Any

import pytest

from accounts.models import Member
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.changing import ADDRESS, NAME, stored
from tests.desk.people import Desk
from tests.factories import MID_MONTH, LineFactory, MemberFactory
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/member/"
TOLD = {"change_name": NAME, "change_address": ADDRESS}


def change(desk: Desk, action: str, member: Member, **more: Any) -> Page:
    """Open the form of an action, fill it in, send it."""
    page = desk.act(LIST, action, [member])
    form = next(form for form in page.forms if "confirmed" in form.fields)
    told = dict(form.fields) | TOLD[action] | {"checked": "on"} | more
    return desk.post(LIST, {name: value for name, value in told.items() if value is not None})


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def test_the_page_shows_what_is_to_be_checked_and_changes_nothing(desk: Desk) -> None:
    member = LineFactory().member
    desk.open("/admin/")
    before = everything()
    page = desk.act(LIST, "change_address", [member])
    for told in (member.mio_id, member.address, "1984年5月17日", member.user.email, "完了"):
        assert told in page.text
    assert {"django_session"} >= set(changed(before))


@pytest.mark.parametrize("action", TOLD)
def test_checked_it_is_changed_told_and_papers_are_asked_for_again(desk: Desk, action: str) -> None:
    member = LineFactory().member
    page = change(desk, action, member)
    assert f"{member.mio_id}のお客様情報を変更しました" in page.text
    row = stored(member)
    fields = [name for name in TOLD[action] if name != "place"]
    assert {name: row[name] for name in fields} == {name: TOLD[action][name] for name in fields}
    assert row["identity"] == Member.Identity.NOT_SUBMITTED
    trail = AuditRow.objects.get(verb="change_profile")
    assert (trail.actor, trail.role, trail.subject) == ("support", "STAFF", member.mio_id)
    assert trail.world_at == MID_MONTH
    assert Outbox.objects.get().mail_code == "M-07"


def test_of_a_company_its_name_is_changed_here_and_no_papers_are_asked_for(desk: Desk) -> None:
    firm = LineFactory(member__kind="CORPORATE", member__company="株式会社さくら運送").member
    change(desk, "change_name", firm, company="ｻｸﾗ運送２０２６株式会社")
    row = stored(firm)
    assert (row["company"], row["family_name"]) == ("サクラ運送2026株式会社", "佐藤")
    assert row["identity"] == Member.Identity.COMPLETE
    assert AuditRow.objects.get(verb="change_profile").detail["fields"] == [
        *("family_name", "given_name", "family_kana", "given_kana", "company")
    ]


def test_an_individual_gets_no_company(desk: Desk) -> None:
    member = MemberFactory()
    assert 'name="company"' not in desk.act(LIST, "change_name", [member]).html
    change(desk, "change_name", member, company="株式会社")
    assert stored(member)["company"] == ""


@pytest.mark.parametrize(
    ("action", "told", "said"),
    [
        ("change_name", {"checked": None}, "確認してから、チェックを入れてください"),
        ("change_name", {"family_kana": "佐藤"}, "セイは、カタカナで入力してください"),
        ("change_address", {"checked": None}, "確認してから、チェックを入れてください"),
        ("change_address", {"postcode": "1"}, "7桁の数字で入力してください"),
        ("change_address", {"address": "梅田\0"}, "都道府県から入力してください"),
    ],
    ids=["name unchecked", "kanji for kana", "address unchecked", "postcode", "no prefecture"],
)
def test_what_is_missing_is_said_and_nothing_is_changed(
    desk: Desk, action: str, told: dict[str, Any], said: str
) -> None:
    member = LineFactory().member
    before = everything()
    page = change(desk, action, member, **told)
    assert said in page.text
    assert {"django_session"} >= set(changed(before))


def test_sent_twice_it_is_changed_and_told_once(desk: Desk) -> None:
    member = LineFactory().member
    change(desk, "change_address", member)
    page = change(desk, "change_address", member)
    assert "すでにそのとおりです" in page.text
    assert Outbox.objects.count() == 1


@pytest.mark.parametrize("action", TOLD)
def test_one_member_at_a_time_and_by_who_may(desk: Desk, action: str) -> None:
    page = desk.act(LIST, action, [MemberFactory(), MemberFactory()])
    assert "会員を一人だけ選んでください" in page.text
    page = Desk("billing").act(LIST, action, [MemberFactory()])
    assert "confirmed" not in page.html


def test_the_page_of_a_member_shows_how_they_are_reached(desk: Desk) -> None:
    member = MemberFactory(daytime_phone="03-1234-5678")
    page = desk.open(f"{LIST}{member.pk}/change/")
    for told in (member.user.email, member.phone, "03-1234-5678", member.postcode, member.address):
        assert told in page.text
