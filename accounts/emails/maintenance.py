"""The mails to all members about maintenance and incidents: nobody is addressed by name."""

from django.utils.translation import gettext as _

from accounts.models import ToldWindow
from mioportal.plumbing.models import ExtraWindow, Notice
from mioportal.plumbing.outbox import Mail, from_template


def window_planned(window: ExtraWindow) -> Mail:
    """M-28 臨時メンテナンス: which function, from when to when, and why (F-MNT-02)."""
    subject = _("臨時メンテナンスのお知らせ（%s）") % window.get_function_display()
    return from_template("M-28", subject, "window_planned", window=window)


def window_changed(told: ToldWindow, window: ExtraWindow) -> Mail:
    """M-28 臨時メンテナンスの変更: what was told, and what holds now."""
    subject = _("臨時メンテナンスの変更のお知らせ（%s）") % window.get_function_display()
    return from_template("M-28", subject, "window_changed", told=told, window=window)


def window_called_off(told: ToldWindow) -> Mail:
    """M-28 臨時メンテナンスの取りやめ: what was told will not be."""
    subject = _("臨時メンテナンスの取りやめのお知らせ（%s）") % told.get_function_display()
    return from_template("M-28", subject, "window_called_off", told=told)


def notice_by_mail(notice: Notice) -> Mail:
    """M-28 a notice that staff send by mail as well, such as of an incident."""
    return from_template("M-28", notice.title, "notice_by_mail", notice=notice)
