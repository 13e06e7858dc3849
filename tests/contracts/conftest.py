"""What several use cases of contracts set up alike."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.contracts.carriers import Steady


@pytest.fixture
def steady(settings: Settings) -> Iterator[type[Steady]]:
    """A carrier whose lines use what the test says."""
    settings.CARRIER = "tests.contracts.carriers.Steady"
    yield Steady
    Steady.per_day.clear()
