"""The mails about applications."""

from django.utils.translation import gettext as _

from contracts.models import Application, Line
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.words import catalogue


def application_received(application: Application, *, waits_for_papers: bool) -> Mail:
    """M-02 お申し込みの受付: what was applied for, what comes next, the right to undo it.

    `waits_for_papers`: nothing goes on before the member has sent theirs.
    """
    lines = [
        {
            "line": line,
            "plan": catalogue.word(line.plan_code),
            "number": line.get_number_from_display()
            if line.function != Line.Function.DATA
            else _("電話番号なし"),
        }
        for line in application.lines.all()
    ]
    return from_template(
        "M-02",
        _("お申し込みを受け付けました"),
        "application_received",
        application=application,
        member=application.member,
        lines=lines,
        waits_for_papers=waits_for_papers,
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
