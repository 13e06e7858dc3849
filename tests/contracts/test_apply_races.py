"""Many hands on one application at the same moment: one mioID, one receipt, one mail of each."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth.hashers import make_password

from accounts import services as accounts
from accounts.models import Member, SignUp, User
from accounts.services import sign_up
from accounts.services.registration import Person
from contracts import queries, services
from contracts.models import Application, AppliedLine
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.contracts.applying_ready import ready, ready_with
from tests.factories import MID_MONTH, MemberFactory, SignUpFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

HANDS, ROUNDS = 6, 4
BY = system("test")
TODAY = MID_MONTH.date()


def test_one_link_makes_one_mioid() -> None:
    secret = make_password("first-horse-1")
    for _round in range(ROUNDS):
        asked = SignUpFactory()
        world = worlds.make_demo(name=asked.code, held_at=MID_MONTH)

        def register(asked: SignUp = asked, world: object = world) -> bool:
            fresh = SignUp.objects.get(pk=asked.pk)
            try:
                sign_up.register(
                    sign_up=fresh, secret=secret, world=world, at=MID_MONTH, by=BY  # type: ignore[arg-type]
                )
            except sign_up.LinkGone:
                return False
            return True

        assert at_once(HANDS, register).count(True) == 1
        user = User.objects.get(email=asked.email)
        assert Outbox.objects.filter(user=user, mail_code="M-01").count() == 1


def test_one_person_in_many_applications_ends_with_one_mioid() -> None:
    person = Person(
        family_name="森",
        given_name="あかり",
        family_kana="モリ",
        given_kana="アカリ",
        birth_date=TODAY.replace(year=1990),
        postcode="102-0071",
        address="東京都千代田区富士見2-10-2",
        phone="080-1234-5678",
    )
    for number in range(ROUNDS):
        world = worlds.make_demo(name=f"race {number}", held_at=MID_MONTH)
        nobodies = iter(
            [
                MemberFactory(
                    world=world, provisional_through=TODAY + timedelta(days=31), birth_date=None
                )
                for _hand in range(HANDS)
            ]
        )

        def tell(nobodies: object = nobodies) -> bool:
            member = next(nobodies)  # type: ignore[call-overload]
            try:
                accounts.write_contractor(member=member, person=person, at=MID_MONTH, by=BY)
            except accounts.NotRegistered:
                return False
            return True

        assert at_once(HANDS, tell).count(True) == 1
        assert Member.objects.filter(world=world, birth_date__isnull=False).count() == 1


def test_an_application_is_begun_once() -> None:
    for _round in range(ROUNDS):
        member = MemberFactory()

        def begin(member: Member = member) -> str:
            return services.begin(member=member, at=MID_MONTH, by=BY).number

        assert len(set(at_once(HANDS, begin))) == 1
        assert Application.objects.filter(member=member).count() == 1


def test_an_application_is_handed_in_once_and_keeps_what_was_shown() -> None:
    for _round in range(ROUNDS):
        made, shown = ready()

        def hand_in(made: Application = made, shown: str = shown) -> str:
            fresh = queries.applications_of(made.member).get(pk=made.pk)
            done = services.hand_in(application=fresh, shown=shown, at=MID_MONTH, by=BY)
            return done.state

        assert set(at_once(HANDS, hand_in)) == {"approved"}
        assert Outbox.objects.filter(user=made.member.user, mail_code="M-02").count() == 1


def test_a_line_changed_while_it_is_handed_in_is_either_shown_or_not_changed() -> None:
    other = services.Selection(
        function="voice", medium="sim", network="au", plan_code="giga_20gb"
    )
    for _round in range(ROUNDS):
        made, shown = ready()
        code = made.lines.get().code
        turns = iter([True, False] * (HANDS // 2))

        def act(
            made: Application = made, shown: str = shown, code: str = code, turns: object = turns
        ) -> None:
            fresh = queries.applications_of(made.member).get(pk=made.pk)
            with suppress(services.NotDraft, services.ShownHasChanged):
                if next(turns):  # type: ignore[call-overload]
                    services.hand_in(application=fresh, shown=shown, at=MID_MONTH, by=BY)
                else:
                    services.save_line(
                        application=fresh, selection=other, code=code, at=MID_MONTH, by=BY
                    )

        at_once(HANDS, act)
        made.refresh_from_db()
        plan = AppliedLine.objects.get(application=made).plan_code
        assert (made.state, plan) in {("approved", "giga_5gb"), ("draft", "giga_20gb")}


def test_a_number_is_asked_for_by_one_application_at_a_time() -> None:
    line = {
        "number_from": "one_stop",
        "brought_number": "080-0000-4321",
        "donor": "au",
        "medium": "esim",
    }
    for number in range(ROUNDS):
        world = worlds.make_demo(name=f"numbers {number}", held_at=MID_MONTH)
        many = [
            ready_with(line, member=MemberFactory(world=world, identity="complete"))
            for _hand in range(HANDS)
        ]
        turns = iter(many)

        def hand_in(turns: Iterator[tuple[Application, str]] = turns) -> bool:
            made, shown = next(turns)
            try:
                services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)
            except services.NumberTaken:
                return False
            return True

        assert at_once(HANDS, hand_in).count(True) == 1
        assert AppliedLine.objects.exclude(asks_for=None).count() == 1
        winner = AppliedLine.objects.exclude(asks_for=None).get()
        services.call_off(applied=winner, why="お申し出により", at=MID_MONTH, by=BY)
        made, shown = next(each for each in many if each[0].pk != winner.application_id)
        services.hand_in(application=made, shown=shown, at=MID_MONTH, by=BY)
        AppliedLine.objects.update(asks_for=None)
