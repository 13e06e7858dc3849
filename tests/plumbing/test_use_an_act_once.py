"""A pending act: what was entered, what was shown, and that it is used once."""

from datetime import timedelta

import pytest

from mioportal.plumbing import acts
from mioportal.plumbing.models import PendingAct
from tests.factories import MemberFactory
from tests.plumbing.chores import japan

pytestmark = pytest.mark.django_db

STARTED = japan("2026-10-15", "10:00")


@pytest.fixture
def act() -> PendingAct:
    """An act just begun."""
    member = MemberFactory()
    return acts.start(
        world=member.world, user=member.user, kind="try_it", subject="hdu00000001", at=STARTED
    )


def agreed(act: PendingAct) -> PendingAct:
    """The same act, after the member agreed to what was shown."""
    acts.agree(
        act=act, step="cautions", answers={"agree": True}, shown={"yen": "1490"}, digest="abc"
    )
    return act


def test_answers_are_kept_step_by_step(act: PendingAct) -> None:
    acts.answer(act=act, step="reasons", answers={"reasons": ["price"]})
    acts.answer(act=act, step="survey", answers={"satisfaction": "3"})
    acts.answer(act=act, step="reasons", answers={"reasons": []})
    assert PendingAct.objects.get().answers == {
        "reasons": {"reasons": []},
        "survey": {"satisfaction": "3"},
    }


def test_what_was_shown_is_kept_with_the_consent(act: PendingAct) -> None:
    agreed(act)
    kept = PendingAct.objects.get()
    assert (kept.shown, kept.shown_digest) == ({"yen": "1490"}, "abc")
    assert kept.answers == {"cautions": {"agree": True}}


def test_an_act_is_used_once(act: PendingAct) -> None:
    agreed(act)
    same = PendingAct.objects.get()
    assert acts.use(act=act, at=STARTED, result="K1")
    assert not acts.use(act=same, at=STARTED, result="K2")
    assert PendingAct.objects.get().result == "K1"


def test_without_consent_it_cannot_be_used(act: PendingAct) -> None:
    assert not acts.use(act=act, at=STARTED, result="K1")


def test_a_consent_taken_back_leaves_the_other_answers(act: PendingAct) -> None:
    acts.answer(act=act, step="survey", answers={"satisfaction": "3"})
    acts.take_back_consent(act=agreed(act), step="cautions")
    assert not acts.use(act=PendingAct.objects.get(), at=STARTED, result="K1")
    assert PendingAct.objects.get().answers == {"survey": {"satisfaction": "3"}}


def test_a_consent_given_anew_in_another_tab_counts_not_the_old_one(act: PendingAct) -> None:
    stale = PendingAct.objects.get(pk=agreed(act).pk)
    acts.agree(act=act, step="cautions", answers={}, shown={"yen": "2000"}, digest="def")
    assert not acts.use(act=stale, at=STARTED, result="K1")
    assert acts.use(act=PendingAct.objects.get(), at=STARTED, result="K2")


@pytest.mark.parametrize(
    ("after", "works"),
    [
        pytest.param(acts.LIVES_FOR - timedelta(seconds=1), True, id="the last second of its day"),
        pytest.param(acts.LIVES_FOR, False, id="a day later"),
        pytest.param(timedelta(days=400), False, id="after a long jump"),
    ],
)
def test_an_act_lives_for_a_day_of_its_world(
    act: PendingAct, after: timedelta, works: bool
) -> None:
    assert acts.use(act=agreed(act), at=STARTED + after, result="K1") is works


def test_nothing_is_added_to_an_act_that_was_used(act: PendingAct) -> None:
    acts.use(act=agreed(act), at=STARTED, result="K1")
    acts.answer(act=act, step="survey", answers={"satisfaction": "3"})
    acts.agree(act=act, step="cautions", answers={}, shown={"yen": "0"}, digest="def")
    kept = PendingAct.objects.get()
    assert kept.answers == {"cautions": {"agree": True}}
    assert kept.shown == {"yen": "1490"}


def test_addresses_cannot_be_guessed(act: PendingAct) -> None:
    other = acts.start(
        world=act.world, user=act.user, kind="try_it", subject="hdu00000001", at=STARTED
    )
    assert len(act.code) >= 32
    assert act.code != other.code
