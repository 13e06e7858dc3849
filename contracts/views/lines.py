"""サービスのご利用状況, ご契約内容の確認."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Member
from contracts import queries
from contracts.models import Line, Seat, Sim
from contracts.queries import HeldOption, LineRow
from contracts.views.line_terms import contract_class, terms
from mioportal.plumbing import clock
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.templatetags.ui import jdate, jdate_short, yen
from mioportal.rules import plans, share


@require_safe
def services_page(request: HttpRequest) -> HttpResponse:
    """サービスのご利用状況: every line's state, and the way to each procedure (F-ACC-17)."""
    live, over = _in_use_and_over(request)
    return render(request, "contracts/services.html", {"lines": live, "ended": over})


@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """ご契約内容の確認 (F-CON-01)."""
    live, over = _in_use_and_over(request)
    return render(request, "contracts/lines.html", {"lines": live, "ended": over})


@require_safe
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line: 機能・タイプ, 料金プラン, オプションサービス, 本人確認状況, SIM."""
    member, today = member_of(request), clock.today()
    found = own_line(request, code)
    held = [
        HeldOption(period=period, today=today) for period in queries.option_periods(found)
    ]
    context = {
        "line": queries.line_row(found, today),
        "rows": _rows(member, found),
        "terms": [] if found.status(today) == Line.Status.ENDED else terms(found),
        "options": held,
        "sims": [_sim_row(sim) for sim in found.sims.all()],
        "sim_return_url": _return_url(found),
        "departure": _departure(found),
        "actions": _actions(found),
    }
    return render(request, "contracts/line.html", context)


def _in_use_and_over(request: HttpRequest) -> tuple[list[LineRow], list[LineRow]]:
    today = clock.today()
    return queries.line_rows(queries.lines_of(member_of(request), today), today)


def _actions(line: Line) -> list[dict[str, str]]:
    """Where its data is told, and what may be done with a line that goes on (F-CON-08)."""
    data_url = reverse("contracts:line_data", args=[line.code])
    places = [{"url": data_url, "label": _("データ利用量を見る")}]
    if line.status(clock.today()) == Line.Status.ACTIVE:
        plan_url = reverse("contracts:plan_change", args=[line.code])
        places.append({"url": plan_url, "label": _("プランを変更する")})
        if line.function == Line.Function.VOICE:
            url = reverse("mnp:choose")
            places.append({"url": url, "label": _("MNP予約番号の発行・確認")})
    if line.leaving_by:
        url = reverse("cancellation:after", args=[line.code])
        places.insert(0, {"url": url, "label": _("ご利用終了後の確認")})
    notice = queries.notice_of(line)
    if notice is not None:
        url = reverse("contracts:contract_notice", args=[line.code])
        places.append({"url": url, "label": _("契約のお知らせを見る")})
        if line.leaving_by != Line.Leaving.UNDONE and clock.today() <= notice.undo_through:
            url = reverse("cancellation:undo", args=[line.code])
            through = jdate_short(notice.undo_through)
            places.append({"url": url, "label": _("初期契約解除（%sまで）") % through})
    return places


def _departure(line: Line) -> dict[str, str] | None:
    if line.leaving_by == Line.Leaving.UNDONE:
        return {
            "title": str(Line.Leaving.UNDONE.label),
            "text": _("この契約は解除されました。回線は使えません。"),
            "url": reverse("cancellation:undo", args=[line.code]),
        }
    if line.leaving_by == Line.Leaving.PORT_OUT:
        return {
            "title": str(Line.Leaving.PORT_OUT.label),
            "text": _("転出先で開通し、この回線は終わりました。"),
            "url": reverse("mnp:choose"),
        }
    if line.leaving_by != Line.Leaving.CANCELLATION or line.ends_on is None:
        return None
    text, day = _("%(month)s月%(day)s日23:59までの回線です。"), line.ends_on
    if line.held_through is not None and line.is_held(clock.today()):
        text = _("解約の取り下げを確かめています。%(month)s月%(day)s日までに決まります。")
        if line.held_through == day:
            text = _(
                "解約の取り下げを確かめています。"
                "取り下げにならなければ、%(month)s月%(day)s日23:59までの回線です。"
            )
        day = line.held_through
    return {
        "title": str(line.status(clock.today()).label),
        "text": text % {"month": day.month, "day": day.day},
        "url": reverse("cancellation:receipt_of_line", args=[line.code]),
    }


def _rows(member: Member, line: Line) -> list[dict[str, Any]]:
    month = clock.today().replace(day=1)
    plan = plans.plan(queries.plan_code(line))
    fee, about_fee = plans.monthly_fee(plan.code, line.function, line.medium, month), _("月額")
    seat = queries.seat_on(line, clock.today())
    if seat is not None and seat.place == Seat.Where.SECONDARY:
        fee, about_fee = share.ADDED_SIM_FEE.on(month), _("副回線の月額")
    family = (
        _("新プラン（ギガプラン）")
        if plan.family is plans.Family.GIGA
        else _("旧プラン（mioモバイル）")
    )
    rows: list[dict[str, Any]] = [
        {"key": _("電話番号"), "value": line.phone_number or _("なし（データ専用）")},
        {"key": _("サービスコード"), "value": line.code},
        {"key": _("機能・タイプ"), "value": line.type_label, "sub": line.get_network_display()},
        {
            "key": _("料金プラン"),
            "value": plan.label,
            "sub": _("%(family)s・%(gb)sGB・%(fee)s")
            % {"family": family, "gb": plan.gigabytes, "fee": about_fee},
            "yen": fee,
        },
        *_coming_plan(line),
        *_place(line),
        contract_class(line),
        {"key": _("契約日"), "value": line.contracted_on},
        {
            "key": _("利用開始予定日")
            if line.status(clock.today()) == Line.Status.WAITING
            else _("利用開始日"),
            "value": line.started_on,
        },
        _identity_row(member),
    ]
    if line.user_name:
        rows.append({"key": _("利用者"), "value": line.user_name})
    return rows + _device_rows(line)


def _coming_plan(line: Line) -> list[dict[str, Any]]:
    """The plan that is booked, by this line or by the one that leads its group."""
    coming = queries.next_plan(line)
    if coming is None:
        return []
    return [
        {
            "key": _("予約中のプラン"),
            "value": plans.plan(coming.plan_code).label,
            "sub": _("%sから") % jdate(coming.starts_on),
        }
    ]


def _place(line: Line) -> list[dict[str, Any]]:
    """主回線 or 副回線, and the way to the group; what a line will be where it is alone today."""
    today = clock.today()
    now, then = (
        queries.seat_on(line, day) for day in (today, share.takes_effect_on(today))
    )
    seat = now or then
    if seat is None or line.status(today) == Line.Status.ENDED:
        return []
    url = reverse("contracts:group", args=[seat.group.code])
    return [
        {
            "key": _("シェアグループ"),
            "value": format_html('<a href="{}">{}</a>', url, seat.get_place_display()),
            "sub": "" if now else _("%sから") % jdate(seat.starts_on),
        }
    ]


def _device_rows(line: Line) -> list[dict[str, Any]]:
    """端末分割払い: what is left, and the way to it; nothing where no device was bought."""
    devices, left = queries.of_line(line)
    if not devices:
        return []
    is_over = line.status(clock.today()) == Line.Status.ENDED
    label = _("残債 %s") % yen(left) if left else _("完済")
    link = format_html('<a href="{}">{}</a>', reverse("contracts:devices"), label)
    key = _("端末分割払い残債") if is_over else _("端末分割払い")
    return [{"key": key, "value": link, "sub": _("%s台") % devices}]


def _identity_row(member: Member) -> dict[str, Any]:
    """本人確認状況 (F-IDV-01), and the way to what the member can do about it."""
    row = {
        "key": _("本人確認状況"),
        "value": member.get_identity_display(),
        "sub": member.identity_note,
    }
    acts = {
        Member.Identity.NOT_SUBMITTED: _("書類を送る"),
        Member.Identity.RETURNED: _("書類をもう一度送る"),
        Member.Identity.IN_REVIEW: _("審査の状況を見る"),
    }
    if member.identity in acts and not member.standing.is_closing:
        row |= {"change": reverse("accounts:papers"), "act": acts[Member.Identity(member.identity)]}
    return row


def own_line(request: HttpRequest, code: str) -> Line:
    """The member's own line, or 404."""
    found = queries.line_of(member_of(request), code, clock.today())
    if found is None:
        raise Http404
    return found


def _sim_row(sim: Sim) -> dict[str, Any]:
    return {
        "iccid_tail": sim.iccid_tail,
        "state": queries.sim_tag(sim),
        "received_on": sim.received_on,
    }


def _return_url(line: Line) -> str:
    opened = any(sim.return_opened_at for sim in line.sims.all())
    return reverse("contracts:sim_return", args=[line.code]) if opened else ""
