"""Staff change a lost mail address, once the five facts are checked (F-ACC-11)."""

from typing import Any

import pytest

from accounts import services
from accounts.models import Member, Recovery, User
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from mioportal.rules.sign_in import LostMailProof
from tests.desk.people import Desk
from tests.factories import MemberFactory, jst
from tests.journeys.reading import Page

pytestmark = pytest.mark.django_db

LIST = "/admin/accounts/member/"
ALL = [proof.value for proof in LostMailProof]
NEW = "new-address@example.jp"


def change(desk: Desk, member: Member, **sent: Any) -> Page:
    page = desk.act(LIST, "change_mail", [member])
    form = next(form for form in page.forms if "confirmed" in form.fields)
    return desk.post(LIST, dict(form.fields) | {"address": NEW, "checked": ALL} | sent)


@pytest.fixture
def member() -> Member:
    return MemberFactory(user__email="lost@example.jp")


@pytest.fixture
def desk() -> Desk:
    return Desk("support")


def test_the_page_shows_what_is_to_be_checked_and_changes_nothing(
    desk: Desk, member: Member
) -> None:
    page = desk.act(LIST, "change_mail", [member])
    for told in (member.address, "契約者氏名", "本人確認書類の情報"):
        assert told in page.text
    assert not Outbox.objects.exists()


def test_with_all_five_the_member_has_a_new_address_and_both_are_told(
    desk: Desk, member: Member
) -> None:
    page = change(desk, member, address="New-Address@Example.jp")
    assert f"{member.mio_id}のメールアドレスを変更しました" in page.text
    assert User.objects.get(pk=member.user.pk).email == NEW
    mails = Outbox.objects.order_by("pk").values_list("mail_code", "to_address")
    assert list(mails) == [("M-07", "lost@example.jp"), ("M-07", NEW)]
    row = AuditRow.objects.get(verb="change_mail")
    assert (row.actor, row.subject) == ("support", member.mio_id)
    assert row.detail == {"checked": sorted(ALL)}


def test_a_link_sent_to_the_old_address_works_no_more(desk: Desk, member: Member) -> None:
    link = Recovery.objects.create(
        kind=Recovery.Kind.PASSWORD,
        state=Recovery.State.ANSWERED,
        user=member.user,
        asked_at=jst(2026, 10, 15, 10),
        expires_at=jst(2026, 10, 15, 11),
        link_digest="0" * 64,
    )
    change(desk, member)
    link.refresh_from_db()
    assert link.state == Recovery.State.REPLACED


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        pytest.param({"checked": ALL[:4]}, "5つすべてを確認し", id="four facts"),
        pytest.param({"checked": []}, "5つすべてを確認し", id="none"),
        pytest.param({"address": ""}, "新しいメールアドレスを入力してください", id="no address"),
        pytest.param({"address": "mail"}, "name@example.jp のように", id="no mail address"),
        pytest.param({"address": "LOST@example.jp"}, "アドレスは変わっていません", id="the same"),
        pytest.param({"address": "Taken@example.jp"}, "すでに登録されています", id="a neighbour's"),
    ],
)
def test_what_is_missing_or_taken_is_said_and_nothing_is_changed(
    desk: Desk, member: Member, sent: dict[str, Any], said: str
) -> None:
    MemberFactory(user__email="taken@example.jp")
    page = change(desk, member, **sent)
    assert said in page.text
    assert User.objects.get(pk=member.user.pk).email == "lost@example.jp"
    assert not Outbox.objects.exists()
    assert not AuditRow.objects.filter(verb="change_mail").exists()


def test_sent_twice_it_is_changed_and_told_once(desk: Desk, member: Member) -> None:
    change(desk, member)
    page = change(desk, member)
    assert "アドレスは変わっていません" in page.text
    assert Outbox.objects.count() == 2
    assert AuditRow.objects.filter(verb="change_mail").count() == 1


def test_of_two_colleagues_with_the_same_member_open_the_first_wins(member: Member) -> None:
    """Each has read the member before the other wrote."""
    seen = [Member.objects.get(pk=member.pk) for _ in range(2)]
    for each in seen:
        assert each.user.email == "lost@example.jp"
    facts = {"checked": list(LostMailProof), "at": jst(2026, 10, 15, 10), "by": system("test")}
    services.change_mail_at_the_desk(member=seen[0], address="first@example.jp", **facts)
    with pytest.raises(services.SameMail):
        services.change_mail_at_the_desk(member=seen[1], address="second@example.jp", **facts)
    assert User.objects.get(pk=member.user.pk).email == "first@example.jp"
    assert Outbox.objects.count() == 2


def test_a_crash_before_the_last_row_leaves_everything_as_it_was(
    member: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(**_: object) -> None:
        raise RuntimeError("the machine stops")

    monkeypatch.setattr("accounts.services.contact.audit.record", crash)
    with pytest.raises(RuntimeError):
        services.change_mail_at_the_desk(
            member=member,
            address=NEW,
            checked=list(LostMailProof),
            at=jst(2026, 10, 15, 10),
            by=system("test"),
        )
    assert User.objects.get(pk=member.user.pk).email == "lost@example.jp"
    assert not Outbox.objects.exists()


def test_one_member_at_a_time(desk: Desk, member: Member) -> None:
    page = desk.act(LIST, "change_mail", [member, MemberFactory()])
    assert "会員を一人だけ選んでください" in page.text


def test_who_only_reads_cannot(member: Member) -> None:
    page = Desk("billing").act(LIST, "change_mail", [member])
    assert "新しいメールアドレス" not in page.text


def test_the_service_itself_wants_all_five(member: Member) -> None:
    with pytest.raises(services.NotChecked):
        services.change_mail_at_the_desk(
            member=member,
            address=NEW,
            checked=[LostMailProof.NAME],
            at=jst(2026, 10, 15, 10),
            by=system("test"),
        )
