"""What the tests of the cellar share."""

from collections.abc import Iterator

import pytest

from tests.plumbing.chores import Chores


@pytest.fixture
def chores() -> Iterator[Chores]:
    """Jobs that exist for one test only."""
    made = Chores()
    yield made
    made.forget()
