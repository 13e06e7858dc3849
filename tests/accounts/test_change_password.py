"""A new password of a member who is signed in, and the present one that comes first (D-50)."""

import pytest

from accounts import services
from accounts.models import Member, Recovery
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.models import AuditRow, Outbox
from tests.accounts.changing import ADDRESS, change, tells
from tests.accounts.getting_back import NEW, gets_in, link_for, lock_of, tries
from tests.factories import MID_MONTH, PASSWORD, LineFactory, hold, jst
from tests.journeys.ledger import changed, everything
from tests.journeys.reading import Page
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

PAGE, BUTTON = "/profile/password/", "パスワードを変更する"
# Each page that asks for the present password, with what else it wants.
ASKING = {
    "password": (BUTTON, {"password": NEW, "again": NEW}),
    "phone": ("電話番号を変更する", {"phone": "090-1234-5678"}),
    "mail": ("確認のメールを送る", {"address": "new@example.jp"}),
}


@pytest.fixture
def member() -> Member:
    return LineFactory().member


def set_new(visitor: Visitor, current: str = PASSWORD, new: str = NEW, again: str = "") -> Page:
    visitor.open(PAGE)
    return visitor.press(BUTTON, current=current, password=new, again=again or new)


def test_a_new_password_ends_every_other_session_and_leaves_this_one(member: Member) -> None:
    here, there = Visitor.signed_in_as(member), Visitor.signed_in_as(member)
    key = here.client.session.session_key
    page = set_new(here)
    assert page.path == "/profile/"
    assert "mioパスワードを変更しました。" in page.words
    assert here.client.session.session_key != key
    assert here.open("/lines/").path == "/lines/"
    assert there.open("/lines/").path == "/login/"
    assert gets_in(member, NEW) and not gets_in(member, PASSWORD)


def test_it_is_told_by_mail_and_is_on_the_trail_without_either_password(member: Member) -> None:
    set_new(Visitor.signed_in_as(member))
    mail = Outbox.objects.get()
    assert (mail.mail_code, mail.to_address, mail.at) == ("M-07", member.user.email, MID_MONTH)
    assert "変更した端末のほかは、すべてログアウト" in mail.body
    row = AuditRow.objects.get(verb="change_password")
    assert (row.actor, row.subject, row.detail) == (member.mio_id, member.mio_id, {})
    written = str(everything())
    assert NEW not in written and PASSWORD not in written


def test_a_link_to_set_a_password_works_no_more(member: Member) -> None:
    link_for(member)
    set_new(Visitor.signed_in_as(member))
    assert Recovery.objects.get().state == Recovery.State.REPLACED


def test_sent_again_from_the_same_page_it_is_done_once_and_says_the_same(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    visitor.open(PAGE)
    again = visitor.page
    for _time in range(2):
        visitor.page = again
        page = visitor.press(BUTTON, current=PASSWORD, password=NEW, again=NEW)
        assert (page.path, "mioパスワードを変更しました。" in page.words) == ("/profile/", True)
    assert Outbox.objects.count() == 1
    assert lock_of(member) == (0, "", "")


def test_another_window_that_was_faster_wins(member: Member) -> None:
    user = member.user
    proven = services.prove(user=user, password=PASSWORD, at=MID_MONTH, by=_by(member))
    set_new(Visitor.signed_in_as(member))
    with pytest.raises(services.ChangedMeanwhile):
        services.change_password(
            user=user, proven=proven, secret=user.password, at=MID_MONTH, by=_by(member)
        )
    assert gets_in(member, NEW)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"new": "abc"}, ["8文字以上", "半角の数字が1文字以上"]),
        ({"new": NEW, "again": NEW + "x"}, ["同じパスワードを入力してください"]),
        ({"new": PASSWORD}, ["いまのパスワードと同じです"]),
        ({"current": ""}, ["いまのmioパスワードを入力してください"]),
        ({"new": "a1\0bcdefgh"}, ["新しいmioパスワード"]),
    ],
    ids=["too simple", "not twice the same", "the present one", "without it", "a NUL"],
)
def test_what_a_password_lacks_is_told_and_nothing_is_counted(
    member: Member, told: dict[str, str], said: list[str]
) -> None:
    visitor = Visitor.signed_in_as(member)
    before = everything()
    page = set_new(visitor, **told)
    assert (page.path, page.status) == (PAGE, 200)
    assert [words for words in said if words not in page.words] == []
    assert changed(before) == {}


@pytest.mark.parametrize("form", ASKING)
def test_a_wrong_password_changes_nothing_and_counts_with_those_at_the_door(
    member: Member, form: str
) -> None:
    visitor = Visitor.signed_in_as(member)
    tries(member, 2)
    button, told = ASKING[form]
    visitor.open(f"/profile/{form}/")
    before = everything()
    visitor.press(button, **told, current="wrong-horse-1")
    assert "mioパスワードが違います" in visitor.page.words
    assert visitor.page.form(button)[0].fields["current"] == ["wrong-horse-1"]
    written = set(changed(before))
    assert written == {"accounts_signinlock", "accounts_knocks", "plumbing_auditrow"}
    assert lock_of(member) == (3, "", "")
    row = AuditRow.objects.latest("pk")
    assert (row.verb, row.subject, row.detail) == ("fail_proof", member.mio_id, {})


def test_so_does_one_at_the_look_before_a_change(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    page = change(visitor, "address", ADDRESS, password="wrong-horse-1")
    assert tells(page, "mioパスワードが違います", "新しい住所", "〒530-0001")
    assert lock_of(member) == (1, "", "")
    assert not Outbox.objects.exists()


def test_a_stolen_session_guesses_no_more_often_than_a_stranger(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    pages = [set_new(visitor, current=f"guess-{number}") for number in range(6)]
    assert all("mioパスワードが違います" in page.words for page in pages[:5])
    assert "2026年10月15日 11:00まで変更できません" in pages[5].words
    assert Outbox.objects.get().mail_code == "M-08"
    assert "まで変更できません" in set_new(visitor).words
    assert not gets_in(member)
    hold(member, jst(2026, 10, 15, 11))
    assert set_new(visitor).path == "/profile/"


def test_the_right_one_forgets_the_misses(member: Member) -> None:
    visitor = Visitor.signed_in_as(member)
    for _time in range(4):
        set_new(visitor, current="wrong-horse-1")
    set_new(visitor)
    assert lock_of(member) == (0, "", "")


def _by(member: Member) -> Actor:
    return Actor(role=Role.MEMBER, label=member.mio_id)
