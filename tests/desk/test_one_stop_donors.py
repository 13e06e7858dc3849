"""From whom a number comes without a reservation number: kept by staff (C-109)."""

from datetime import date

import pytest

from contracts.models import OneStopDonor
from contracts.queries.donors import one_stop_donors
from mioportal.plumbing.models import AuditRow
from mioportal.rules import operators
from mioportal.rules.operators import Operator
from tests.contracts.applying import BRING, NEXT, applies, begins, holding
from tests.desk.people import Desk
from tests.factories import OneStopDonorFactory

pytestmark = pytest.mark.django_db
DONORS = "/admin/contracts/onestopdonor/"
TODAY = date(2026, 10, 15)
NUMBER = {"brought_number": "080-0000-4321", "has_number": "has_not"}


def test_without_a_change_the_list_is_that_of_the_book() -> None:
    assert one_stop_donors(TODAY) == operators.ONE_STOP_DONORS.on(TODAY)


def test_staff_keep_the_list_and_every_change_leaves_a_trace() -> None:
    desk = Desk("supervisor")
    desk.post(f"{DONORS}add/", {"operator": "mineo", "takes_part": "on", "note": "2026年から"})
    assert Operator.MINEO in one_stop_donors(TODAY)
    row = OneStopDonor.objects.get()
    desk.post(f"{DONORS}{row.pk}/change/", {"operator": "mineo", "note": ""})
    assert Operator.MINEO not in one_stop_donors(TODAY)
    desk.post(f"{DONORS}{row.pk}/delete/", {"post": "yes"})
    verbs = AuditRow.objects.filter(subject="mineo").order_by("pk").values_list("verb", "actor")
    assert list(verbs) == [
        ("change_one_stop_donor", "supervisor"),
        ("change_one_stop_donor", "supervisor"),
        ("drop_one_stop_donor", "supervisor"),
    ]


def test_the_application_and_the_guide_go_by_the_list_of_the_staff() -> None:
    OneStopDonorFactory(operator="mineo")
    OneStopDonorFactory(operator="au", takes_part=False)
    visitor = applies(holding())
    begins(visitor, BRING)
    assert visitor.page.says("mineo")
    visitor.press(NEXT, donor="au", **NUMBER)
    assert visitor.page.says("いまの事業者からの転入には、MNP予約番号が必要です。")
    visitor.press(NEXT, donor="mineo", **NUMBER)
    assert not visitor.page.says("MNP予約番号が必要です。")
    assert visitor.open("/start/ready/").says("mineo")
    checked = visitor.open("/start/check/?look=1&keeps_number=yes&operator=au")
    assert checked.says("いまの会社でMNP予約番号を取り")
