"""The mails about what a member asks the desk for; each matter tells itself that it was done."""

from typing import Protocol

from django.utils.translation import gettext as _

from contracts.models import DeskRequest
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.words.text import Text


class About(Protocol):
    """What a request is about, in words."""

    @property
    def label(self) -> str:
        """Its name."""


def request_received(request: DeskRequest, about: About, next_step: Text) -> Mail:
    """M-33 窓口への依頼の受付: receipt number, what it is about, and what comes next."""
    return from_template(
        "M-33",
        _("%sの依頼を受け付けました") % request.get_kind_display(),
        "request_received",
        request=request,
        about=about,
        next_step=next_step,
        member=request.member,
    )


def request_refused(request: DeskRequest, about: About) -> Mail:
    """M-33 窓口への依頼をお受けできないとき: why."""
    return from_template(
        "M-33",
        _("%sの依頼について") % request.get_kind_display(),
        "request_refused",
        request=request,
        about=about,
        member=request.member,
    )
