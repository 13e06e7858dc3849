"""Several hands at one leaving line in the same moment: one outcome each."""

from collections.abc import Callable

import pytest

from tests.cancellation.hands import SCENES, Scene
from tests.plumbing.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]

ROUNDS = 6


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_at_once_there_is_one_outcome(scene: Callable[[], Scene]) -> None:
    for _round in range(ROUNDS):
        made = scene()
        hands = list(made.hands)
        at_once(len(hands), lambda hands=hands: hands.pop()())  # type: ignore[misc]
        made.holds()
