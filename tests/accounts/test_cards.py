"""Registering, replacing and removing the card that pays (F-BIL-08, F-APP-05, C-022)."""
import pytest
from accounts.models import Card
from tests.accounts.paying import card_of, enter, register, typed
from tests.factories import MemberFactory
pytestmark = pytest.mark.django_db

def test_x() -> None:
    m = MemberFactory()
    page = register(m)
    print(page.path, page.words)
    page = register(m, "rakuten")
    print(page.path, page.words)
    for k in ["declined","expired","debit","unionpay"]:
        page = register(m, k)
        print(page.words)
    v = enter(m, **typed("４２４２－４２４２　４２４２ 4242"))
    print(v.page.words)
    v.open("/payment/")
    print(v.page.words)
    v.follow("カードを削除する")
    print(v.page.words)
    print(Card.objects.values())
