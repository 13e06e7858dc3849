"""A company's request, completed by two of the desk at once, or called off meanwhile."""

import pytest

from cancellation import services
from cancellation.models import Cancellation, CompanyRequest
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox
from tests.factories import MID_MONTH, CompanyRequestFactory, LineFactory
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROUNDS = 5


def complete(pk: int) -> bool:
    """The desk's last press."""
    rows = CompanyRequest.objects.select_related("member__user", "member__standing", "world")
    return services.companies.complete(
        request=rows.get(pk=pk), at=MID_MONTH, by=system("desk")
    )


def call_off(pk: int) -> bool:
    """The company's last word."""
    made = CompanyRequest.objects.select_related("member__user", "world").get(pk=pk)
    try:
        return services.companies.call_off(
            request=made, lines=list(made.lines.all()), at=MID_MONTH, by=system("test")
        )
    except services.companies.Closed:
        return False


def test_a_companys_request_completed_by_two_at_once_is_completed_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        made = CompanyRequestFactory(member=line.member, lines=[line])
        done = at_once(2, lambda pk=made.pk: complete(pk))  # type: ignore[misc]
        assert sorted(done) == [False, True]
        assert Cancellation.objects.filter(line=line).count() == 1
        assert Outbox.objects.filter(world=line.world, mail_code="M-34").count() == 1


def test_a_request_called_off_while_it_is_completed_is_one_of_both() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        made = CompanyRequestFactory(member=line.member, lines=[line])
        hands = [lambda pk=made.pk: complete(pk), lambda pk=made.pk: call_off(pk)]  # type: ignore[misc]
        assert sorted(at_once(2, lambda hands=hands: hands.pop()())) == [False, True]  # type: ignore[misc]
        made.refresh_from_db()
        cancelled = Cancellation.objects.filter(line=line).count()
        assert (made.state, cancelled) in {("done", 1), ("called_off", 0)}
