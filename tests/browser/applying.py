"""Somebody who applies in a browser, from the mail address on."""

from datetime import date, datetime

from playwright.sync_api import Page

from accounts.models import Member
from mioportal.plumbing.delivery import deliver
from tests.contracts.applying import CONTRACTOR, SECRET, link_for, member_at
from tests.factories import hold, jst
from tests.machine.pages import press

NOON = jst(2026, 10, 15, 12)
NEXT, HANDS_IN = "次へ進む", "この内容で申し込む"
VOICE = {"function": "voice", "medium": "sim", "contract": "new", "plan_code": "giga_5gb"}


def signs_up(page: Page, base: str, address: str, at: datetime = NOON) -> Member:
    """From the front to the provisional mioID; its world is held at an instant of 2026."""
    page.goto(f"{base}/start/")
    press(page.get_by_role("link", name="お申し込みを始める"))
    page.get_by_label("メールアドレス").fill(address)
    press(page.get_by_role("button", name="確認のメールを送る"))
    deliver()
    page.goto(base + link_for(address))
    page.locator("[name=password]").fill(SECRET)
    page.locator("[name=again]").fill(SECRET)
    press(page.get_by_role("button", name="決めて申し込みに進む"))
    member = member_at(address)
    Member.objects.filter(pk=member.pk).update(
        provisional_through=date(2026, 11, 15), registered_on=at.date()
    )
    hold(member, at)
    page.reload()
    return member


def begins(page: Page) -> None:
    """To the page of the first line."""
    press(page.get_by_role("button", name="お申し込みを始める"))
    page.get_by_label("事前支払いしたものはない").check()
    press(page.get_by_role("button", name=NEXT))


def chooses(page: Page, **line: str) -> None:
    """One line, up to the list of them."""
    fills(page, **(VOICE | {"network": "docomo", "device": "own", "user": "self"} | line))


def fills(page: Page, **answers: str) -> None:
    """Text fields and rows to choose, up to the next page."""
    for name, value in answers.items():
        field = page.locator(f"[name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    press(page.get_by_role("button", name=NEXT))


def tells_who(page: Page) -> None:
    """Who contracts, and the consent to both."""
    fills(page, **CONTRACTOR)
    page.get_by_label("重要説明事項に同意する").check()
    page.get_by_label("個人情報取扱に関する事項に同意する").check()
    press(page.get_by_role("button", name="同意して次へ進む"))


def registers_card(page: Page) -> None:
    """A card at the processor's, and back to the last page."""
    press(page.get_by_role("button", name="カードの登録へ進む"))
    page.locator("[name=test_card]").select_option("visa")
    press(page.get_by_role("button", name="このカードを使う"))
    page.get_by_role("heading", name="クレジットカードを登録しました").wait_for()
    press(page.get_by_role("link", name="お申し込みに戻る"))
    press(page.get_by_role("link", name="このカードで次へ進む"))


def hands_in(page: Page) -> str:
    """The last button; the receipt number."""
    press(page.get_by_role("button", name=HANDS_IN))
    page.get_by_role("heading", name="お申し込みを受け付けました").wait_for()
    return page.url.rstrip("/").split("/")[-2]
