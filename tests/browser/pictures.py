"""Takes the pictures of docs/pictures; run by `make pictures`, not with the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from mioportal.demo.drawing import drawn_paper
from tests.browser.pictured_numbers import NUMBERS
from tests.machine.pages import PHONE, Look, assert_fits, at_both_widths, press, sign_in
from tests.machine.real_server import Demonstration

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
STEPS = {
    "reasons": ["解約の手続きを始める"],
    "survey": ["解約の手続きを始める", "次へ進む"],
    "cautions": ["解約の手続きを始める", "次へ進む", "次へ進む"],
}


def _step(name: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        for button in STEPS[name]:
            press(page.get_by_role("button", name=button))

    return walk


def _review(page: Page, look: Look) -> None:
    """Past the options too, where a line has some."""
    press(page.get_by_role("button", name="解約の手続きを始める"))
    consent = page.get_by_label("上記に同意して解約する")
    while not consent.count():
        press(page.get_by_role("button", name="次へ進む"))
    consent.check()
    press(page.get_by_role("button", name="解約を申し込む"))


def _receipt(page: Page, look: Look) -> None:
    """Each width cancels a line of its own."""
    line = "hdu00001801" if look == PHONE else "hdu00001802"
    page.goto(f"{page.url}lines/{line}/")
    _review(page, look)
    press(page.get_by_role("button", name="解約を確定する"))


def _option_added(page: Page, look: Look) -> None:
    """Each width adds to a line of its own."""
    line = "hdu00001801" if look == PHONE else "hdu00001802"
    page.goto(f"{page.url}lines/{line}/options/smart_checker/add/")
    press(page.get_by_role("button", name="申し込みを確定する"))


def _opened(page: Page, look: Look) -> None:
    for summary in page.locator("main summary").all():
        summary.click()


def _ended(page: Page, look: Look) -> None:
    """Each width ends an option of its own."""
    name = "IIJmioセーフティメール" if look == PHONE else "Smart・Checker"
    press(page.locator("a", has_text=f"解約する：{name}"))
    press(page.get_by_role("button", name="解約を確定する"))


def _audit(step: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        begin = page.get_by_role("button", name="確認を始める")
        press(begin if begin.count() else page.get_by_role("link", name="続きから"))
        if step == "list":
            return
        press(page.get_by_role("link", name="次へ進む"))
        if step == "need":
            return
        page.get_by_label("迷惑防止パック").check()
        page.get_by_label("タブホ").check()
        press(page.get_by_role("button", name="次へ進む"))
        if step == "confirm":
            press(page.get_by_role("link", name="次へ進む"))

    return walk


def _at_the_processor(page: Page, look: Look) -> None:
    press(page.get_by_role("button", name="カードを変更する"))


def _card(key: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        _at_the_processor(page, look)
        page.locator("[name=test_card]").select_option(key)
        press(page.get_by_role("button", name="このカードを使う"))
        page.wait_for_url(lambda url: "/processor/" not in url and "code=" not in url)

    return walk


def _follow(*links: str) -> Callable[[Page, Look], None]:
    def walk(page: Page, look: Look) -> None:
        for link in links:
            press(page.get_by_role("main").locator("a", has_text=link).first)

    return walk


def _remove_card(page: Page, look: Look) -> None:
    press(page.get_by_role("link", name="カードを削除する"))


def _bought(page: Page, look: Look) -> None:
    press(page.get_by_role("button", name="660円で購入する"))


def _moved(page: Page, look: Look) -> None:
    if look == PHONE:
        page.locator("summary", has_text="時計を進める").click()
    press(page.get_by_role("button", name="+1か月"))


def _fill(page: Page, look: Look) -> None:
    """A new address, up to the look before it is made."""
    page.get_by_label("郵便番号").fill("530-0001")
    page.locator("[name=address]").fill("大阪府大阪市北区梅田1-1")
    press(page.get_by_role("button", name="変更の内容を確かめる"))


def _choose_papers(page: Page, look: Look) -> None:
    """A driving licence: its sides, and those of a supplement."""
    page.goto(f"{page.url}new/")
    page.locator("[name=paper][value=driving_licence]").check()
    press(page.get_by_role("button", name="次へ進む"))


def _upload(page: Page, look: Look) -> None:
    """Each side by itself."""
    _choose_papers(page, look)
    for side in ("表面", "裏面"):
        card = page.locator(".card", has=page.get_by_role("heading", name=side)).first
        card.locator("[type=file]").set_input_files(
            {"name": "menkyo.jpg", "mimeType": "image/jpeg", "buffer": drawn_paper().data}
        )
        upload = card.get_by_role("button", name="アップロードする")
        press(upload.or_(card.get_by_role("button", name="差し替える")))


def _check_papers(page: Page, look: Look) -> None:
    _upload(page, look)
    press(page.get_by_role("link", name="提出前の確認へ進む"))


def _send_papers(page: Page, look: Look) -> None:
    """The first width sends; the other looks at what was sent."""
    if page.get_by_role("link", name="準備").count() == 0:
        press(page.locator(".rows a").first)
        return
    _check_papers(page, look)
    for box in page.locator("[name=checked]").all():
        box.check()
    press(page.get_by_role("button", name="提出する"))


def _ask_for_mail(page: Page, look: Look) -> None:
    """Each width asks for an address of its own."""
    if page.get_by_text("別のアドレスに変える").count():
        page.get_by_text("別のアドレスに変える").click()
    page.get_by_label("新しいメールアドレス").fill(f"ren-{look.width}@example.jp")
    page.get_by_label("いまのmioパスワード").fill("mio-demo-2026")
    press(page.get_by_role("button", name="確認のメールを送る", exact=True))


# The name of the page, its address, who looks at it ("" for a visitor), and how to get further.
PAGES: list[tuple[str, str, str, Callable[[Page, Look], None] | None]] = [
    ("login", "/login/", "", None),
    *((name, f"/{name}/", "", None) for name in ("about", "plans", "start", "contact", "manuals")),
    ("start-check", "/start/check/?look=1&gigabytes=5", "", None),
    ("start-list", "/start/devices/list/?words=AQUOS", "", None),
    ("contact", "/contact/", "", None),
    ("sign-in-help", "/login/help/", "", None),
    *((name, f"/login/{name}/", "", None) for name in ("forgot-id", "forgot-password")),
    ("asked", "/login/forgot-password/?asked=1", "", None),
    # Very long pages: what the window shows of them.
    ("rules", "/rules/#main", "", None),
    ("rules-row", "/rules/#sim_damage_fee", "MA0000001", None),
    ("rules-refusals", "/rules/#cancellation.may_cancel", "MA0000001", None),
    ("decisions", "/rules/decisions/#C-031", "", None),
    *((n, at, "MA0000001", None) for n, at in (("top", "/"), ("services", "/services/"))),
    ("lines", "/lines/", "MA0000013", None),
    ("line", "/lines/hdu00000101/", "MA0000001", None),
    ("options", "/options/", "MA0000009", None),
    ("options-open", "/options/", "MA0000009", _opened),
    ("option-add", "/lines/hdu00000901/options/call_10/add/", "MA0000009", None),
    ("option-add-trial", "/lines/hdu00000101/options/tabuho/add/", "MA0000001", None),
    ("option-added", "/", "MA0000018", _option_added),
    ("option-not-added", "/lines/hdu00000101/options/device_cover/add/", "MA0000001", None),
    ("option-end", "/options/", "MA0000009", _follow("解約する：通話定額")),
    ("option-elsewhere", "/options/", "MA0000009", _follow("解約の方法を見る：i-フィルター")),
    ("option-ended", "/options/", "MA0000009", _ended),
    ("audit", "/options/audit/", "MA0000009", None),
    *(
        (f"audit-{step}", "/options/audit/", "MA0000009", _audit(step))
        for step in ("list", "need", "end", "confirm")
    ),
    ("data", "/data/", "MA0000013", None),
    *(("line-data", f"/lines/hdu0000{n}/data/", f"MA00000{n[:2]}", None) for n in ("0101", "1302")),
    ("buy-data", "/lines/hdu00000101/data/buy/", "MA0000001", None),
    ("buy-data-check", "/lines/hdu00000101/data/buy/?parcels=3", "MA0000001", None),
    ("data-receipt", "/lines/hdu00000301/data/buy/?parcels=3", "MA0000003", _bought),
    ("cancel", "/cancel/", "MA0000001", None),
    ("begin", "/cancel/lines/hdu00000101/", "MA0000001", None),
    ("reasons", "/cancel/lines/hdu00000101/", "MA0000001", _step("reasons")),
    ("survey", "/cancel/lines/hdu00000101/", "MA0000001", _step("survey")),
    ("cautions", "/cancel/lines/hdu00000101/", "MA0000001", _step("cautions")),
    ("review", "/cancel/lines/hdu00000101/", "MA0000001", _review),
    ("refused", "/cancel/lines/hdu00000601/", "MA0000006", None),
    *NUMBERS,
    ("receipt", "/cancel/", "MA0000018", _receipt),
    ("line", "/lines/hdu00000202/", "MA0000002", None),
    ("plan-change", "/lines/hdu00000101/plan/", "MA0000001", None),
    ("plan-booked", "/lines/hdu00001701/plan/", "MA0000017", None),
    ("plan-check", "/lines/hdu00000101/plan/giga_10gb/", "MA0000001", None),
    ("plan-receipt", "/lines/hdu00001701/plan/", "MA0000017", _follow("受付の内容を見る")),
    ("group", "/group/", "MA0000002", None),
    ("group-part", "/group/", "MA0000002", _follow("グループから外す")),
    ("group-primary", "/group/", "MA0000002", _follow("主回線の変更を依頼する")),
    ("groups", "/group/", "MA0000013", None),
    ("group-choose", "/group/new/", "MA0000013", None),
    ("group-check", "/group/new/?primary=hdu00001301&lines=hdu00001302", "MA0000013", None),
    ("devices", "/devices/", "MA0000008", None),
    ("device", "/devices/", "MA0000008", _follow("iPhone SE")),
    ("repay-early", "/devices/", "MA0000008", _follow("iPhone SE", "繰り上げ返済の方法を見る")),
    ("related", "/related/", "MA0000014", None),
    ("hikari", "/related/", "MA0000014", _follow("IIJmioひかり")),
    ("end-hikari", "/related/", "MA0000014", _follow("IIJmioひかり", "解約の方法を見る")),
    ("end-related", "/related/", "MA0000003", _follow("IIJmio eSIM", "解約する")),
    ("moved", "/", "MA0000014", _moved),
    ("bills", "/bills/", "MA0000013", None),
    ("bill", "/bills/", "MA0000013", _follow("ご利用分")),
    ("bill", "/bills/", "MA0000008", _follow("ご利用分")),
    ("unpaid", "/bills/unpaid/", "MA0000006", None),
    ("slip", "/bills/unpaid/", "MA0000006", _follow("コンビニ払い用紙を表示する")),
    ("bill-to-come", "/bills/", "MA0000001", _follow("見込みの内訳を見る")),
    ("payment", "/payment/", "MA0000004", None),
    ("payment", "/payment/", "MA0000012", None),
    ("processor", "/payment/", "MA0000003", _at_the_processor),
    ("card-refused", "/payment/", "MA0000003", _card("debit")),
    ("card-registered", "/payment/", "MA0000017", _card("ends-soon")),
    ("card-kept", "/payment/", "MA0000011", _remove_card),
    ("top", "/", "MA0000011", None),
    ("sim-return", "/lines/hdu00001101/sim-return/", "MA0000011", None),
    ("after-leaving", "/cancel/lines/hdu00001101/after/", "MA0000011", None),
    ("messages", "/messages/", "MA0000011", None),
    ("mioid", "/profile/mioid/", "MA0000011", None),
    ("sign-ins", "/profile/sign-ins/", "MA0000001", None),
    ("mail-help", "/messages/help/", "", None),
    ("profile", "/profile/", "MA0000007", None),
    ("profile", "/profile/", "MA0000012", None),
    ("address", "/profile/address/", "MA0000019", None),
    ("look", "/profile/address/", "MA0000001", _fill),
    ("phone", "/profile/phone/", "MA0000001", None),
    ("password", "/profile/password/", "MA0000001", None),
    ("mail-change", "/profile/mail/", "MA0000017", _ask_for_mail),
    ("news", "/profile/news/", "MA0000018", None),
    ("top", "/", "MA0000007", None),
    ("line", "/lines/hdu00000701/", "MA0000007", None),
    ("papers", "/identity/", "MA0000001", None),
    ("papers-returned", "/identity/", "MA0000007", None),
    ("papers-choose", "/identity/new/", "MA0000007", None),
    ("papers-sides", "/identity/", "MA0000007", _choose_papers),
    ("papers-uploaded", "/identity/", "MA0000007", _upload),
    ("papers-check", "/identity/", "MA0000007", _check_papers),
    ("papers-sent", "/identity/", "MA0000007", _send_papers),
    ("papers-in-review", "/identity/", "MA0000007", None),
    ("top-in-review", "/", "MA0000007", None),
    ("manual", "/manuals/leaving/", "MA0000001", None),
    ("ask", "/contact/mail/?topic=withdrawal&line=hdu00000101", "MA0000001", None),
]


@at_both_widths
@pytest.mark.parametrize(
    ("name", "path", "mio_id", "walk"), PAGES, ids=[f"{page[0]} {page[2]}" for page in PAGES]
)
def test_picture(
    new_context: Callable[..., BrowserContext], real_server: Demonstration, look: Look,
    name: str, path: str, mio_id: str, walk: Callable[[Page, Look], None] | None,
) -> None:  # fmt: skip
    """Shoot one page at one width."""
    page = new_context(**look.context()).new_page()
    if mio_id:
        sign_in(page, real_server.url, mio_id)
    page.goto(real_server.url + path)
    if walk:
        walk(page, look)
        page.wait_for_load_state("networkidle")
    assert_fits(page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    who = mio_id or "visitor"
    page.screenshot(path=PICTURES / f"{name}-{who}-{look.width}.png", full_page="#" not in path)
