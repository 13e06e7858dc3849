"""Takes the pictures of the desk that finishes what leaves; run by `make pictures` alone."""

from datetime import date

from django.db.models import Model

from accounts.models import Member
from billing.models import SimFee
from cancellation import services
from cancellation.models import CompanyRequest
from cancellation.services import companies
from contracts import services as contracts
from contracts.models import Line, Sim
from mioportal.plumbing.actor import system
from mnp.models import PortRequest
from tests.browser.album import Album, Albums
from tests.browser.people import make
from tests.cancellation.wizard import accepted
from tests.factories import LineFactory, OneStopDonorFactory, hold, jst, live_through
from tests.machine.pages import press
from tests.mnp.asking import agreed, asked, checked, ordered, owes

BY = system("desk")
AT = jst(2026, 10, 15, 10)
LISTS = (
    "cancellation/cancellation",
    "cancellation/withdrawal",
    "cancellation/phonedeskline",
    "cancellation/companyrequest",
    "contracts/sim",
    "contracts/deskrequest",
    "billing/simfee",
    "mnp/portrequest",
    "mnp/portorder",
    "mnp/portdeskline",
    "outside/operatororder",
    "contracts/onestopdonor",
)


def a_line(**more: object) -> Line:
    """A line whose member's clock stands at an ordinary morning."""
    line: Line = LineFactory(**more)
    hold(line.member, AT)
    return line


def something_of_everything() -> dict[str, Model]:
    """Members who leave in every way, and what the desk acts on."""
    back, gone, owing = a_line(), a_line(), a_line()
    for line in (back, gone, a_line(medium="esim")):
        accepted(line)
    withdrawal = services.ask_withdrawal(cancellation=back.cancellations.get(), at=AT, by=BY)
    live_through(gone.member, jst(2027, 2, 2, 10))
    lost = a_line()
    accepted(lost)
    contracts.report_lost(
        line=lost, iccids=[sim.iccid for sim in lost.sims.all()], at=AT, by=BY
    )
    owes(owing.member, 1_490)
    asked(owing, AT)
    number: PortRequest = asked(a_line(), AT)
    checked(number, AT)
    one_stop = a_line()
    agreed(one_stop, AT, ordered(one_stop))
    OneStopDonorFactory()
    company = make("MA0000012", date(2026, 10, 15))
    companies.ask(
        member=company,
        lines=list(company.lines.order_by("pk"))[:2],
        company=company.company,
        person="加藤 真理",
        reason="",
        form_key="desk",
        at=AT,
        by=BY,
    )
    make("MA0000005", date(2026, 10, 15))
    return {
        "withdrawal": withdrawal,
        "cancellation": gone.cancellations.get(),
        "sim": Sim.objects.get(line=gone),
        "number": number,
        "company": CompanyRequest.objects.get(),
        "phone": Line.objects.get(code="hdu00000501"),
    }


def ask(album: Album, path: str, row: Model, action: str, what: str) -> None:
    """Choose an action for a row, and picture the page that asks before it acts."""
    page = album.page
    page.goto(f"{album.base}/admin/{path}/")
    page.locator(f"input.action-select[value='{row.pk}']").check()
    page.locator("select[name=action]").select_option(action)
    press(page.locator("button[name=index]"))
    album.shoot(what)


def test_pictures_of_the_desk(albums: Albums) -> None:
    rows = something_of_everything()
    desk = albums.of_the_desk("admin", "desk")
    desk.visit("/admin/", "0-index")
    for path in LISTS:
        desk.visit(f"/admin/{path}/", f"list-{path.rsplit('/', 1)[-1]}")
    for path, name in (
        ("cancellation/cancellation", "cancellation"),
        ("cancellation/withdrawal", "withdrawal"),
        ("cancellation/companyrequest", "company"),
        ("contracts/sim", "sim"),
        ("mnp/portrequest", "number"),
    ):
        desk.visit(f"/admin/{path}/{rows[name].pk}/change/", f"row-{name}")
    for path, name, action in (
        ("cancellation/withdrawal", "withdrawal", "take_back"),
        ("cancellation/withdrawal", "withdrawal", "refuse"),
        ("cancellation/companyrequest", "company", "ask_papers"),
        ("cancellation/companyrequest", "company", "call_off"),
        ("cancellation/phonedeskline", "phone", "accept"),
        ("contracts/sim", "sim", "waive"),
        ("mnp/portrequest", "number", "void"),
    ):
        ask(desk, path, rows[name], action, f"ask-{name}-{action}")
    assert SimFee.objects.exists() and Member.objects.exists()
