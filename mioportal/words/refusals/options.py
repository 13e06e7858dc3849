"""Words for the reasons against adding or ending an option."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.option_changes import AddReason, EndReason
from mioportal.words.text import Refusal

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    AddReason: {
        AddReason.ONLY_WITH_DEVICE: Refusal(
            title=_("端末と一緒に申し込むオプションです"),
            text=_("端末補償は、端末をお買い上げのときだけ入れます。"),
            cure=_("次に端末をお買い上げのときに、一緒にお申し込みください。"),
        ),
        AddReason.NOT_SOLD: Refusal(
            title=_("新しいお申し込みを受け付けていないオプションです"),
            text=_("いくらで何が使えるかを記した資料がないため、新しくは申し込めません。"),
            cure=_("データ量が足りないときは、データ量の追加か、プランの変更をご利用ください。"),
        ),
        AddReason.OTHER_FUNCTION: Refusal(
            title=_("この回線では使えないオプションです"),
            text=_("電話やSMSのためのオプションは、その機能のある回線だけに付けられます。"),
            cure=_("その機能のある回線をお選びください。"),
        ),
        AddReason.ALREADY_HELD: Refusal(
            title=_("すでに契約しています"),
            text=_("同じオプションは、1回線に一つだけです。"),
            cure=_("お手続きは要りません。いまの内容は、オプションの一覧で確かめられます。"),
        ),
        AddReason.STILL_ENDING: Refusal(
            title=_("解約を受け付けています"),
            text=_("最終日までは、いまのオプションをそのまま使えます。"),
            cure=_("続けたいときは、最終日の翌日からもう一度お申し込みください。"),
        ),
        AddReason.NOT_IN_USE_YET: Refusal(
            title=_("回線がまだ開通していません"),
            text=_("オプションは、回線を使い始めてから追加できます。"),
            cure=_("利用開始日から、もう一度お申し込みください。"),
        ),
        AddReason.LEAVING: Refusal(
            title=_("回線の解約か転出の手続き中です"),
            text=_("まもなく終わる回線には、オプションを追加できません。"),
            cure=_("使い続ける別の回線をお選びください。"),
        ),
        AddReason.ENDED: Refusal(
            title=_("回線は終わっています"),
            text=_("解約済みの回線には、オプションを追加できません。"),
            cure=_("ご契約中の回線をお選びください。"),
        ),
        AddReason.SUSPENDED: Refusal(
            title=_("利用停止中の回線です"),
            text=_("利用が止まっているあいだは、オプションを追加できません。"),
            cure=_("お支払いが済み、利用が再開してからお申し込みください。"),
        ),
    },
    EndReason: {
        EndReason.NOT_HELD: Refusal(
            title=_("契約していないオプションです"),
            text=_("この回線は、そのオプションを契約したことがありません。"),
            cure=_("契約中のオプションは、オプションの一覧で確かめられます。"),
        ),
        EndReason.AT_PROVIDER: Refusal(
            title=_("提供元で解約するオプションです"),
            text=_("ほかの会社が提供しているため、会員サイトでは解約できません。"),
            cure=_("提供元のサイトで解約し、そのあと会員サイトで申告してください。"),
        ),
        EndReason.NOT_IN_USE_YET: Refusal(
            title=_("まだ使い始めていません"),
            text=_("オプションは、回線の利用開始日から使えます。"),
            cure=_("利用開始日から解約できます。"),
        ),
        EndReason.ENDS_WITH_LINE: Refusal(
            title=_("回線と一緒に終わります"),
            text=_("回線の最終日に自動で終わるため、別に解約することはできません。"),
            cure=_("お手続きは要りません。"),
        ),
        EndReason.ALREADY_ENDING: Refusal(
            title=_("すでに解約を受け付けています"),
            text=_("最終日まで使えます。"),
            cure=_("お手続きは要りません。最終日は、オプションの一覧で確かめられます。"),
        ),
        EndReason.ALREADY_ENDED: Refusal(
            title=_("すでに終わっています"),
            text=_("このオプションは解約済みです。"),
            cure=_("お手続きは要りません。"),
        ),
    },
}
