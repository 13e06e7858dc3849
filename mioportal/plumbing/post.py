"""What the portal asks of the post: whether what a member has sent has arrived.

A setting names the class that answers. In the demonstration `mioportal.outside` does; no app
imports that.
"""

from datetime import date
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string


class Post(Protocol):
    """Who carries letters, and can be asked about those with a tracking number."""

    def delivered_on(self, *, number: str, posted_on: date) -> date | None:
        """The day on which it says 配達完了, which may be ahead; None for a number it has not."""
        ...


def post() -> Post:
    """The post that the setting POST names."""
    found: Post = import_string(settings.POST)()
    return found
