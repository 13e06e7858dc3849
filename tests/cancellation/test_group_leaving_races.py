"""A group ended as one against one of its lines, and a company's last word by two of the desk."""

from collections import Counter
from collections.abc import Callable

import pytest

from cancellation import queries, services
from cancellation.models import Cancellation, CompanyRequest
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import Outbox, PendingAct
from tests.cancellation.wizard import act_at, by
from tests.factories import MID_MONTH, CompanyRequestFactory, LineFactory, a_group_of
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROUNDS = 5


def fresh(line: Line) -> Line:
    """The line as a view reads it."""
    found = line_of(line.member, line.code, MID_MONTH.date())
    assert found
    return found


def accept(act: PendingAct, line: Line) -> str:
    """Somebody's last press: accepted, or refused."""
    try:
        services.accept(
            act=PendingAct.objects.get(pk=act.pk), line=fresh(line), at=MID_MONTH, by=by(line)
        )
    except services.NotAllowed:
        return "refused"
    return "accepted"


def complete(pk: int) -> bool:
    """The desk's last press."""
    rows = CompanyRequest.objects.select_related("member__user", "member__standing", "world")
    return services.companies.complete(
        request=rows.get(pk=pk), at=MID_MONTH, by=system("desk")
    )


def each_in_turn(calls: list[Callable[[], str]]) -> Callable[[], str]:
    """Whoever comes takes the next of these."""
    waiting = list(calls)
    return lambda: waiting.pop()()


def test_a_group_and_one_of_its_lines_ended_at_once_are_one_cancellation_for_each_line() -> None:
    for _round in range(ROUNDS):
        primary = LineFactory()
        second = LineFactory(member=primary.member)
        a_group_of(primary, second)
        whole = services.begin_together(
            line=fresh(primary), user=primary.member.user, at=MID_MONTH
        )
        digest = queries.quote_for(fresh(primary), MID_MONTH).digest()
        assert services.agree(act=whole, line=fresh(primary), digest=digest, at=MID_MONTH)
        alone = act_at("review", second)
        answers = at_once(
            2,
            each_in_turn(
                [
                    lambda whole=whole, line=primary: accept(whole, line),  # type: ignore[misc]
                    lambda alone=alone, line=second: accept(alone, line),  # type: ignore[misc]
                ]
            ),
        )
        assert "accepted" in answers
        made = Counter(Cancellation.objects.filter(line__in=[primary, second]).values_list("line"))
        assert set(made.values()) == {1} and len(made) == 2
        mails = Outbox.objects.filter(world=primary.world, mail_code="M-11")
        assert mails.count() == 2


def test_a_companys_request_completed_by_two_at_once_is_completed_once() -> None:
    for _round in range(ROUNDS):
        line = LineFactory()
        made = CompanyRequestFactory(member=line.member, lines=[line])
        done = at_once(2, lambda pk=made.pk: complete(pk))  # type: ignore[misc]
        assert sorted(done) == [False, True]
        assert Cancellation.objects.filter(line=line).count() == 1
        assert Outbox.objects.filter(world=line.world, mail_code="M-34").count() == 1
