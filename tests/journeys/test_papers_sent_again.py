"""Papers sent, sent back, sent again, accepted: the member's way, and what reaches them on it."""

import pytest

from accounts import services
from accounts.models import Submission
from mioportal.plumbing.actor import system
from mioportal.plumbing.delivery import deliver
from mioportal.plumbing.models import Outbox
from tests.accounts.changing import tells
from tests.accounts.sending_papers import RULES, add_both_sides, asked, named, send
from tests.desk.people import Desk
from tests.factories import MID_MONTH, LineFactory, jst, live_through
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

QUEUE = "/admin/accounts/submission/"
WHY = "ご住所の変更を受け付けました。いまの住所が分かる書類をお送りください。"


def decides(desk: Desk, row: Submission, **decision: object) -> str:
    """What the desk says after a decision, which is made on the page with the pictures."""
    page = desk.act(QUEUE, "review", [row])
    form = next(form for form in page.forms if "confirmed" in form.fields)
    return desk.post(QUEUE, dict(form.fields) | decision).text


def box(visitor: Visitor) -> list[str]:
    """The subjects in the member's message box, the newest first."""
    deliver()
    visitor.open("/messages/")
    mails = Outbox.objects.order_by("-at", "-pk")
    assert all(mail.subject in visitor.page.words for mail in mails)
    return [mail.subject.removeprefix("【練習用】") for mail in mails]


def test_papers_are_sent_sent_back_sent_again_and_accepted() -> None:
    line = LineFactory()
    member = line.member
    services.ask_for_papers(member=member, why=WHY, at=MID_MONTH, by=system("test"))
    visitor, desk = Visitor.signed_in_as(member), Desk("reviewer")

    # Wherever the member looks, the way to the papers is there, with the reason.
    assert tells(visitor.open("/"), "本人確認書類", "未提出", WHY, "送る期限はありません")
    assert visitor.follow("書類を送る").path == "/identity/"
    assert tells(visitor.page, "未提出", WHY, "5つの決まり", "運転免許証")

    # Put together, looked at once more, and not sent without the five rules.
    add_both_sides(visitor)
    assert tells(visitor.open("/"), "準備中の画像があります。", "2026年11月14日（土）", "まで")
    visitor.follow("書類の準備を続ける")
    visitor.follow("準備の続きをする")
    visitor.follow("提出前の確認へ進む")
    page = visitor.press("提出する", checked=RULES[:4])
    assert tells(page, "すべてにチェックを入れてください")
    page = visitor.press("提出する", checked=RULES)
    first = Submission.objects.get()
    assert tells(page, "本人確認書類を受け付けました", str(first.receipt_number))
    assert tells(page, "2026年10月20日（火）", "までに")
    assert tells(visitor.open("/"), "10月20日（火）", "本人確認書類の審査", "結果をお知らせ")
    assert box(visitor) == ["本人確認書類を受け取りました"]

    # The desk sends them back; the member reads why, and what clears it.
    live_through(member, jst(2026, 10, 16, 11))
    said = decides(
        desk, first, decision="return", reasons=["unreadable"], note="裏面が暗く写っています"
    )
    assert "差し戻し" in said
    assert box(visitor)[0] == "本人確認書類をもう一度お送りください"
    mail = Outbox.objects.get(mail_code="M-09")
    for told in ("裏面が暗く写っています", str(first.receipt_number), "/identity/", "1月14日"):
        assert told in mail.body
    assert tells(visitor.open("/"), "差し戻し", "もう一度お送りください", "裏面が暗く写っています")
    assert visitor.follow("書類をもう一度送る").path == "/identity/"
    assert tells(visitor.page, "書類が差し戻されています", "裏面が暗く写っています")
    assert tells(visitor.open(f"/lines/{line.code}/"), "差し戻し", "裏面が暗く写っています")
    assert visitor.follow("書類をもう一度送る").path == "/identity/"

    # Sent again, it is a sending of its own, and this one is accepted.
    live_through(member, jst(2026, 10, 17, 10))
    assert tells(send(visitor), "本人確認書類を受け付けました", "2026年10月21日（水）")
    second = Submission.objects.get(state="in_review")
    assert second.receipt_number != first.receipt_number
    live_through(member, jst(2026, 10, 21, 10))
    assert "完了" in decides(desk, second, decision="complete")
    assert box(visitor)[0] == "本人確認が完了しました"
    assert list(Outbox.objects.order_by("at", "pk").values_list("mail_code", flat=True)) == [
        "M-10", "M-09", "M-10", "M-09",
    ]  # fmt: skip
    page = visitor.open("/identity/")
    assert tells(page, "完了", "お送りいただく書類はありません", "これまでの提出", "差し戻し")
    assert "本人確認書類をお送り" not in visitor.open("/").words
    assert visitor.open(f"/cancel/lines/{line.code}/").has_button("解約の手続きを始める")

    # Ninety days after each decision its pictures are gone; the record stays.
    live_through(member, jst(2027, 1, 15, 10))
    assert first.images.count() == 0 and second.images.count() == 2
    live_through(member, jst(2027, 1, 20, 10))
    assert not named()
    page = visitor.open(f"/identity/{second.code}/receipt/")
    assert tells(page, str(second.receipt_number), "画像", "消去済み", "完了")


def test_back_reload_and_a_second_press_send_once() -> None:
    visitor = Visitor.signed_in_as(asked())
    add_both_sides(visitor)
    check = visitor.page.link("提出前の確認へ進む")
    form, _given = visitor.open(check).form("提出する")
    for _press in range(2):
        answer = visitor.client.post(check, form.fields | {"checked": RULES}, follow=True)
        assert "本人確認書類を受け付けました" in answer.content.decode()
    assert Submission.objects.get().state == "in_review"
    assert Outbox.objects.count() == 1
    assert tells(visitor.open(check), "本人確認書類を受け付けました")
    assert tells(visitor.open("/identity/new/"), "お送りになる書類を選ぶ")
    page = visitor.press("次へ進む", paper="passport")
    assert tells(page, "いまは、書類をお送りいただく必要はありません", "審査中")
