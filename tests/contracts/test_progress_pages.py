"""お申し込みの状況 and the contract notice as people see them: from outside, and signed in."""

from datetime import date

import pytest
from django.test import Client

from contracts import services
from contracts.models import AppliedLine, Line
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow
from tests.desk.people import Desk
from tests.factories import (
    MID_MONTH,
    ApplicationFactory,
    AppliedLineFactory,
    LineFactory,
    MemberFactory,
    SubmissionFactory,
    jst,
    live_through,
)
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db
BY = system("test")
BROUGHT = {
    "number_from": "reservation",
    "brought_number": "090-0000-9876",
    "mnp_number": "1234567891",
    "mnp_expires_on": date(2026, 10, 24),
    "donor": "docomo",
}
WRONG = "この受付番号とメールアドレスのお申し込みはありません"


def applied(**line: object) -> AppliedLine:
    application = ApplicationFactory(member=MemberFactory(), line=None)
    row = AppliedLineFactory(application=application, **line)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    return AppliedLine.objects.select_related("application__member__user").get(pk=row.pk)


def page_of(row: AppliedLine) -> str:
    return f"/apply/progress/{row.application.number}/"


def test_number_and_mail_open_the_state_without_a_name_or_a_telephone_number() -> None:
    row = applied(medium="esim", **BROUGHT)
    who = row.application.member
    visitor = Visitor()
    assert visitor.open(page_of(row)).path == "/apply/progress/"
    visitor.press("状況を見る", number="", mail="だれか")
    assert "受付番号を入力してください" in visitor.page.text
    assert "name@example.jpの形で" in visitor.page.text
    visitor.press("状況を見る", number=row.application.number, mail="else@example.jp")
    assert WRONG in visitor.page.text
    other = ApplicationFactory()
    visitor.press("状況を見る", number=other.number, mail=who.user.email)
    assert WRONG in visitor.page.text
    # Full width and small letters are what people type.
    typed = row.application.number.lower().replace("P", "Ｐ")
    page = visitor.press("状況を見る", number=f" {typed}", mail=who.user.email.upper())
    assert (page.path, "開通待ち" in page.text, "末尾 76" in page.text) == (
        page_of(row),
        True,
        True,
    )
    assert "ログインして手続きする" in page.text
    assert "受付の控えを見る" not in page.text
    for hidden in (who.family_name, "9876", row.mnp_number, who.mio_id, who.user.email):
        assert hidden not in page.html
    # What this browser knows opens nothing of anybody else's, and nothing is done from outside.
    assert visitor.open(f"/apply/progress/{other.number}/").path == "/apply/progress/"
    assert visitor.open(f"{page_of(row)}lines/{row.code}/open/").path == "/login/"


def test_whoever_tries_many_numbers_is_stopped() -> None:
    client = Client(REMOTE_ADDR="203.0.113.9")
    sent = {"number": "A261015-22222222", "mail": "a@example.jp"}
    answers = [client.post("/apply/progress/", sent).status_code for _try in range(31)]
    assert answers[29:] == [200, 429]


def test_a_member_lets_their_number_come_over_once_and_reads_the_notice() -> None:
    row = applied(**BROUGHT)
    who = row.application.member
    services.send_card(applied=row, at=MID_MONTH, by=BY)
    visitor = Visitor.signed_in_as(who)
    visitor.open("/")
    assert "お申し込みの手続き" in visitor.page.text
    visitor.open("/apply/progress/")
    visitor.follow(row.application.number)
    assert "2026年10月24日（土）0:00に切り替わります" in visitor.page.text
    visitor.follow("開通する：1枚目 音声・SIMカード")
    assert "届く前に開通すると" in visitor.page.text
    twice = Visitor.signed_in_as(who)
    twice.open(visitor.page.path)
    page = visitor.press("開通する")
    assert "回線 090-0000-9876 が開通しました" in page.text
    assert "すでに開通しています" in twice.press("開通する").text
    assert Line.objects.filter(member=who).count() == 1
    visitor.follow("契約のお知らせを見る：1枚目 音声・SIMカード")
    for said in ("990円", "3,300円", "433.4円", "2026年10月22日（木）23:59まで"):
        assert said in visitor.page.text
    visitor.follow("初期契約解除の内容と費用を見る")
    # 17 of 31 days.
    assert f"{990 * 1 // 31 + 3733:,}円" in visitor.page.text
    before = AuditRow.objects.count()
    visitor.press("この契約を解除する")
    assert "チェックを入れてください" in visitor.page.text
    assert AuditRow.objects.count() == before
    page = visitor.press("この契約を解除する", agree="on")
    assert "初期契約解除を受け付けました" in page.text
    assert page.path.startswith("/cancel/initial/S261015-")
    assert "東京都大田区平和島" in page.text
    line = Line.objects.get(member=who)
    visitor.open(f"/lines/{line.code}/")
    assert "この契約は解除されました" in visitor.page.text
    # Typed again, it is the same receipt; the notice stays.
    assert visitor.open(f"/cancel/initial/lines/{line.code}/").path == page.path
    assert visitor.open(f"/lines/{line.code}/notice/").status == 200
    assert "初期契約解除" in visitor.open(page_of(row)).text


def test_on_the_ninth_day_the_page_says_so_and_leads_to_the_ordinary_way() -> None:
    row = applied(medium="esim")
    line = AppliedLine.objects.select_related("line").get(pk=row.pk).line
    assert line is not None
    who = row.application.member
    live_through(who, jst(2026, 10, 23, 0, 0, 1))
    visitor = Visitor.signed_in_as(who)
    page = visitor.open(f"/cancel/initial/lines/{line.code}/")
    assert "8日目の23:59まで" in page.text
    assert "通常の解約の手続きを見る" in page.text
    assert "初期契約解除（" not in visitor.open(f"/lines/{line.code}/").text


def test_a_number_that_ran_out_or_is_not_known_can_be_given_anew() -> None:
    row = applied(medium="esim", **(BROUGHT | {"mnp_number": "1234560000"}))
    who = row.application.member
    visitor = Visitor.signed_in_as(who)
    visitor.open(f"{page_of(row)}lines/{row.code}/open/")
    page = visitor.press("開通する")
    assert "いまの会社が、電話番号を引き渡せませんでした" in page.text
    live_through(who, jst(2026, 10, 25, 10))
    visitor.open(page_of(row))
    assert "MNP予約番号の有効期限が過ぎました" in visitor.page.text
    assert "有効期限が過ぎています" in visitor.open(f"{page_of(row)}lines/{row.code}/open/").text
    visitor.follow("MNP予約番号を入れ直す：1枚目 音声・eSIM")
    page = visitor.press("この番号に変更する", number="12345", expires_on="2026/10/31")
    assert page.text.count("10桁") >= 1
    assert 'value="12345"' in page.html
    typed = {"number": "９８７６５ ４３２１１", "expires_on": "20261108"}
    page = visitor.press("この番号に変更する", **typed)
    assert "新しいMNP予約番号を受け付けました" in page.text
    visitor.open(f"{page_of(row)}lines/{row.code}/open/")
    assert "が開通しました" in visitor.press("開通する").text


@pytest.mark.parametrize(
    ("identity", "said"),
    [
        ("not_submitted", "本人確認書類をお送りください"),
        ("in_review", "2026年10月20日（火）までに"),
        ("returned", "もう一度お送りください"),
    ],
)
def test_what_is_asked_of_a_member_is_said_first(identity: str, said: str) -> None:
    who = MemberFactory(identity=identity)
    if identity == "in_review":
        SubmissionFactory(member=who, state="in_review")
    application = ApplicationFactory(member=who)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    visitor = Visitor.signed_in_as(who)
    assert said in visitor.open(f"/apply/progress/{application.number}/").text
    assert visitor.follow("受付の控えを見る").path == f"/apply/{application.number}/receipt/"


def test_who_never_applied_is_told_so_and_nobody_sees_a_neighbours() -> None:
    visitor = Visitor.signed_in_as(LineFactory().member)
    assert "お申し込みはありません" in visitor.open("/apply/progress/").text
    other = ApplicationFactory()
    assert visitor.open(f"/apply/progress/{other.number}/").status == 404


def test_the_desk_posts_opens_and_calls_off() -> None:
    card = applied()
    brought = applied(**BROUGHT)
    waits = ApplicationFactory(submitted_at=jst(2026, 10, 14, 9))
    services.take_up(application=waits, at=MID_MONTH, by=BY)
    desk, path = Desk("support"), "/admin/contracts/appliedline/"
    # What waits for the desk stands before what has waited longer for somebody else.
    rows = desk.open(path).text.partition("次に行うこと")[2]
    assert rows.index(card.application.number) < rows.index(waits.number)
    assert rows.index("SIMカードを発送する") < rows.index("本人確認を待つ")
    lapsed = applied(**BROUGHT | {"mnp_expires_on": date(2026, 10, 14)})
    assert "有効期限が過ぎています" in desk.act(path, "send", [lapsed]).text
    assert "を発送しました" in desk.act(path, "send", [card, brought]).text
    text = desk.act(path, "send", [card]).text
    assert "発送を待つSIMカードではありません（音声・SIMカード、回線は「発送済」" in text
    page = desk.open(f"/admin/contracts/application/{card.application.pk}/change/")
    assert page.says("5ギガプラン")
    assert f"/admin/contracts/appliedline/{card.pk}/change/" in page.html
    assert "開通しました" in desk.act(path, "open", [card]).text
    page = desk.act(path, "call_off", [brought])
    page = desk.confirm(path, page)
    assert "お受けできない理由を入力してください" in page.text
    sent = {f"{brought.pk}-note": "お申し出により", "confirmed": "yes"}
    assert "を取り消しました" in desk.act(path, "call_off", [brought], **sent).text
    again = desk.act(path, "open", [brought])
    assert "開通できる状態ではありません" in again.text
    body = brought.application.member.user.outbox.latest("pk").body
    assert "お申し出により" in body


def test_a_letter_is_taken_in_by_the_day_it_was_posted() -> None:
    row = applied(medium="esim")
    line = AppliedLine.objects.select_related("line").get(pk=row.pk).line
    assert line is not None
    live_through(row.application.member, jst(2026, 10, 24, 10))
    desk, path = Desk("support"), "/admin/cancellation/phonedeskline/"
    page = desk.act(path, "undo", [line])
    form = next(form for form in page.forms if "action" in form.fields)
    late = desk.post(path, dict(form.fields) | {"sent_on": "2026-10-23"})
    assert "申し出の期間が終わっています" in late.text
    ahead = desk.post(path, dict(form.fields) | {"sent_on": "2026-10-25"})
    assert "今日までの日付" in ahead.text
    done = desk.post(path, dict(form.fields) | {"sent_on": "2026-10-22"})
    assert "初期契約解除を受け付けました" in done.text
    line.refresh_from_db()
    assert (line.leaving_by, line.ends_on) == ("undone", date(2026, 10, 24))


def test_a_number_that_ran_out_is_said_first_with_the_button_that_is_there() -> None:
    row = applied(medium="esim", **BROUGHT | {"mnp_expires_on": date(2026, 10, 14)})
    text = Visitor.signed_in_as(row.application.member).open(page_of(row)).text
    assert "新しいMNP予約番号をお知らせください" in text
    assert "「開通する」" not in text


def test_a_line_that_was_called_off_is_not_said_to_be_open() -> None:
    application = ApplicationFactory(member=MemberFactory(), line=None)
    AppliedLineFactory(application=application, medium="esim")
    card = AppliedLineFactory(application=application, position=2)
    services.take_up(application=application, at=MID_MONTH, by=BY)
    services.call_off(applied=card, why="在庫がありません", at=MID_MONTH, by=BY)
    text = Visitor.signed_in_as(application.member).open(page_of(card)).text
    assert "すべて開通しました" not in text
    assert "取り消した回線のほかは、開通しました" in text
    assert "在庫がありません" in text
    assert "発送" not in text


def test_a_cancellation_to_come_leaves_the_way_to_undo_the_contract() -> None:
    row = applied(medium="esim")
    line = AppliedLine.objects.select_related("line").get(pk=row.pk).line
    assert line is not None
    visitor = Visitor.signed_in_as(row.application.member)
    Line.objects.filter(pk=line.pk).update(leaving_by="cancellation", ends_on=date(2026, 10, 31))
    assert visitor.open(f"/lines/{line.code}/notice/").says("初期契約解除の内容と費用を見る")
    Line.objects.filter(pk=line.pk).update(leaving_by="undone", ends_on=MID_MONTH.date())
    assert not visitor.open(f"/lines/{line.code}/notice/").says("初期契約解除の内容と費用を見る")
