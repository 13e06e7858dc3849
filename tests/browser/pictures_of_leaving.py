"""Takes the pictures of every way out, page by page; run by `make pictures` alone."""

from datetime import date, datetime

import pytest

from accounts.models import Member, User
from cancellation.models import Cancellation
from cancellation.services import companies
from contracts.models import Line
from mioportal.demo.drawing import drawn_paper
from mioportal.plumbing.actor import system
from mioportal.rules.corporate import CorporatePaper
from mioportal.words import catalogue
from tests.browser.album import Album, Albums
from tests.browser.leaving import APPLY, BEGIN, ON, button, follows
from tests.cancellation.wizard import accepted, act_at, step_url
from tests.factories import (
    CardFactory,
    ExtraWindowFactory,
    LineFactory,
    OptionPeriodFactory,
    a_debt,
    hold,
    jst,
    live_through,
)
from tests.machine.pages import PageLog, press

THE_LAST_EVENING = jst(2025, 10, 31, 21, 30)
BY = system("desk")


def walk(album: Album, line: str, confirm: str = "解約を確定する") -> None:
    """From the start page of a line to the receipt, whatever steps it has."""
    album.page.goto(f"{album.base}/cancel/lines/{line}/")
    album.unfold()
    album.shoot("1-begin")
    press(button(album.page, BEGIN))
    steps(album, confirm)


def steps(album: Album, confirm: str = "解約を確定する") -> None:
    """Every step that follows, the last look, the receipt, and both on paper."""
    page = album.page
    for number in range(2, 9):
        step = page.url.rstrip("/").rsplit("/", 1)[-1]
        if button(page, APPLY).count():
            break
        for box in page.locator("main [name=consent]").all():
            box.check()
        album.shoot(f"{number}-{step}")
        press(button(page, ON))
    album.unfold()
    album.shoot("7-cautions")
    album.printed("7-cautions")
    page.get_by_label("上記に同意して解約する").check()
    press(button(page, APPLY))
    album.shoot("8-review")
    press(button(page, confirm))
    if page.get_by_label("確認のため「すべて解約」と入力してください").count():
        page.get_by_label("確認のため「すべて解約」と入力してください").fill("すべて解約")
        album.shoot("8-review-typed")
        press(button(page, confirm))
    album.shoot("9-receipt")
    album.printed("9-receipt")


# Somebody of the cast, their line, and when, if not at ten in the morning of an ordinary day.
LINES: dict[str, tuple[str, str, datetime | None]] = {
    "voice": ("MA0000001", "hdu00000101", None),
    "esim": ("MA0000003", "hdu00000301", None),
    "data": ("MA0000003", "hdu00000302", None),
    "old": ("MA0000004", "hdu00000401", THE_LAST_EVENING),
    "sms": ("MA0000017", "hdu00001701", None),
    "child": ("MA0000018", "hdu00001802", None),
    "abroad": ("MA0000019", "hdu00001901", THE_LAST_EVENING),
    "devices": ("MA0000008", "hdu00000801", None),
    "options": ("MA0000009", "hdu00000901", None),
    "secondary": ("MA0000002", "hdu00000202", None),
    "number": ("MA0000010", "hdu00001001", None),
}


@pytest.mark.parametrize("kind", LINES)
def test_pictures_of_every_kind_of_line(albums: Albums, kind: str) -> None:
    who, line, at = LINES[kind]
    seen = albums.of(who, f"leave-{kind}", at)
    seen.visit("/cancel/", "0-choose")
    walk(seen, line)
    seen.visit(f"/cancel/lines/{line}/after/", "after-accepted")
    live_through(Line.objects.get(code=line).member, jst(2025, 11, 6, 12))
    seen.visit(f"/cancel/lines/{line}/after/", "after-ended")
    seen.visit("/", "after-top")


def test_pictures_of_a_family_that_leaves_as_one(albums: Albums) -> None:
    seen = albums.of("MA0000002", "leave-family")
    seen.visit("/cancel/lines/hdu00000201/", "0-refused")
    follows(seen.page, "主回線を解約する方法を選ぶ")
    seen.shoot("1-ways")
    press(button(seen.page, "すべての回線の解約へ進む"))
    steps(seen, "すべての回線の解約を確定する")
    seen.visit("/", "after-top")


def test_pictures_of_an_address_that_ends_with_the_contract(albums: Albums) -> None:
    seen = albums.of("MA0000017", "leave-mail")
    User.objects.filter(login="MA0000017").update(email="ren@family.iijmio.jp")
    seen.visit("/cancel/lines/hdu00001701/", "1-begin")
    press(button(seen.page, BEGIN))
    seen.shoot("2-mail")
    press(button(seen.page, ON))
    seen.shoot("2-mail-error")


def test_pictures_of_a_company(albums: Albums) -> None:
    seen = albums.of("MA0000012", "company")
    page = seen.page
    seen.visit("/cancel/", "0-choose")
    seen.visit("/cancel/lines/hdu00001201/", "0-refused")
    seen.visit("/cancel/company/", "1-form")
    press(button(page, APPLY))
    seen.shoot("1-form-errors")
    page.get_by_label("ご担当者のお名前").fill("加藤 真理")
    page.get_by_text("営業1").check()
    page.get_by_text("予備").check()
    press(button(page, APPLY))
    seen.shoot("2-received")
    made = Member.objects.get(user__login="MA0000012").company_requests.get()
    at = jst(2025, 10, 15, 11)
    companies.take(request=made, at=at, by=BY)
    seen.visit("/cancel/company/", "1-form-again")
    page.go_back()
    page.reload()
    seen.shoot("3-taken")
    note = "登記事項証明書は、3か月以内のものをお送りください。"
    companies.ask_papers(request=made, papers=list(CorporatePaper), note=note, at=at, by=BY)
    page.reload()
    seen.shoot("4-papers")
    part = page.get_by_role("region", name=str(catalogue.word(next(iter(CorporatePaper)))))
    part.locator("[type=file]").set_input_files(
        {"name": "paper.jpg", "mimeType": "image/jpeg", "buffer": drawn_paper().data}
    )
    press(part.get_by_role("button", name="書類を送る"))
    seen.shoot("5-paper-sent")
    made.refresh_from_db()
    companies.complete(request=made, at=at, by=BY)
    page.reload()
    seen.shoot("6-done")
    seen.visit("/", "7-top")


def test_pictures_of_the_telephone_and_of_going_from_abroad(albums: Albums) -> None:
    seen = albums.of("MA0000005", "phone")
    seen.visit("/cancel/", "0-choose")
    seen.visit("/cancel/lines/hdu00000501/", "1-refused")
    seen.visit("/cancel/lines/hdu00000501/phone/", "2-open")
    hold(Member.objects.get(user__login="MA0000005"), jst(2025, 10, 31, 20))
    seen.visit("/cancel/lines/hdu00000501/phone/", "3-closed")
    seen = albums.of("MA0000019", "from-abroad", THE_LAST_EVENING)
    seen.visit("/cancel/abroad/", "1-ask")
    seen.page.get_by_label("いまいる地域").select_option("America/Los_Angeles")
    press(button(seen.page, "締切を表示する"))
    seen.unfold()
    seen.shoot("2-told")


def test_pictures_of_every_refusal(albums: Albums, page_log: PageLog) -> None:
    for name, who, line in (
        ("owes", "MA0000006", "hdu00000601"),
        ("papers", "MA0000007", "hdu00000701"),
        ("leaving", "MA0000014", "hdu00001401"),
        ("ended", "MA0000011", "hdu00001101"),
    ):
        seen = albums.of(who, "refused")
        seen.visit(f"/cancel/lines/{line}/", name)
        seen.visit("/cancel/", f"{name}-choose")
    line = LineFactory(member__identity=Member.Identity.RETURNED, by_phone_only=True)
    CardFactory(member=line.member)
    a_debt(member=line.member)
    seen = albums.of(line.member, "refused")
    seen.visit(f"/cancel/lines/{line.code}/", "several")
    line = LineFactory()
    seen = albums.of(line.member, "refused")
    at = step_url(act_at("survey", line), "survey")
    ExtraWindowFactory()
    page_log.expect("status of 503")
    seen.visit(at, "closed")


def test_pictures_of_what_changed_between_preview_and_consent(albums: Albums) -> None:
    line = LineFactory()
    seen = albums.of(line.member, "changed", jst(2026, 10, 31, 23, 59))
    seen.visit(step_url(act_at("cautions", line), "cautions"), "1-last-minute")
    OptionPeriodFactory(line=line, starts_on=date(2026, 10, 31))
    hold(line.member, jst(2026, 11, 1, 0, 1))
    seen.page.get_by_label("上記に同意して解約する").check()
    press(button(seen.page, APPLY))
    seen.shoot("2-difference")
    line = LineFactory()
    seen = albums.of(line.member, "changed", jst(2026, 10, 31, 23, 59))
    seen.visit(step_url(act_at("review", line), "review"), "3-review")
    CardFactory(member=line.member, brand="jcb")
    press(button(seen.page, "解約を確定する"))
    seen.shoot("4-difference-at-review")


def test_pictures_of_a_withdrawal(albums: Albums) -> None:
    line = LineFactory()
    seen = albums.of(line.member, "withdraw", jst(2026, 10, 15, 10))
    made: Cancellation = accepted(line)
    at = f"/cancel/receipts/{made.receipt_number}/"
    seen.visit(at, "1-receipt")
    seen.visit(f"{at}withdraw/", "2-ask")
    press(seen.page.get_by_role("main").get_by_role("button").last)
    seen.shoot("3-asked")
    seen.visit(at, "4-receipt-asked")
    seen.visit("/", "5-top")
    seen.visit(f"/cancel/lines/{line.code}/after/", "6-after")
