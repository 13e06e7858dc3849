"""Many hands on what one member tells us: each change is made once and told once."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password

from accounts import services
from accounts.models import MailChange, Member, User
from accounts.services import mail_change
from accounts.services.mail_change import Side
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.gate import Locked
from mioportal.plumbing.models import AuditRow, Outbox
from tests.factories import MID_MONTH, PASSWORD, LineFactory, MailChangeFactory, MemberFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 8, 5
BY = system("test")


def _fresh(change: MailChange) -> MailChange:
    return MailChange.objects.select_related("member__user", "world").get(pk=change.pk)


def _confirms(change: MailChange, side: Side) -> str:
    try:
        made = mail_change.confirm(change=_fresh(change), side=side, at=MID_MONTH, by=BY)
    except (mail_change.ChangeGone, mail_change.AddressTaken) as refused:
        return type(refused).__name__
    return "made" if made else "half"


def test_both_links_pressed_at_once_change_it_once_and_tell_each_address_once() -> None:
    for _round in range(ROUNDS):
        change = MailChangeFactory()
        sides = iter([Side.OLD, Side.NEW] * (HANDS // 2))

        def press(change: MailChange = change, sides: Iterator[Side] = sides) -> str:
            return _confirms(change, next(sides))

        assert at_once(HANDS, press).count("made") == 1
        assert User.objects.get(pk=change.member.user_id).email == change.new_address
        told = Outbox.objects.filter(user=change.member.user).values_list("to_address", flat=True)
        assert sorted(told) == sorted([change.old_address, change.new_address])
        assert AuditRow.objects.filter(
            subject=change.member.mio_id, verb="change_mail"
        ).count() == 1


def test_of_two_members_who_take_one_address_one_wins_and_the_other_is_told() -> None:
    for number in range(ROUNDS):
        wanted = f"wanted-{number}@example.jp"
        changes = [
            MailChangeFactory(new_address=wanted, new_confirmed_at=MID_MONTH) for _ in range(2)
        ]
        turns = iter(changes)

        def press(turns: Iterator[MailChange] = turns) -> str:
            return _confirms(next(turns), Side.OLD)

        results = at_once(2, press)
        assert sorted(results) == ["AddressTaken", "made"]
        assert User.objects.filter(email=wanted).count() == 1
        assert sorted(_fresh(each).state for each in changes) == ["DONE", "DROPPED"]
        loser = next(each for each in changes if _fresh(each).state == "DROPPED")
        assert Outbox.objects.get(user=loser.member.user).subject.endswith("変更していません")


def test_asked_by_many_hands_there_is_one_change_with_its_two_mails() -> None:
    for number in range(ROUNDS):
        member = MemberFactory()

        def ask(member: Member = member, number: int = number) -> int:
            address = f"asked-{number}@example.jp"
            return mail_change.ask(member=member, address=address, at=MID_MONTH, by=BY).pk

        assert len(set(at_once(HANDS, ask))) == 1
        assert Outbox.objects.filter(user=member.user).count() == 2


def test_asked_for_different_addresses_one_change_stays_open() -> None:
    for number in range(ROUNDS):
        member = MemberFactory()
        addresses = iter([f"other-{number}-{hand}@example.jp" for hand in range(HANDS)])

        def ask(member: Member = member, addresses: Iterator[str] = addresses) -> int:
            address = next(addresses)
            return mail_change.ask(member=member, address=address, at=MID_MONTH, by=BY).pk

        assert len(set(at_once(HANDS, ask))) == HANDS
        assert MailChange.objects.filter(member=member, state="OPEN").count() == 1


def test_sent_again_confirmed_and_called_off_at_once_it_ends_one_way() -> None:
    for _round in range(ROUNDS):
        change = MailChangeFactory(old_confirmed_at=MID_MONTH)
        turns = iter(["again", "confirm", "drop"] * 2)

        def act(change: MailChange = change, turns: Iterator[str] = turns) -> str:
            what = next(turns)
            row = _fresh(change)
            if what == "confirm":
                return _confirms(row, Side.NEW)
            if what == "drop":
                return str(mail_change.drop(change=row, at=MID_MONTH, by=BY))
            try:
                mail_change.send_again(change=row, form="one", at=MID_MONTH, by=BY)
            except mail_change.ChangeGone:
                return "gone"
            return "sent"

        results = at_once(6, act)
        assert results.count("made") + results.count("True") == 1
        done = _fresh(change).state == MailChange.State.DONE
        assert done is ("made" in results)
        assert (User.objects.get(pk=change.member.user_id).email == change.new_address) is done


def test_one_new_address_of_a_member_is_told_once() -> None:
    for _round in range(ROUNDS):
        member = LineFactory().member
        moved = services.Address(postcode="530-0001", address="大阪府大阪市北区梅田1-1")

        def move(member: Member = member, moved: services.Address = moved) -> bool:
            return services.change_profile(member=member, change=moved, at=MID_MONTH, by=BY)

        assert at_once(HANDS, move).count(True) == 1
        assert Outbox.objects.filter(user=member.user).count() == 1
        assert AuditRow.objects.filter(subject=member.mio_id, verb="ask_for_papers").count() == 1


def test_of_many_new_passwords_at_once_one_is_set() -> None:
    for _round in range(ROUNDS):
        user = MemberFactory().user
        proven = user.password

        def change(pk: int = user.pk, proven: str = proven) -> bool:
            try:
                services.change_password(
                    user=User.objects.get(pk=pk),
                    proven=proven,
                    secret=make_password("new-horse-2"),
                    at=MID_MONTH,
                    by=BY,
                )
            except services.ChangedMeanwhile:
                return False
            return True

        assert at_once(HANDS, change).count(True) == 1
        assert Outbox.objects.filter(user=user).count() == 1


def test_of_many_guesses_at_once_no_more_get_through_than_in_a_row() -> None:
    for _round in range(ROUNDS):
        user = MemberFactory().user
        by = Actor(role=Role.MEMBER, label=user.login)

        def guess(user: User = user, by: Actor = by) -> str:
            try:
                services.prove(user=user, password="wrong-horse-1", at=MID_MONTH, by=by)
            except (services.WrongPassword, Locked) as refused:
                return type(refused).__name__
            return "in"

        assert at_once(HANDS, guess).count("WrongPassword") == 5
        with pytest.raises(Locked):
            services.prove(user=user, password=PASSWORD, at=MID_MONTH, by=by)
