"""A member who has moved house: what they tell, what has to wait for it, and until when."""

import pytest

from accounts import services
from accounts.models import Member
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import Outbox
from tests.accounts.changing import ADDRESS, BUTTONS, LOOK, tells
from tests.desk.people import Desk
from tests.factories import PASSWORD, LineFactory, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


def complete(member: Member, at: object) -> None:
    """The desk has looked at the papers and found them right."""
    member.refresh_from_db()
    by = Actor(role=Role.STAFF, label="reviewer")
    assert services.complete_identity(member=member, at=at, by=by)  # type: ignore[arg-type]


def test_a_member_moves_house() -> None:
    line = LineFactory(member__user__email="midori@example.jp", phone_number="090-0000-0101")
    member = line.member
    visitor = Visitor()
    visitor.open("/login/")
    visitor.sign_in(member.mio_id)
    visitor.follow("サービスのご解約")
    assert visitor.page.has_link("解約する")

    # They tell the new address, and see first what it brings.
    visitor.follow("お客様情報の確認・変更")
    visitor.follow("変更：住所")
    page = visitor.press(LOOK, **ADDRESS)
    assert tells(page, "まだ変更していません", "MNP予約番号の発行", "会員サイトでの解約")
    page = visitor.press(BUTTONS["address"], current=PASSWORD)
    assert tells(page, "住所を変更しました。", "本人確認書類を、ご提出ください", "未提出")
    mail = Outbox.objects.get()
    assert (mail.mail_code, mail.to_address) == ("M-07", "midori@example.jp")

    # Until the papers are through, the line runs on but cannot be cancelled here (C-071).
    page = visitor.open(f"/cancel/lines/{line.code}/")
    assert tells(page, "いま会員サイトから解約できません", "本人確認が完了していません")
    page = visitor.open(f"/lines/{line.code}/")
    assert tells(page, "利用中", "本人確認状況", "未提出")
    live_through(member, jst(2026, 10, 20, 10))
    assert tells(visitor.open("/profile/"), "本人確認状況", "未提出")

    # The desk sees the same, and once the papers are right everything is as before.
    page = Desk("reviewer").open(f"/admin/accounts/member/{member.pk}/change/")
    assert tells(page, "大阪府大阪市北区梅田1-1", "本人確認状況", "未提出")
    complete(member, jst(2026, 10, 21, 10))
    assert tells(visitor.open("/profile/"), "本人確認状況", "完了", "〒530-0001")
    assert visitor.open(f"/cancel/lines/{line.code}/").has_button("解約の手続きを始める")


def test_with_a_data_line_alone_nothing_else_changes() -> None:
    line = LineFactory(function="data", phone_number="")
    visitor = Visitor.signed_in_as(line.member)
    visitor.open("/profile/address/")
    page = visitor.press(LOOK, **ADDRESS)
    assert "もう一度お願いします" not in page.words
    page = visitor.press(BUTTONS["address"], current=PASSWORD)
    assert tells(page, "住所を変更しました。", "本人確認状況", "完了")
