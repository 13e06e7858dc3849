"""Component tags of the pages, and the Japanese way of writing dates, times and yen."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from django import template
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from mioportal.plumbing import barcodes
from mioportal.plumbing.charts import Chart
from mioportal.rules.data import MEGABYTES_PER_GIGABYTE

register = template.Library()


@register.filter(expects_localtime=True)
def jdate(day: date | None) -> str:
    """2026年11月30日（月）; the day in Japan when an instant is given."""
    if not day:
        return ""
    return _("{year}年{month}月{day}日（{weekday}）").format(
        year=day.year, month=day.month, day=day.day, weekday=_weekday(day)
    )


@register.filter(expects_localtime=True)
def jdate_short(day: date | None) -> str:
    """11月30日（月）, for where the year is already plain."""
    if not day:
        return ""
    return _("{month}月{day}日（{weekday}）").format(
        month=day.month, day=day.day, weekday=_weekday(day)
    )


@register.filter(expects_localtime=True)
def jtime(at: datetime | None) -> str:
    """23:59, the time of day in Japan."""
    return f"{at.hour}:{at.minute:02}" if at else ""


@register.filter(expects_localtime=True)
def jmonth(day: date | None) -> str:
    """2026年11月."""
    return _("{year}年{month}月").format(year=day.year, month=day.month) if day else ""


def _weekday(day: date) -> str:
    return _("月火水木金土日")[day.weekday()]


@register.filter(expects_localtime=True)
def on_day(day: date | None) -> str:
    """The day in full as a <time> element, which never breaks over two lines."""
    return _time_element(day, jdate(day)) if day else ""


@register.filter(expects_localtime=True)
def on_day_short(day: date | None) -> str:
    """The day without its year as a <time> element."""
    return _time_element(day, jdate_short(day)) if day else ""


@register.filter(expects_localtime=True)
def at_moment(at: datetime | None) -> str:
    """Day and time of day as a <time> element."""
    return _time_element(at, f"{jdate(at)}{jtime(at)}") if at else ""


def _time_element(when: date, words: str) -> SafeString:
    machine = when.isoformat(timespec="minutes") if isinstance(when, datetime) else when.isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, words)


@register.filter
def yen(amount: Decimal | int | None) -> str:
    """1,239円; a tenth of a yen is shown only when there is one (433.4円)."""
    if amount is None or amount == "":
        return ""
    digits = f"{abs(amount):,.1f}".removesuffix(".0")
    minus = "−" if amount < 0 else ""
    return minus + _("{amount}円").format(amount=digits)


@register.filter
def yen_change(amount: Decimal | int) -> str:
    """+510円, −940円, ±0円: what is paid more or less than before."""
    sign = "+" if amount > 0 else "" if amount else "±"
    return sign + yen(amount)


@register.filter
def data_size(megabytes: int | None) -> str:
    """820MB, 3GB, 4.85GB: what is left is never rounded up."""
    if megabytes is None:
        return ""
    if megabytes < MEGABYTES_PER_GIGABYTE.rows[-1].value:
        return f"{megabytes}MB"
    return gigabytes(megabytes).replace(".00GB", "GB")


@register.filter
def gigabytes(megabytes: int) -> str:
    """0.82GB, 3.00GB: for columns of which every row has the same form."""
    hundredths = megabytes * 100 // MEGABYTES_PER_GIGABYTE.rows[-1].value
    return f"{Decimal(hundredths) / 100:.2f}GB"


@register.filter
def megabytes(amount: int | None) -> str:
    """4,859MB: exact, so that the rows of a table come to their sum."""
    return f"{amount:,}MB" if amount is not None else ""


@register.filter(expects_localtime=True)
def shown(value: object) -> str:
    """A key fact as it stands on the page: days and yen in our spelling, words as they are."""
    if isinstance(value, date):
        return on_day(value)
    if isinstance(value, int | Decimal):
        return yen(value)
    return value  # type: ignore[return-value]  # the template escapes it


PHONE_NUMBER = re.compile(r"0\d{1,3}-\d{2,4}-\d{4}")


@register.filter
def phones(text: str) -> SafeString:
    """A sentence whose telephone numbers never break over two lines."""
    return mark_safe(PHONE_NUMBER.sub(r'<span class="nb">\g<0></span>', escape(text)))


# 24 px grid, drawn for this site; the knocked-out part takes the colour of what lies behind.
ICONS = {
    "alert": '<path fill="currentColor" d="M12 3 1.5 21h21L12 3Z"/>'
    '<path fill="var(--icon-knock)" d="M11 10h2v5h-2zM11 16.5h2v2h-2z"/>',
    "info": '<circle cx="12" cy="12" r="10" fill="currentColor"/>'
    '<path fill="var(--icon-knock)" d="M11 6.5h2v2h-2zM11 10.5h2v7h-2z"/>',
    "check": '<circle cx="12" cy="12" r="10" fill="currentColor"/>'
    '<path fill="none" stroke="var(--icon-knock)" stroke-width="2.2" d="m7 12.4 3.4 3.4L17 9"/>',
    "error": '<path fill="currentColor" d="M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8L8 2.5Z"/>'
    '<path stroke="var(--icon-knock)" stroke-width="2.2" d="m8.5 8.5 7 7m0-7-7 7"/>',
    "back": '<path fill="none" stroke="currentColor" stroke-width="2" d="m14.5 5-7 7 7 7"/>',
    "next": '<path fill="none" stroke="currentColor" stroke-width="2" d="m9.5 5 7 7-7 7"/>',
    "menu": '<path stroke="currentColor" stroke-width="2" d="M3 6h18M3 12h18M3 18h18"/>',
    "close": '<path stroke="currentColor" stroke-width="2" d="m5 5 14 14M19 5 5 19"/>',
    "clock": '<circle cx="12" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2"/>'
    '<path fill="none" stroke="currentColor" stroke-width="2" d="M12 6.5V12l3.5 3"/>',
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An inline picture; give it a label where no word beside it says the same."""
    return _icon(name, label)


@cache
def _icon(name: str, label: str) -> SafeString:
    spoken: str = mark_safe('aria-hidden="true"')
    if label:
        spoken = format_html('role="img" aria-label="{}"', label)
    return format_html(
        '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" {}>{}</svg>',
        spoken,
        mark_safe(ICONS[name]),
    )


NOTICE_ICONS = {"info": "info", "warning": "alert", "danger": "alert", "success": "check"}
# What Django calls the level of a message, where it is not our name for the box.
NOTICE_KINDS = {"error": "danger", "debug": "info"}


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", level: int = 2) -> str:
    """A box that speaks up. `kind` is info, warning, danger, success or a message's level."""
    kind = NOTICE_KINDS.get(kind, kind)
    labels = {
        "info": _("お知らせ"),
        "warning": _("注意"),
        "danger": _("重要"),
        "success": _("完了"),
    }
    return render_to_string(
        "components/notice.html",
        {
            "content": content,
            "kind": kind,
            "title": title,
            "heading": f"h{level}",
            "icon": NOTICE_ICONS[kind],
            "label": labels[kind],
        },
    )


@register.inclusion_tag("components/barcode.html")
def barcode(digits: str, label: str) -> dict[str, object]:
    """The barcode of an even number of digits, which `label` names."""
    drawn = barcodes.bars(digits)
    return {"bars": drawn, "width": barcodes.width(digits), "label": label, "digits": digits}


@register.inclusion_tag("components/chart.html")
def chart(drawn: Chart) -> dict[str, Chart]:
    """A bar chart, and the table of the same numbers for who would rather read."""
    return {"chart": drawn}


@register.simple_tag
def rule(name: str, about: str = "") -> SafeString:
    """A link to the row of the policy book that a day, an amount or a sentence rests on."""
    spoken = format_html('<span class="vh">：{}</span>', about) if about else ""
    return format_html(
        '<a class="rule" href="{}#{}">{}{}</a>', reverse("rules"), name, _("ルール"), spoken
    )


@register.simple_tag(takes_context=True)
def flashes(context: template.Context) -> Iterable[Message]:
    """What the last act left to say; a page may use the name `messages` for its own."""
    request = context.get("request")
    return get_messages(request) if request else ()
