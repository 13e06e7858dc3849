"""The one of the cast who cannot get in: what they meet at the door, and how they get in."""

from datetime import date

from django.conf import settings

from accounts.models import SignInLock
from mioportal.plumbing.models import Outbox, World
from tests.accounts.getting_back import mailed_link, set_new
from tests.journeys.visitor import Visitor
from tests.plumbing.chores import japan

WHO = "MA0000015"


def the_one_who_is_locked_out(today: date) -> None:
    """MA0000015: their world waits until they come; then the lock page tells the way in."""
    lock, world = SignInLock.objects.get(user__login=WHO), World.objects.get(name=WHO)
    assert (lock.misses, lock.locked_until) == (5, japan(f"{today}", "10:15"))
    assert world.held_at == japan(f"{today}", "10:00")
    visitor = Visitor()
    visitor.open(f"/login/?as={WHO}")
    page = visitor.press("ログイン")
    # This try has moved the end, and the clock runs towards it.
    assert "10:45までログインできません" in page.words
    world.refresh_from_db()
    assert world.held_at is None
    visitor.follow("パスワードを設定し直す")
    visitor.press("送信", name=WHO)
    set_new(mailed_link(), settings.DEMO_PASSWORD)
    assert Outbox.objects.filter(world=world, mail_code="M-08").count() == 2
