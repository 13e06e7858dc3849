"""A fault at any statement leaves no mioID half made and no application half handed in."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password

from accounts.models import SignUp
from accounts.services import sign_up
from contracts import queries, services
from contracts.models import Application
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import AuditRow, Outbox
from tests.contracts.applying_ready import ready
from tests.factories import MID_MONTH, MemberFactory, SignUpFactory, jst
from tests.journeys.faults import at_every_statement
from tests.journeys.ledger import changed, everything

# Really committed: what is not in one transaction shows.
pytestmark = pytest.mark.django_db(transaction=True)

Do = Callable[[], object]
BY = system("test")


def again(made: Application) -> Application:
    return queries.applications_of(made.member).get(pk=made.pk)


def answering() -> Do:
    worlds.live()
    asked = SignUpFactory(state=SignUp.State.ASKED, link_digest=None, expires_at=None)
    return lambda: sign_up.answer(sign_up=SignUp.objects.get(pk=asked.pk), at=MID_MONTH)


def beginning() -> Do:
    member = MemberFactory()
    return lambda: services.begin(member=member, at=MID_MONTH, by=BY)


def handing_in() -> Do:
    made, shown = ready()
    return lambda: services.hand_in(application=again(made), shown=shown, at=MID_MONTH, by=BY)


def giving_up() -> Do:
    made, _shown = ready()
    return lambda: services.give_up(application=again(made), at=MID_MONTH, by=BY)


def lapsing() -> Do:
    made, _shown = ready()
    return lambda: services.lapse(application=again(made), at=jst(2026, 12, 1), by=BY)


SERVICES = [answering, beginning, handing_in, giving_up, lapsing]


@pytest.mark.parametrize("service", SERVICES, ids=lambda service: service.__name__)
def test_a_service_does_all_or_nothing_and_once(service: Callable[[], Do]) -> None:
    do = service()
    before = everything()

    def nothing_happened(number: int) -> None:
        assert changed(before) == {}, f"statement {number}"

    assert at_every_statement(do, nothing_happened) > 0
    assert changed(before) != {}
    mails, rows = Outbox.objects.count(), AuditRow.objects.count()
    # And once more: the work is found done.
    do()
    assert (Outbox.objects.count(), AuditRow.objects.count()) == (mails, rows)


def test_a_mioid_is_made_whole_or_not_at_all() -> None:
    asked = SignUpFactory()
    secret, before = make_password("first-horse-1"), everything()

    def register() -> None:
        fresh = SignUp.objects.get(pk=asked.pk)
        sign_up.register(sign_up=fresh, secret=secret, world=None, at=MID_MONTH, by=BY)

    def nothing_happened(number: int) -> None:
        assert changed(before) == {}, f"statement {number}"

    assert at_every_statement(register, nothing_happened) > 0
    assert Outbox.objects.filter(mail_code="M-01").count() == 1
    with pytest.raises(sign_up.LinkGone):
        register()
