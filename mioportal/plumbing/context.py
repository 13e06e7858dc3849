"""What every page shows of its world: the time bar, and notices of maintenance."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from mioportal.plumbing import clock, windows
from mioportal.plumbing.middleware import world_of
from mioportal.plumbing.models import World


@dataclass(frozen=True, kw_only=True, slots=True)
class TimeBar:
    """The bar that moves a demonstration member's clock."""

    now: datetime
    action: str
    min_date: date
    next: str
    error: str = ""
    typed: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """A notice before a page's heading."""

    kind: str
    title: str
    body: str
    url: str = ""
    link_label: str = ""


def page(request: HttpRequest) -> dict[str, Any]:
    """Add the world's things to a page; nothing for visitors and staff."""
    world = world_of(request) if hasattr(request, "user") else None
    if world is None:
        return {}
    at = clock.now()
    return {
        "time_bar": time_bar(request, world),
        "site_notices": sorted(_notices(world, at), key=lambda notice: notice.kind != "warning"),
        "is_night": windows.night_ends_at(at) is not None,
    }


def time_bar(request: HttpRequest, world: World) -> TimeBar | None:
    """The bar; it does not exist for members of the live world."""
    if not world.is_demo:
        return None
    back = request.path if request.method != "POST" else request.POST.get("next", "")
    return TimeBar(
        now=clock.now(),
        action=reverse("plumbing:move"),
        min_date=clock.today(),
        next=back,
        error=getattr(request, "move_error", ""),
        typed=request.POST.get("date", "") if hasattr(request, "move_error") else "",
    )


def _notices(world: World, at: datetime) -> list[Notice]:
    """Neither keeps the other from being read: a window and a month's end both cost a chance."""
    planned = windows.planned_from(world, at.date())
    extra = windows.upcoming_extra(planned, at=at, within=timedelta(days=7))
    notices = [] if extra is None else [_extra_notice(extra, at)]
    cutoff = windows.early_cutoff(world, at.date(), planned)
    if cutoff is not None and at <= cutoff:
        why = _("月末が定期メンテナンス（火曜23:00〜翌5:00）と重なるためです。")
        if windows.closes_by_extra(world, at.date()):
            why = _("月末が臨時メンテナンスと重なるためです。")
        notices.append(
            Notice(
                kind="warning",
                title=_("今月の解約の受付は、%sまでです") % _stamp(cutoff),
                body=why + _("これより後の受付は、翌月末の解約になります。"),
            )
        )
    return notices


def _extra_notice(extra: windows.Closure, at: datetime) -> Notice:
    return Notice(
        kind="warning" if extra.starts_at <= at else "info",
        title=_("「%(name)s」の臨時メンテナンス") % {"name": extra.function_label},
        body=_("%(start)sから%(end)sまで利用できません。%(reason)s")
        % {
            "start": _stamp(extra.starts_at),
            "end": _stamp(extra.ends_at),
            "reason": extra.reason,
        },
    )


def _stamp(at: datetime) -> str:
    return date_format(localtime(at), _("n月j日 H:i"))
