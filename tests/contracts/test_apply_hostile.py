"""Applying by hand: Back, two tabs, double clicks, tampered fields, other people's addresses."""

from datetime import date
from typing import Any

import pytest
from freezegun import freeze_time

from accounts.models import Member
from contracts.models import Application, AppliedLine
from tests.contracts import applying
from tests.contracts.applying import (
    BRING,
    CONTRACTOR,
    DATA,
    NEXT,
    SECRET,
    VOICE,
    application_of,
    at_the_check_page,
    member_at,
)
from tests.contracts.applying_ready import ready_with
from tests.factories import MemberFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db
HANDS_IN = "この内容で申し込む"
ONE = {"brought_number": "090-1234-1111", "donor": "au", "has_number": "has_not"}
OTHER = {"brought_number": "090-1234-2222", "donor": "docomo", "has_number": "has_not"}
BY_NUMBER = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 22),
    "donor": "docomo",
}
NUMBER = {"brought_number": "090-1234-1111", "donor": "docomo", "has_number": "has"}


@pytest.fixture(autouse=True)
def noon() -> object:
    """A Thursday in the middle of a month."""
    with freeze_time(jst(2026, 10, 15, 12), tick=True) as frozen:
        yield frozen


def twice(visitor: Visitor, button: str, **answers: Any) -> None:
    """A double click: the same form of the same page, two times."""
    page = visitor.page
    visitor.press(button, **answers)
    visitor.page = page
    visitor.press(button, **answers)


def with_two_numbers() -> Visitor:
    visitor = applying.signs_up()
    applying.begins(visitor, BRING, BRING | {"plan_code": "giga_2gb"})
    return visitor


def numbers() -> list[str]:
    return list(AppliedLine.objects.order_by("position").values_list("brought_number", flat=True))


def test_a_line_chosen_by_a_double_click_or_again_after_back_is_one_line() -> None:
    visitor = applying.signs_up()
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    page = visitor.page
    twice(visitor, NEXT, **VOICE)
    visitor.page = page
    visitor.press(NEXT, **(VOICE | {"plan_code": "giga_10gb"}))
    assert AppliedLine.objects.get().plan_code == "giga_10gb"
    visitor.follow("もう一枚 申し込む")
    visitor.press(NEXT, **DATA)
    assert [line.plan_code for line in AppliedLine.objects.order_by("position")] == [
        "giga_10gb", "giga_2gb",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["", "x", "../../../etc", "A" * 200, "２" * 12])
def test_a_line_is_kept_under_a_made_up_key_as_under_a_right_one(key: str) -> None:
    visitor = applying.signs_up()
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    page = visitor.press(NEXT, **VOICE, key=key)
    assert page.says("お申し込み内容")
    assert AppliedLine.objects.count() == 1


def test_the_key_of_somebody_elses_line_touches_nothing_of_theirs() -> None:
    applying.begins(applying.signs_up("first@example.jp"), VOICE)
    theirs = AppliedLine.objects.get()
    visitor = applying.signs_up("second@example.jp")
    visitor.press("お申し込みを始める")
    visitor.press(NEXT, prepaid="not_paid")
    visitor.press(NEXT, **DATA, key=theirs.code)
    theirs.refresh_from_db()
    assert (theirs.function, AppliedLine.objects.count()) == ("voice", 2)


def test_a_number_goes_to_the_line_that_the_page_was_about() -> None:
    visitor = with_two_numbers()
    first = visitor.page
    twice(visitor, NEXT, **ONE)
    assert numbers() == ["090-1234-1111", ""]
    visitor.page = first
    visitor.press(NEXT, **(ONE | {"brought_number": "090-1234-3333"}))
    assert numbers() == ["090-1234-3333", ""]
    page = visitor.press(NEXT, **OTHER)
    assert (numbers(), page.says("ご契約者の情報")) == (["090-1234-3333", "090-1234-2222"], True)


def test_a_number_for_a_line_that_was_taken_out_meanwhile_goes_nowhere() -> None:
    visitor = with_two_numbers()
    page = visitor.page
    visitor.open(f"/apply/{application_of(member_at()).number}/step/lines/")
    visitor.press("この回線を外す：1枚目")
    visitor.page = page
    visitor.press(NEXT, **ONE)
    assert numbers() == [""]


def test_the_same_number_is_not_brought_along_twice() -> None:
    visitor = with_two_numbers()
    visitor.press(NEXT, **ONE)
    page = visitor.press(NEXT, **ONE)
    assert page.says("この番号は、すでに引き継ぎのお申し込みがあります")
    assert numbers() == ["090-1234-1111", ""]


@pytest.mark.parametrize(
    ("last", "told"),
    [
        pytest.param("2026/10/21", "7日以上残っている番号", id="six days left"),
        pytest.param("2026/10/22", "", id="seven days left"),
        pytest.param("2026/10/29", "", id="issued today"),
        pytest.param("2026/10/30", "発行から15日間", id="more than a number is ever valid"),
        pytest.param("2099/12/31", "発行から15日間", id="made up"),
    ],
)
def test_a_reservation_number_is_valid_for_neither_too_short_nor_too_long(
    last: str, told: str
) -> None:
    visitor = applying.signs_up()
    applying.begins(visitor, BRING)
    page = visitor.press(NEXT, **NUMBER, mnp_number="1234567890", mnp_expires_on=last)
    assert page.says(told or "ご契約者の情報")
    if told:
        assert 'value="1234567890"' in page.html


def test_papers_accepted_for_one_person_do_not_vouch_for_another() -> None:
    visitor = at_the_check_page(VOICE)
    Member.objects.filter(pk=member_at().pk).update(identity=Member.Identity.COMPLETE)
    number = application_of(member_at()).number
    visitor.open(f"/apply/{number}/step/contractor/")
    visitor.press(NEXT, **(CONTRACTOR | {"phone": "08099999999"}))
    assert member_at().identity == "complete"
    visitor.open(f"/apply/{number}/step/contractor/")
    page = visitor.press(NEXT, **(CONTRACTOR | {"family_name": "林", "family_kana": "ハヤシ"}))
    assert member_at().identity == "not_submitted"
    assert page.tells("林 あかり", "本人確認書類", "未提出")


def test_a_contractor_changed_in_another_tab_is_shown_before_it_is_agreed_to() -> None:
    visitor = at_the_check_page(DATA)
    shown = visitor.page
    visitor.open(f"/apply/{application_of(member_at()).number}/step/contractor/")
    moved = CONTRACTOR | {"postcode": "530-0001", "address": "大阪府大阪市北区梅田1-1"}
    visitor.press(NEXT, **moved)
    visitor.page = shown
    page = visitor.press(HANDS_IN)
    assert page.tells("表示の内容が変わりました", "大阪府大阪市北区梅田1-1")
    assert visitor.press(HANDS_IN).says("お申し込みを受け付けました")


def test_no_step_of_a_strangers_draft_opens_or_changes() -> None:
    applying.begins(applying.signs_up(), VOICE)
    draft, line = application_of(member_at()), AppliedLine.objects.get()
    stranger = Visitor.signed_in_as(MemberFactory())
    stranger.open("/apply/")
    before = everything()
    base = f"/apply/{draft.number}"
    token = stranger.client.cookies["csrftoken"].value
    for path in ("step/lines/", "step/check/", "lines/new/", f"lines/{line.code}/", "receipt/"):
        assert stranger.open(f"{base}/{path}").status == 404
    for path in ("step/check/", "lines/new/", f"lines/{line.code}/drop/", "give-up/"):
        sent = VOICE | {"csrfmiddlewaretoken": token}
        answer = stranger.client.post(f"{base}/{path}", sent)
        assert (path, answer.status_code) == (path, 404)
    assert changed(before) == {}


def test_the_last_button_of_a_draft_given_up_in_another_tab_does_nothing() -> None:
    visitor = at_the_check_page(DATA)
    page = visitor.page
    visitor.open(f"/apply/{application_of(member_at()).number}/give-up/")
    visitor.press("お申し込みをやめる")
    visitor.page = page
    page = visitor.press(HANDS_IN)
    assert not page.says("お申し込みを受け付けました")
    assert application_of(member_at()).state == "withdrawn"


def test_nothing_is_changed_by_any_page_of_an_application_that_was_handed_in() -> None:
    visitor = at_the_check_page(DATA)
    shown = visitor.page
    line = AppliedLine.objects.get()
    visitor.press(HANDS_IN)
    made = application_of(member_at())
    before = Application.objects.values().get()
    form, _given = shown.form(HANDS_IN)
    base = f"/apply/{made.number}"
    token = {"csrfmiddlewaretoken": form.fields["csrfmiddlewaretoken"]}
    for step in ("prepayment", "lines", "contractor", "consent", "card", "check"):
        answer = visitor.client.post(f"{base}/step/{step}/", token | CONTRACTOR, follow=True)
        assert answer.redirect_chain[-1][0] == f"{base}/receipt/"
    for path in ("lines/new/", f"lines/{line.code}/", f"lines/{line.code}/drop/", "give-up/"):
        visitor.client.post(f"{base}/{path}", token | VOICE, follow=True)
    assert Application.objects.values().get() == before
    assert AppliedLine.objects.get().function == "data"


def test_seven_days_are_six_at_midnight_in_japan_though_the_page_was_open() -> None:
    made, _shown = ready_with(BY_NUMBER)
    member, path = made.member, f"/apply/{made.number}/step/check/"
    hold(member, jst(2026, 10, 15, 23, 59, 59))
    visitor = Visitor.signed_in_as(member)
    shown = visitor.open(path)
    assert shown.has_button(HANDS_IN)
    hold(member, jst(2026, 10, 16))
    page = visitor.press(HANDS_IN)
    assert page.says("有効期限まで7日以上残っている番号")
    assert not page.has_button(HANDS_IN)
    assert application_of(member).state == "draft"
    # A second earlier it had been in time.
    hold(member, jst(2026, 10, 15, 23, 59, 59))
    visitor.page = shown
    assert visitor.press(HANDS_IN).says("お申し込みを受け付けました")


def test_the_link_of_another_address_opens_that_mioid_and_leaves_the_one_signed_in_alone() -> None:
    applying.begins(applying.signs_up("first@example.jp"), VOICE)
    first = member_at("first@example.jp")
    applying.ask("second@example.jp")
    link = applying.link_for("second@example.jp")
    before = Member.objects.filter(pk=first.pk).values().get()
    visitor = Visitor.signed_in_as(first)
    visitor.open(link)
    visitor.press("決めて申し込みに進む", password=SECRET, again=SECRET)
    assert visitor.page.says("お申し込みを始める")
    assert Member.objects.filter(pk=first.pk).values().get() == before
    number = application_of(first).number
    for path in (f"/apply/{number}/step/lines/", f"/apply/{number}/receipt/"):
        assert visitor.open(path).status == 404
