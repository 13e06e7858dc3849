"""A primary line with live secondary lines: three ways on, one ends all (C-050 to C-052)."""

from datetime import date

import pytest

from accounts.models import Member
from cancellation import queries, services
from cancellation.models import Cancellation
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.models import Outbox
from mioportal.rules.cancellation import Reason
from mioportal.rules.quote import EventKind
from tests.cancellation.wizard import APPLY, ON, accepted
from tests.factories import MID_MONTH, LineFactory, MemberFactory, a_group_of
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

LAST = date(2026, 10, 31)
ALL = "すべての回線の解約へ進む"
LAST_BUTTON = "すべての回線の解約を確定する"


@pytest.fixture
def family() -> Member:
    member = MemberFactory()
    first, second = LineFactory(member=member), LineFactory(member=member, user_name="田中 湊")
    a_group_of(first, second, LineFactory(member=member, medium="esim"))
    return member


def lines_of(member: Member) -> list[Line]:
    lines = (line_of(member, line.code, MID_MONTH.date()) for line in member.lines.order_by("pk"))
    return [line for line in lines if line]


def at_the_last_page(member: Member) -> Visitor:
    """In front of the word that ends everything."""
    primary, *_seconds = lines_of(member)
    visitor = Visitor.signed_in_as(member)
    visitor.open(f"/cancel/lines/{primary.code}/")
    visitor.follow("主回線を解約する方法を選ぶ")
    visitor.press(ALL)
    visitor.press(ON)
    visitor.press(ON)
    visitor.press(APPLY, agree="on")
    return visitor


def test_all_lines_end_at_once_after_every_number_was_listed_and_the_word_typed(
    family: Member,
) -> None:
    lines = lines_of(family)
    visitor = at_the_last_page(family)
    page = visitor.page
    assert page.path.endswith("/review/")
    for line in lines:
        assert line.phone_number in page.words
        assert f"電話番号 {line.phone_number} が使えなくなります" in page.words
        assert line.code not in page.words
    before = everything()
    assert visitor.press(LAST_BUTTON).tells("「すべて解約」と入力してください")
    assert visitor.press(LAST_BUTTON, typed="はい").tells("「すべて解約」と入力してください")
    assert changed(before) == {}
    page = visitor.press(LAST_BUTTON, typed="「すべて解約」")
    made = {each.line_id: each for each in Cancellation.objects.all()}
    assert set(made) == {line.pk for line in lines}
    assert page.path == f"/cancel/receipts/{made[lines[0].pk].receipt_number}/"
    for each in made.values():
        assert each.receipt_number in page.words
    assert {line.ends_on for line in lines_of(family)} == {LAST}
    codes = sorted(Outbox.objects.values_list("mail_code", flat=True))
    assert codes == ["M-11", "M-11", "M-11", "M-29"]
    warning = Outbox.objects.get(mail_code="M-29").body
    assert all(line.phone_number in warning for line in lines)
    # A card goes back for two of them, and none for the eSIM.
    bodies = Outbox.objects.filter(mail_code="M-11").values_list("body", flat=True)
    assert sum("次の住所へお送りください" in body for body in bodies) == 2


def test_the_other_two_ways_lead_to_the_change_of_primary_line_and_to_each_secondary(
    family: Member,
) -> None:
    primary, second, _third = lines_of(family)
    visitor = Visitor.signed_in_as(family)
    url = f"/cancel/lines/{primary.code}/group/"
    page = visitor.open(url)
    assert page.tells("副回線も同じ時にすべて終わり", second.phone_number, "田中 湊")
    group = family.share_groups.get()
    assert visitor.follow("主回線の変更を依頼する").path == f"/group/{group.code}/primary/"
    visitor.open(url)
    assert visitor.follow(f"解約する：{second.label}").path == f"/cancel/lines/{second.code}/"


def test_a_line_that_leads_nobody_has_no_such_page(family: Member) -> None:
    _primary, second, _third = lines_of(family)
    visitor = Visitor.signed_in_as(family)
    page = visitor.open(f"/cancel/lines/{second.code}/group/")
    assert page.path == f"/cancel/lines/{second.code}/"


def test_what_stands_against_one_of_them_stands_against_all(family: Member) -> None:
    primary, second, _third = lines_of(family)
    Line.objects.filter(pk=second.pk).update(by_phone_only=True)
    assert queries.may_cancel_together(primary, MID_MONTH).reasons == (Reason.PHONE_ONLY,)
    page = Visitor.signed_in_as(family).open(f"/cancel/lines/{primary.code}/group/")
    assert page.tells("いまは、まとめて解約できません", "お電話で解約")
    assert not page.has_button(ALL)
    with pytest.raises(services.NotAllowed):
        services.begin_together(line=primary, user=family.user, at=MID_MONTH)


def test_a_secondary_that_leaves_already_keeps_its_own_cancellation(family: Member) -> None:
    _primary, second, _third = lines_of(family)
    first_made = accepted(second)
    visitor = at_the_last_page(family)
    visitor.press(LAST_BUTTON, typed="すべて解約")
    assert Cancellation.objects.count() == 3
    assert Cancellation.objects.get(line=second) == first_made


def test_the_fee_of_the_group_counts_who_is_leaving_already(family: Member) -> None:
    _primary, second, third = lines_of(family)
    accepted(second)
    event = queries.quote_for(third, MID_MONTH).event(EventKind.SHARE_FEE_CHANGES)
    assert event and event.amount == 990
