"""The list of networks whose sign-ins are looked at twice, kept by staff (C-117)."""

import pytest

from accounts.models import WatchedNetwork
from mioportal.plumbing.models import AuditRow
from tests.desk.people import Desk
from tests.factories import WatchedNetworkFactory

pytestmark = pytest.mark.django_db

NETWORKS = "/admin/accounts/watchednetwork/"


def test_staff_keep_the_list_and_every_change_leaves_a_trace() -> None:
    desk = Desk("supervisor")
    page = desk.post(f"{NETWORKS}add/", {"network": "2001:DB8::/32", "kind": "ABROAD", "note": ""})
    row = WatchedNetwork.objects.get()
    assert (page.status, row.network) == (200, "2001:db8::/32")
    desk.post(f"{NETWORKS}{row.pk}/change/", {"network": row.network, "kind": "VPN", "note": "x"})
    assert WatchedNetwork.objects.get().kind == "VPN"
    desk.post(f"{NETWORKS}{row.pk}/delete/", {"post": "yes"})
    assert not WatchedNetwork.objects.exists()
    trail = AuditRow.objects.filter(subject="2001:db8::/32").order_by("pk")
    verbs = list(trail.values_list("verb", "actor"))
    assert verbs == [
        ("watch_network", "supervisor"),
        ("watch_network", "supervisor"),
        ("unwatch_network", "supervisor"),
    ]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("203.0.113.7/24", "ネットワークの先頭のアドレスで入力してください。例）203.0.113.0/24"),
        ("0.0.0.0/0", "範囲が広すぎます"),
        ("all", "のように入力してください"),
        ("10.0.0.0/24", "既に存在します"),
    ],
)
def test_what_is_no_network_is_told_in_words(typed: str, said: str) -> None:
    WatchedNetworkFactory(network="10.0.0.0/24")
    sent = {"network": typed, "kind": "VPN", "note": ""}
    page = Desk("supervisor").post(f"{NETWORKS}add/", sent)
    assert said in page.text
    assert WatchedNetwork.objects.count() == 1
