"""お客様情報: every row, and its way to change it (F-ACC-12, F-ACC-13)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts import services
from accounts.models import Member
from mioportal.plumbing.actor import Actor, Role
from tests.accounts.changing import NAME, tells
from tests.factories import (
    MID_MONTH,
    PASSWORD,
    LineFactory,
    MailChangeFactory,
    MemberFactory,
    MessageFactory,
)
from tests.journeys.ledger import changed, everything
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Member:
    return LineFactory().member


def test_the_page_shows_every_row_with_its_way_to_change_it(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    page = visitor.open("/profile/")
    assert tells(page, "お名前", "髙橋 みどり", "タカハシ ミドリ", "変更：お名前")
    assert tells(page, "生年月日", "1984年5月17日（木）", "会員サイトでは変更できません")
    assert tells(page, "本人確認状況", "完了")
    assert tells(page, "住所", "〒102-0071 東京都千代田区富士見2-10-2", "変更：住所")
    assert tells(page, "電話番号", "080-0000-0001", "昼間の連絡先", "登録なし")
    assert tells(page, "メールアドレス", member.user.email, "IIJ Pickup News", "受け取らない")
    assert tells(page, "mioID", member.mio_id, "登録日", "2024年1月10日（水）")
    ways = {href for words, href in page.links if words.startswith("変更：")}
    assert {visitor.open(way).status for way in ways} == {200}
    assert len(ways) == 6


def test_the_pages_cost_the_same_whatever_a_member_holds(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)

    def costs() -> list[int]:
        asked = []
        for path in ("", "name/", "address/", "phone/", "password/", "mail/", "news/"):
            with CaptureQueriesContext(connection) as queries:
                visitor.open(f"/profile/{path}")
            asked.append(len(queries))
        return asked

    MailChangeFactory(member=member)
    few = costs()
    for _number in range(5):
        LineFactory(member=member)
        MailChangeFactory(member=member, state="DROPPED", ended_at=MID_MONTH)
        MessageFactory(member=member)
    assert costs() == few
    assert max(few) <= 8


def test_a_company_and_who_is_in_charge_are_the_corporate_desks(member: Member) -> None:
    firm = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    visitor = Visitor.signed_in_as(firm)
    page = visitor.open("/profile/name/")
    assert tells(page, "株式会社さくら運送", "ご担当者", "髙橋 みどり", "法人の窓口")
    visitor.client.handler.enforce_csrf_checks = False
    before = everything()
    answer = visitor.client.post("/profile/name/", NAME | {"do": "change", "current": PASSWORD})
    assert answer.status_code == 403
    with pytest.raises(services.AtTheCorporateDesk):
        services.change_profile(
            member=firm,
            change=services.Name(**NAME),
            at=MID_MONTH,
            by=Actor(role=Role.MEMBER, label=firm.mio_id),
        )
    assert changed(before) == {}
