"""An application that was handed in, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries
from contracts.models import Application, AppliedLine, Line
from mioportal.plumbing.templatetags.ui import jdate
from mioportal.rules import plans
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan
from mioportal.words.text import Text

Row = dict[str, Any]
_STAGES = {
    "received": gettext_lazy("受付"),
    "reviewed": gettext_lazy("本人確認・承認"),
    "sent": gettext_lazy("発送"),
    "opened": gettext_lazy("開通"),
    "completed": gettext_lazy("完了"),
}
# Which stage is under way while an application stands there.
_NOW = {
    ApplicationState.APPLIED: "reviewed",
    ApplicationState.IDENTITY_AWAITED: "reviewed",
    ApplicationState.IN_REVIEW: "reviewed",
    ApplicationState.RETURNED: "reviewed",
    ApplicationState.APPROVED: "sent",
    ApplicationState.SENT: "opened",
    ApplicationState.OPENING: "opened",
    ApplicationState.COMPLETED: "completed",
}


def steps(application: Application) -> Row | None:
    """The bar of stages; None for an application that came to nothing."""
    now = _NOW.get(ApplicationState(application.state))
    if now is None:
        return None
    names = queries.stages(application)
    at = names.index(now) if now in names else names.index("opened")
    is_over = now == "completed"
    return {
        "no": at + 1,
        "total": len(names),
        "label": _STAGES[now],
        "items": [
            {
                "label": _STAGES[name],
                "state": "done" if i < at or is_over else "now" if i == at else "",
            }
            for i, name in enumerate(names)
        ],
    }


def next_step(
    application: Application, lines: Sequence[queries.LineProgress], *, is_own: bool
) -> Row:
    """What comes next: of whom, and where it is done. `kind` is that of a notice."""
    state = ApplicationState(application.state)
    title, text = _what_next(application, lines)
    may_open = any(line.may_open for line in lines)
    has_lapsed = state in _AFTER_REVIEW and any(line.has_lapsed for line in lines)
    needs_them = state in _NEEDS_THE_MEMBER or may_open or has_lapsed
    kind = "warning" if needs_them else "info"
    row: Row = {"kind": kind, "title": title, "text": text, "url": "", "label": ""}
    if state is ApplicationState.SENT and may_open and not has_lapsed:
        row["text"] = _("SIMカードが届いたら、その回線の「開通する」を押してください。")
    if state is ApplicationState.IN_REVIEW:
        due_on = queries.review_due_on(application.member)
        row["text"] = _review(due_on) if due_on else text
    elif state in (ApplicationState.WITHDRAWN, ApplicationState.LAPSED):
        row["text"] = application.ended_why or text
    elif state in (ApplicationState.IDENTITY_AWAITED, ApplicationState.RETURNED) and is_own:
        row |= {"url": reverse("accounts:papers"), "label": _("本人確認書類をアップロードする")}
    if needs_them and not is_own:
        here = reverse("contracts:application_progress", args=[application.number])
        row |= {
            "url": reverse("accounts:sign_in", query={"next": here}),
            "label": _("ログインして手続きする"),
        }
    return row


def _what_next(
    application: Application, lines: Sequence[queries.LineProgress]
) -> tuple[Text, Text]:
    state = ApplicationState(application.state)
    if state in _AFTER_REVIEW and any(line.has_lapsed for line in lines):
        return _ANOTHER_NUMBER
    over = [line.applied.state for line in lines]
    if state is ApplicationState.COMPLETED and AppliedLine.State.ENDED in over:
        return _SOME_OPENED
    return _NEXT[state]


def _review(due_on: date) -> str:
    said = _("担当者が本人確認書類を確かめています。%sまでに、結果をメールでお知らせします。")
    return said % jdate(due_on)


_AFTER_REVIEW = (
    ApplicationState.APPROVED,
    ApplicationState.SENT,
    ApplicationState.OPENING,
)
_ANOTHER_NUMBER = (
    gettext_lazy("新しいMNP予約番号をお知らせください"),
    gettext_lazy(
        "MNP予約番号の有効期限が過ぎました。いまの会社で番号を取り直してから、"
        "その回線の「MNP予約番号を入れ直す」を押してください。"
    ),
)
_SOME_OPENED = (
    gettext_lazy("お申し込みの手続きが終わりました"),
    gettext_lazy("取り消した回線のほかは、開通しました。契約のお知らせを、大切に保管してください。"),
)
_NEEDS_THE_MEMBER = (
    ApplicationState.IDENTITY_AWAITED,
    ApplicationState.RETURNED,
    ApplicationState.OPENING,
)
_NEXT: dict[ApplicationState, tuple[Text, Text]] = {
    ApplicationState.DRAFT: (gettext_lazy("まだお申し込みになっていません"), ""),
    ApplicationState.APPLIED: (
        gettext_lazy("お申し込みを受け付けました"),
        gettext_lazy("内容を確かめています。お手続きは要りません。"),
    ),
    ApplicationState.IDENTITY_AWAITED: (
        gettext_lazy("本人確認書類をお送りください"),
        gettext_lazy("書類が届くと、審査を始めます。"),
    ),
    ApplicationState.IN_REVIEW: (
        gettext_lazy("本人確認書類を審査しています"),
        gettext_lazy("結果は、メールでお知らせします。お手続きは要りません。"),
    ),
    ApplicationState.RETURNED: (
        gettext_lazy("本人確認書類をもう一度お送りください"),
        gettext_lazy("差し戻しの理由は、本人確認書類のページで確かめられます。"),
    ),
    ApplicationState.APPROVED: (
        gettext_lazy("お申し込みを承認しました"),
        gettext_lazy("SIMカードの発送を準備しています。発送すると、メールでお知らせします。"),
    ),
    ApplicationState.SENT: (
        gettext_lazy("SIMカードを発送しました"),
        gettext_lazy("お届けの予定は、下の回線ごとの欄で確かめられます。"),
    ),
    ApplicationState.OPENING: (
        gettext_lazy("開通の手続きをお願いします"),
        gettext_lazy("「開通する」を押すと、いまの会社の回線から切り替わります。"),
    ),
    ApplicationState.COMPLETED: (
        gettext_lazy("すべて開通しました"),
        gettext_lazy("契約のお知らせを、大切に保管してください。"),
    ),
    ApplicationState.WITHDRAWN: (
        gettext_lazy("このお申し込みは取り消されました"),
        gettext_lazy("もう一度お申し込みいただけます。"),
    ),
    ApplicationState.LAPSED: (
        gettext_lazy("このお申し込みは期限切れになりました"),
        gettext_lazy("もう一度お申し込みいただけます。"),
    ),
    ApplicationState.INITIALLY_CANCELLED: (
        gettext_lazy("このお申し込みの契約は、すべて解除されました"),
        gettext_lazy("初期契約解除の受付の内容は、各回線のページで確かめられます。"),
    ),
}


def line_card(progress: queries.LineProgress, *, is_own: bool) -> Row:
    """One line: what was chosen, where it is, and what can be done with it."""
    applied = progress.applied
    rows: list[Row] = [
        {
            "key": _("料金プラン"),
            "value": plans.plan(applied.plan_code).label,
            "sub": applied.get_network_display(),
        },
        _phone(progress, is_own=is_own),
    ]
    is_called_off = applied.state == AppliedLine.State.ENDED
    if is_called_off and is_own and applied.application.ended_why:
        rows.append({"key": _("取り消しの理由"), "value": applied.application.ended_why})
    if applied.mnp_expires_on and not applied.line and not is_called_off:
        rows.append(
            {
                "key": _("MNP予約番号の有効期限"),
                "value": _("%s23:59") % jdate(applied.mnp_expires_on),
                "tag": {"kind": "danger", "label": _("期限切れ")} if progress.has_lapsed else None,
            }
        )
    if applied.sent_at:
        rows.append({"key": _("発送日"), "value": day_in_japan(applied.sent_at)})
        rows.append({"key": _("配送のお問い合わせ番号"), "value": applied.tracking_number})
    if progress.is_on_the_way:
        rows.append(
            {
                "key": _("お届けの予定"),
                "value": progress.there_on,
                "sub": "" if applied.is_brought else _("この日から使えます"),
                "rule": "sim_under_way_days",
            }
        )
    if applied.opened_at:
        rows.append({"key": _("開通日"), "value": day_in_japan(applied.opened_at)})
    title = _("%(position)s枚目 %(type)s")
    return {
        "title": title % {"position": applied.position, "type": applied.type_label},
        "tag": progress.tag,
        "rows": rows,
        "links": _links(progress) if is_own else [],
        "has_lapsed": progress.has_lapsed,
        "opens_on": progress.switches_on,
        "position": applied.position,
    }


def _phone(progress: queries.LineProgress, *, is_own: bool) -> Row:
    applied, key = progress.applied, _("電話番号")
    if applied.function == Line.Function.DATA:
        return {"key": key, "value": _("なし（データ専用）")}
    source = applied.get_number_from_display()
    number = applied.brought_number or applied.phone_number
    if not number:
        return {"key": key, "value": _("開通のときに決まります"), "sub": source}
    shown = number if is_own else _("末尾 %s") % number[-2:]
    return {"key": key, "value": shown, "sub": source}


def _links(progress: queries.LineProgress) -> list[Row]:
    applied = progress.applied
    at = [applied.application.number, applied.code]
    links: list[Row] = []
    if progress.may_open:
        url = reverse("contracts:open_applied", args=at)
        links.append({"url": url, "label": _("開通する"), "is_first": True})
    if progress.may_replace:
        url = reverse("contracts:replace_reservation", args=at)
        links.append(
            {"url": url, "label": _("MNP予約番号を入れ直す"), "is_first": progress.has_lapsed}
        )
    if applied.line is not None:
        code = applied.line.code
        links.append({"url": reverse("contracts:line", args=[code]), "label": _("回線を見る")})
        url = reverse("contracts:contract_notice", args=[code])
        links.append({"url": url, "label": _("契約のお知らせを見る")})
        if applied.medium == Line.Medium.ESIM:
            url = reverse("manual", args=["esim"])
            links.append({"url": url, "label": _("eSIMの設定のしかたを見る")})
    return links
