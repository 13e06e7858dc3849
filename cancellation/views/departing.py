"""What there is to a departure, step by step: done, ahead, or to be seen to (F-CAN-16)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from billing.models import Bill
from cancellation import queries
from contracts import queries as contracts
from contracts.models import LeavingCheck, Line, Sim
from contracts.queries import Tag, leaving_checks
from mioportal.plumbing.templatetags.ui import jdate, jmonth, yen
from mioportal.rules.dates import day_in_japan, month_start
from mioportal.rules.payment import schedule

Item = LeavingCheck.Item
_PAID = (Bill.State.PAID, Bill.State.REFUNDED)
_UNPAID = (Bill.State.FAILED, Bill.State.SLIP, Bill.State.OVERDUE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """One thing on the way out: what it is, whether it is done, and the way to do it."""

    title: str
    text: str
    tag: Tag
    url: str = ""
    label: str = ""
    item: str = ""
    button: str = ""


def steps_of(line: Line, now: datetime) -> Iterator[Step]:
    """Everything about one departure, from its acceptance to the look a month later."""
    today = day_in_japan(now)
    ticked = leaving_checks.ticks_of([line])
    yield from _received(line)
    yield _end(line, today)
    if line.has_card:
        yield from _card(line, today)
    else:
        yield _profile(line, today, ticked.get((line.pk, Item.PROFILE_DELETED.value)))
    yield from _options(line, today)
    yield from _services(line, today)
    yield from _device(line)
    yield _last_bill(line, today)
    yield _look_again(line, today, ticked.get((line.pk, Item.LOOKED_AGAIN.value)))


def _received(line: Line) -> Iterator[Step]:
    made = queries.cancellations_of(line.member).filter(line=line).first()
    if line.leaving_by == Line.Leaving.CANCELLATION and made is not None:
        yield Step(
            title=_("お申し込み"),
            text=_("%(day)sに受け付けました（受付番号 %(number)s）。")
            % {"day": jdate(made.accepted_at), "number": made.receipt_number},
            tag=_tag(_("受付済"), "ok"),
            url=reverse("cancellation:receipt", args=[made.receipt_number]),
            label=_("受付の内容を見る"),
        )


def _end(line: Line, today: date) -> Step:
    assert line.ends_on is not None
    if line.status(today) == Line.Status.ENDED:
        text, said = _("%sに終わりました。"), _("解約済み")
        if line.leaving_by == Line.Leaving.PORT_OUT:
            text = _("%sに、転出先で開通して終わりました。電話番号は、転出先で引き続き使えます。")
            said = _("転出完了")
        day = jdate(line.ends_on)
        return Step(title=_("回線の終了"), text=text % day, tag=_tag(said, "ok"))
    if line.is_held(today):
        return Step(title=_("回線の終了"), text=_held(line), tag=_tag(_("確認待ち"), "brand"))
    return Step(
        title=_("回線の終了"),
        text=_("%s23:59に終わります。それまで、これまでどおり使えます。") % jdate(line.ends_on),
        tag=_tag(_("これから"), ""),
    )


def _held(line: Line) -> str:
    """Asked back: its last day stands unless it passes while the desk decides."""
    text = _("取り下げの申し出を確かめています。遅くとも%sに決まり、それまで終わりません。")
    if line.held_through == line.ends_on:
        text = _("取り下げの申し出を確かめています。取り下げにならなければ、%s23:59に終わります。")
    return text % jdate(line.held_through)


def _card(line: Line, today: date) -> Iterator[Step]:
    cards = [sim for sim in line.sims.all() if sim.state != Sim.State.NO_RETURN]
    if not cards:
        return
    out = [sim for sim in cards if sim.is_out]
    states = "、".join(dict.fromkeys(str(contracts.sim_tag(sim).label) for sim in cards))
    text = _("SIMカード%(count)s枚：%(states)s。") % {"count": len(cards), "states": states}
    tag = _tag(_("済み"), "ok")
    if out:
        # The line works only with its card: there is time until it has ended (C-056).
        is_over = line.status(today) == Line.Status.ENDED
        tag = _tag(_("ご確認ください"), "warning") if is_over else _tag(_("これから"), "")
    yield Step(
        title=_("SIMカードの返却"),
        text=text,
        tag=tag,
        url=reverse("contracts:sim_return", args=[line.code]),
        label=_("返却先と送り方を見る") if out else _("返却の状況を見る"),
    )


def _profile(line: Line, today: date, ticked: LeavingCheck | None) -> Step:
    is_over = line.status(today) == Line.Status.ENDED
    if ticked is not None:
        return Step(
            title=_("eSIMのプロファイルの削除"),
            text=_("%sに、端末から削除したと記録しました。") % jdate(ticked.ticked_at),
            tag=_tag(_("済み"), "ok"),
        )
    text = (
        _("端末に残ったプロファイルを削除してください。返却するものはありません。")
        if is_over
        else _("回線はまだ使えます。終わる前に削除すると、そのときから使えなくなります。")
    )
    return Step(
        title=_("eSIMのプロファイルの削除"),
        text=text,
        tag=_tag(_("ご確認ください"), "warning") if is_over else _tag(_("これから"), ""),
        url=reverse("manual", args=["esim"]),
        label=_("削除のしかたを見る"),
        item=Item.PROFILE_DELETED.value,
        button=_("削除したと記録する"),
    )


def _options(line: Line, today: date) -> Iterator[Step]:
    held = [each for each in contracts.held_options(line, today) if not each.is_over]
    lasting = [each for each in held if each.goes_on and each.is_open]
    url = reverse("contracts:options") + f"#line-{line.code}"
    if lasting:
        names = "、".join(f"{each.label}（{_('月額')}{yen(each.yen)}）" for each in lasting)
        text = _("回線が終わっても、%sの料金が続きます。要らないものは解約してください。") % names
        tag = _tag(_("ご確認ください"), "warning")
        yield Step(
            title=_("オプション"), text=text, tag=tag, url=url, label=_("オプションを解約する")
        )
        return
    yield Step(
        title=_("オプション"),
        text=_("回線が終わったあとに続くオプションはありません。"),
        tag=_tag(_("なし"), "ok"),
    )


def _services(line: Line, today: date) -> Iterator[Step]:
    rows = [row for row in contracts.services_of(line.member) if row.ends_on is None]
    if rows:
        names = "、".join(dict.fromkeys(str(row.get_service_display()) for row in rows))
        text = _("%sは、回線とは別のご契約のため続きます。割引が変わることがあります。") % names
        yield Step(
            title=_("そのほかのサービス"),
            text=text,
            tag=_tag(_("継続"), "brand"),
            url=reverse("contracts:related"),
            label=_("料金と解約の方法を見る"),
        )


def _device(line: Line) -> Iterator[Step]:
    _devices, left = contracts.of_line(line)
    if left:
        text = _("支払いの済んでいない分は、最後の請求の分も含めて%sです。") % yen(left)
        if not line.member.is_corporate:
            text += _("払い終わるまで、登録のカードを残してください。")
        yield Step(
            title=_("端末の分割払い"),
            text=text,
            tag=_tag(_("支払中"), "brand"),
            url=reverse("contracts:devices"),
            label=_("お支払いの予定を見る"),
        )


def _last_bill(line: Line, today: date) -> Step:
    assert line.ends_on is not None
    month = month_start(line.ends_on)
    by_invoice = line.member.is_corporate
    bill = Bill.objects.of(line.member).filter(month=month).first()
    plan = schedule(month)
    if bill is None:
        is_ahead = today <= plan.confirmed_on
        text = _("%(month)sご利用分の請求はありません。")
        if is_ahead and by_invoice:
            text = _("%(month)sご利用分が、%(day)sに確定します。請求書でお知らせします。")
        elif is_ahead:
            text = _(
                "%(month)sご利用分が、%(day)sに確定します。登録のカードは、少なくとも%(last)sまで残してください。"
            )
        facts: dict[str, Any] = {
            "month": jmonth(month),
            "day": jdate(plan.confirmed_on),
            "last": jdate(plan.card_needed_through),
        }
        tag = _tag(_("これから"), "") if is_ahead else _tag(_("なし"), "ok")
        return Step(title=_("最後の請求"), text=text % facts, tag=tag)
    tag = _tag(_("これから"), "")
    if bill.state in _PAID:
        tag = _tag(_("済み"), "ok")
    elif bill.state in _UNPAID:
        tag = _tag(_("ご確認ください"), "warning")
    is_owed = bill.state in _UNPAID
    text = _("%(month)sご利用分は%(yen)sです（%(state)s）。") % {
        "month": jmonth(month),
        "yen": yen(bill.total_yen),
        "state": bill.get_state_display(),
    }
    if bill.items.exclude(line=None).exclude(line=line).exists():
        text += _("ほかの回線の料金も入っています。")
    return Step(
        title=_("最後の請求"),
        text=text,
        tag=tag,
        url=reverse("billing:unpaid") if is_owed else reverse("billing:bill", args=[month]),
        label=_("お支払いの方法を見る") if is_owed else _("請求明細を見る"),
    )


def _look_again(line: Line, today: date, ticked: LeavingCheck | None) -> Step:
    day = leaving_checks.look_again_on(line)
    title = _("1か月後の確認")
    if ticked is not None:
        text = _("%sに、続いている料金がないことを確かめたと記録しました。")
        return Step(title=title, text=text % jdate(ticked.ticked_at), tag=_tag(_("済み"), "ok"))
    if day > today:
        text = _("%sに、もう一度確かめていただくメールをお送りします。")
        return Step(title=title, text=text % jdate(day), tag=_tag(_("これから"), ""))
    return Step(
        title=title,
        text=_("使っていないサービスの料金が続いていないか、請求明細で確かめてください。"),
        tag=_tag(_("ご確認ください"), "warning"),
        url=reverse("billing:bills"),
        label=_("請求明細を見る"),
        item=Item.LOOKED_AGAIN.value,
        button=_("確かめたと記録する"),
    )


def _tag(label: str, kind: str) -> Tag:
    return Tag(label=label, kind=kind)
