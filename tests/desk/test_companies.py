"""The corporate desk: a request is taken, papers are asked for, every line is cancelled."""

import pytest

from accounts.models import Member
from cancellation.models import Cancellation, CompanyRequest
from mioportal.rules.corporate import CorporateRequestStatus
from tests.desk.people import Desk
from tests.factories import CompanyRequestFactory, LineFactory, MemberFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/cancellation/companyrequest/"


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


@pytest.fixture
def asked() -> CompanyRequest:
    member = MemberFactory(kind=Member.Kind.CORPORATE, company="株式会社さくら運送")
    lines = [LineFactory(member=member), LineFactory(member=member)]
    return CompanyRequestFactory(member=member, lines=lines)


def test_from_its_receipt_to_the_end_of_every_line(desk: Desk, asked: CompanyRequest) -> None:
    page = desk.act(LIST, "take", [asked])
    assert "処理中にしました" in page.text
    asked.refresh_from_db()
    assert asked.state == CorporateRequestStatus.IN_PROGRESS
    page = desk.act(LIST, "ask_papers", [asked])
    assert "解約申込書" in page.text
    told = {"confirmed": "yes", "papers": ["company_seal"], "note": "写しで"}
    page = desk.act(LIST, "ask_papers", [asked], **told)
    asked.refresh_from_db()
    assert (asked.state, asked.note) == (CorporateRequestStatus.WAITING_FOR_PAPERS, "写しで")
    page = desk.act(LIST, "complete", [asked])
    assert "を完了しました" in page.text
    assert Cancellation.objects.count() == 2
    assert "は、完了しています" in desk.act(LIST, "complete", [asked]).text
    assert Cancellation.objects.count() == 2
