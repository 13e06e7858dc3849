"""The mails about a share group: who comes, who goes, who leads it (M-30)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Member
from contracts.models import Line
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import share
from mioportal.rules.dates import ONE_DAY


def lines_join(primary: Line, newcomers: Sequence[Line], on: date) -> Mail:
    """M-30 グループに加わる回線: from when, on which plan's terms."""
    subject = _("シェアグループに加える申し込みを受け付けました")
    return _mail(subject, "join", primary.member, on, primary=primary, lines=newcomers)


def line_parts(line: Line, on: date) -> Mail:
    """M-30 グループから外れる回線: from when it goes on alone."""
    subject = _("シェアグループから外す申し込みを受け付けました")
    return _mail(subject, "part", line.member, on, lines=[line])


def group_change_called_off(line: Line, on: date) -> Mail:
    """M-30 予定の取り消し: the line stays as it is."""
    subject = _("シェアグループの変更の予定を取り消しました")
    return _mail(subject, "call off", line.member, on, lines=[line])


def primary_changed(old: Line, new: Line, on: date) -> Mail:
    """M-30 主回線変更の完了: the new primary line, from when."""
    subject = _("主回線の変更を承りました")
    return _mail(subject, "primary", new.member, on, primary=new, old=old)


def _mail(subject: str, what: str, member: Member, on: date, **told: Any) -> Mail:
    return from_template(
        "M-30",
        subject,
        "group_change",
        what=what,
        on=on,
        change_through=share.changeable_through(on - ONE_DAY),
        member=member,
        **told,
    )
