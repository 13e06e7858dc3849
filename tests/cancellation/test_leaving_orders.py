"""Several hands at one leaving line, one after the other in every order: one outcome each."""

from collections.abc import Callable
from itertools import permutations

import pytest
from django.db import transaction

from tests.cancellation.hands import SCENES, Scene

pytestmark = pytest.mark.django_db


class _Undo(Exception):
    """The next order begins with the same scene."""


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_in_every_order_there_is_one_outcome(scene: Callable[[], Scene]) -> None:
    made = scene()
    for order in permutations(made.hands):
        try:
            with transaction.atomic():
                for hand in order:
                    hand()
                made.holds()
                raise _Undo
        except _Undo:
            continue
