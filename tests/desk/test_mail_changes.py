"""Changes of mail address under way, as the desk sees and ends them (F-ACC-13)."""

import pytest

from accounts.models import MailChange
from accounts.services import mail_change
from accounts.services.mail_change import Side
from mioportal.plumbing.models import AuditRow
from tests.accounts.changing import press_link
from tests.desk.people import Desk
from tests.desk.test_change_mail import change as change_lost_mail
from tests.factories import MID_MONTH, MailChangeFactory

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/mailchange/"


@pytest.mark.parametrize(("role", "reads"), [("support", True), ("billing", False)])
def test_who_may_change_addresses_reads_them_and_nobody_reads_a_link(
    role: str, reads: bool
) -> None:
    row = MailChangeFactory(new_address="tadashi@example.jp", member__user__email="old@example.jp")
    desk = Desk(role)
    for path in (LIST, f"{LIST}{row.pk}/change/"):
        html = desk.open(path).html
        for address, masked in (
            ("tadashi@example.jp", "t…@example.jp"),
            ("old@example.jp", "o…@example.jp"),
        ):
            assert (address in html, masked in html) == (reads, not reads)
        for side in Side:
            assert mail_change.token_of(row.code, side) not in html
        assert row.old_digest not in html and f"{row.code}<" not in html


def test_the_desk_calls_a_change_off_and_its_links_are_dead() -> None:
    row = MailChangeFactory()
    desk = Desk("support")
    page = desk.act(LIST, "drop", [row])
    assert f"{row.member.mio_id}のメールアドレスの変更を取りやめました" in page.text
    row.refresh_from_db()
    assert (row.state, row.ended_at) == (MailChange.State.DROPPED, MID_MONTH)
    trail = AuditRow.objects.get(verb="drop_mail_change")
    assert (trail.actor, trail.subject) == ("support", row.member.mio_id)
    for side in Side:
        path = f"/profile/mail/confirm/{mail_change.token_of(row.code, side)}/"
        assert press_link(path).status == 410
    assert "すでに終わっています" in desk.act(LIST, "drop", [row]).text
    assert AuditRow.objects.filter(verb="drop_mail_change").count() == 1


def test_a_lost_address_that_the_desk_changes_ends_what_was_under_way() -> None:
    row = MailChangeFactory(new_confirmed_at=MID_MONTH)
    page = change_lost_mail(Desk("support"), row.member)
    assert "メールアドレスを変更しました" in page.text
    row.refresh_from_db()
    assert row.state == MailChange.State.DROPPED
    row.member.user.refresh_from_db()
    assert row.member.user.email == "new-address@example.jp"
