"""The mails about applications."""

from django.utils.translation import gettext as _

from contracts.models import Application
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.words import catalogue


def application_received(application: Application) -> Mail:
    """M-02 お申し込みの受付: what was applied for, what comes next, the right to undo it."""
    lines = [
        {"line": line, "plan": catalogue.word(line.plan_code)} for line in application.lines.all()
    ]
    return from_template(
        "M-02",
        _("お申し込みを受け付けました"),
        "application_received",
        application=application,
        member=application.member,
        lines=lines,
        bills=(application.shown or {}).get("bills", []),
    )


def application_lapses(application: Application) -> Mail:
    """M-39 お申し込みの期限: until when a draft of a mioID in force is kept (C-042)."""
    return from_template(
        "M-39",
        _("お申し込みの期限のお知らせ"),
        "application_lapses",
        application=application,
        member=application.member,
    )


def application_lapsed(application: Application) -> Mail:
    """M-39 お申し込みの期限が過ぎました: nothing is kept of the draft; the mioID goes on."""
    return from_template(
        "M-39",
        _("お申し込みの期限が過ぎました"),
        "application_lapsed",
        application=application,
        member=application.member,
    )
