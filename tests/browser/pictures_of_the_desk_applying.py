"""Takes the pictures of the desk of applications; run by `make pictures` alone."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Submission
from accounts.services import paper_store
from contracts.models import Application, AppliedLine
from mioportal.demo.drawing import drawn_paper
from tests.browser.pictures import PICTURES
from tests.browser.pictures_of_ways_to_apply import STATES, application_in
from tests.desk.people import made
from tests.factories import MID_MONTH
from tests.machine.pages import DESK, press


def test_pictures_of_the_desk_of_applications(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    """Papers are reviewed, cards posted, lines opened or called off, contracts undone by letter."""
    page = new_context(**DESK.context()).new_page()
    for state in STATES:
        application_in(state)
    papers = Submission.objects.get(state="in_review")
    for side in ("front", "back"):
        papers.images.create(
            side=side, name=paper_store.keep(drawn_paper().data), image_format="jpeg",
            sent_bytes=9, width=800, height=500, added_at=MID_MONTH,
        )  # fmt: skip
    made("supervisor")
    page.goto(f"{live_server.url}/admin/")
    page.fill("[name=username]", "supervisor")
    page.fill("[name=password]", "mio-demo-2026")
    press(page.get_by_role("button", name="ログイン"))

    def shoot(name: str, address: str = "") -> None:
        if address:
            page.goto(f"{live_server.url}/admin/{address}")
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"desk-{name}-1280.png", full_page=True)

    shoot("home", "")
    shoot("applications", "contracts/application/")
    shoot("application", f"contracts/application/{Application.objects.latest('pk').pk}/change/")
    shoot("lines", "contracts/appliedline/")
    shoot("line", f"contracts/appliedline/{AppliedLine.objects.latest('pk').pk}/change/")
    for action in ("send", "open", "call_off"):
        _act(page, f"{live_server.url}/admin/contracts/appliedline/", action, how_many=4)
        shoot(f"lines-{action}")
    shoot("papers", "accounts/submission/")
    _act(page, f"{live_server.url}/admin/accounts/submission/", "review", how_many=1)
    shoot("papers-review")
    press(page.get_by_role("button", name="審査の結果を確定する"))
    shoot("papers-review-errors")
    shoot("notices", "contracts/contractnotice/")
    shoot("phone-desk", "cancellation/phonedeskline/")
    _act(page, f"{live_server.url}/admin/cancellation/phonedeskline/", "undo", how_many=1)
    shoot("undo-by-letter")
    shoot("undone", "cancellation/initialcancellation/")


def _act(page: Page, address: str, action: str, *, how_many: int) -> None:
    page.goto(address)
    for box in page.locator("input.action-select").all()[:how_many]:
        box.check()
    page.locator("select[name=action]").select_option(action)
    press(page.locator("button[name=index]"))
