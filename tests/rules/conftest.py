"""The book reads the days of Japan on any machine, whatever zone that machine keeps."""

import os
import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="package")
def _a_machine_far_away() -> Iterator[None]:
    """Clocks of these tests stand in Honolulu: nobody there has the day that Japan has."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Pacific/Honolulu"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()
