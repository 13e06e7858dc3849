"""Words for the reasons around numbers and data: leaving with one, bringing one, changing plans."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.data import BuyReason
from mioportal.rules.plan_change import PlanChangeReason, WithdrawalReason
from mioportal.rules.port_in import PortInReason
from mioportal.rules.port_out import IssueReason
from mioportal.words.text import Refusal

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    IssueReason: {
        IssueReason.NOT_PORTABLE: Refusal(
            title=_("MNP対象外の回線です"),
            text=_("データの回線とSMSの回線は、番号を他社に移せません。"),
            cure=_("ご利用を終えるときは、解約のお手続きをお選びください。"),
        ),
        IssueReason.UNPAID: Refusal(
            title=_("お支払いが済んでいない料金があります"),
            text=_("未払いの料金があるあいだは、MNP予約番号の発行を保留します。"),
            cure=_("お支払いの確認後（1〜3営業日）に、自動で発行の手続きに進みます。"),
        ),
        IssueReason.IDENTITY: Refusal(
            title=_("本人確認が完了していません"),
            text=_("本人確認が「完了」になるまで、MNP予約番号の発行を保留します。"),
            cure=_("本人確認書類を提出してください。「完了」になると、自動で発行に進みます。"),
        ),
        IssueReason.FAULTY_DATA: Refusal(
            title=_("ご契約者情報に不備があります"),
            text=_("登録されている情報に誤りがあるため、MNP予約番号の発行を保留します。"),
            cure=_("ご契約者情報を直してください。直ったことを窓口が確認したあと、発行に進みます。"),
        ),
        IssueReason.MAINTENANCE: Refusal(
            title=_("メンテナンス中です"),
            text=_("いまはMNP予約番号の発行を止めています。"),
            cure=_("お申し込み済みの分は、終わった後に自動で発行します。"),
        ),
        IssueReason.CORPORATE: Refusal(
            title=_("法人のご契約です"),
            text=_("法人契約のMNP転出は、会員サイトではできません。"),
            cure=_("ご担当者様から、法人窓口にお申し込みください（平日9:00〜17:00）。"),
        ),
        IssueReason.MAIN_WITH_SUBS: Refusal(
            title=_("この回線は、ほかの回線の主回線です"),
            text=_("副回線が残っているあいだは、主回線だけを転出できません。"),
            cure=_("主回線の変更を申し込むか、先に副回線の転出か解約を済ませてください。"),
        ),
        IssueReason.ALREADY_WAITING: Refusal(
            title=_("MNP予約番号をお申し込み済みです"),
            text=_("この回線のお申し込みは受け付けています。もう一度申し込む必要はありません。"),
            cure=_("発行できるようになると、メールでお知らせします。"),
        ),
        IssueReason.LIVE_NUMBER: Refusal(
            title=_("有効なMNP予約番号があります"),
            text=_("1つの回線に、有効な予約番号を2つ発行することはできません。"),
            cure=_("いまの番号をお使いください。期限が足りないときは、再発行をお選びください。"),
        ),
        IssueReason.NEVER_ISSUED: Refusal(
            title=_("再発行する番号がありません"),
            text=_("この回線には、まだMNP予約番号を発行していません。"),
            cure=_("新しく発行を申し込んでください。"),
        ),
        IssueReason.REISSUED_TODAY: Refusal(
            title=_("24時間に再発行できる回数を超えました"),
            text=_("この回線では、24時間のうちに3回再発行しています。"),
            cure=_("時間をおいて申し込むか、お急ぎのときはカスタマーサポートにお電話ください。"),
        ),
        IssueReason.REISSUED_LATELY: Refusal(
            title=_("30日間に再発行できる回数を超えました"),
            text=_("この回線では、30日間のうちに10回再発行しています。"),
            cure=_("再発行について、カスタマーサポートにお電話ください。"),
        ),
        IssueReason.PORTING: Refusal(
            title=_("MNP転出が成立しています"),
            text=_("転出先で開通したため、この回線の番号はすでに移っています。"),
            cure=_("手続きは必要ありません。最終日と料金は、ご契約内容で確認できます。"),
        ),
        IssueReason.ENDED: Refusal(
            title=_("この回線は解約済みです"),
            text=_("契約が終わった回線の番号は、他社に移せません。"),
            cure=_("新しい番号でのご利用は、新規にお申し込みください。"),
        ),
    },
    PortInReason: {
        PortInReason.NAME_DIFFERS: Refusal(
            title=_("転出元の名義と一致しません"),
            text=_("転入する番号は、転出元と同じ名義でお申し込みいただきます。"),
            cure=_("転出元で名義を直し、MNP予約番号を取り直してください。"),
        ),
        PortInReason.NOT_TEN_DIGITS: Refusal(
            title=_("MNP予約番号が10桁ではありません"),
            text=_("MNP予約番号は、10桁の数字です。"),
            cure=_("転出元から届いた番号を確かめて、もう一度入力してください。"),
        ),
        PortInReason.TOO_FEW_DAYS: Refusal(
            title=_("MNP予約番号の残り日数が足りません"),
            text=_("有効期限まで7日以上残っている番号でお申し込みください（今日は数えません）。"),
            cure=_("転出元でMNP予約番号を再発行してから、お申し込みください。"),
        ),
        PortInReason.TOO_MANY_DAYS: Refusal(
            title=_("MNP予約番号の有効期限が先すぎます"),
            text=_("MNP予約番号は発行から15日間有効で、それより先の期限はありません。"),
            cure=_("いまの事業者の案内で、有効期限を確かめて入力してください。"),
        ),
        PortInReason.NOT_ONE_STOP: Refusal(
            title=_("ワンストップ方式の対象外です"),
            text=_("いまの事業者からの転入には、MNP予約番号が必要です。"),
            cure=_("転出元でMNP予約番号を取り、番号と有効期限を入力してください。"),
        ),
    },
    PlanChangeReason: {
        PlanChangeReason.LAST_DAY: Refusal(
            title=_("月の最後の日は受け付けていません"),
            text=_("翌月からのプラン変更は、月末の前日で締め切りました。"),
            cure=_("明日からは、その翌月1日の変更を予約できます。"),
        ),
        PlanChangeReason.SIM_ORDER_PENDING: Refusal(
            title=_("SIMの手続きが終わっていません"),
            text=_("SIMの追加や交換の手続き中は、プランを変更できません。"),
            cure=_("手続きが終わってから、もう一度お申し込みください。"),
        ),
        PlanChangeReason.LEAVING: Refusal(
            title=_("解約を受け付け済みです"),
            text=_("この回線は終わることが決まっているため、プランを変更できません。"),
            cure=_("最終日までは、いまのプランのままお使いいただけます。"),
        ),
        PlanChangeReason.ALREADY_BOOKED: Refusal(
            title=_("プラン変更を予約済みです"),
            text=_("1つの回線で予約できるプラン変更は、1件だけです。"),
            cure=_("別のプランにするときは、いまの予約を取り消してください。"),
        ),
        PlanChangeReason.SAME_PLAN: Refusal(
            title=_("いまと同じプランです"),
            text=_("お選びになったのは、現在ご契約中のプランです。"),
            cure=_("ほかのプランをお選びください。"),
        ),
        PlanChangeReason.NOT_SOLD: Refusal(
            title=_("この回線では選べないプランです"),
            text=_("お使いの機能とタイプの組み合わせでは、このプランを提供していません。"),
            cure=_("選択できるプランの中からお選びください。"),
        ),
        PlanChangeReason.TO_LEGACY: Refusal(
            title=_("旧プランは受付を終了しています"),
            text=_("旧プラン（mioモバイル）への変更はできません。"),
            cure=_("ギガプランの中からお選びください。"),
        ),
        PlanChangeReason.ENDED: Refusal(
            title=_("この回線は解約済みです"),
            text=_("すでに契約が終わっているため、プランは変更できません。"),
            cure=_("もう一度ご利用になるときは、新規にお申し込みください。"),
        ),
        PlanChangeReason.NOT_IN_USE: Refusal(
            title=_("まだ利用開始日の前です"),
            text=_("利用を始める前の回線では、プラン変更を予約できません。"),
            cure=_("利用開始日になってから、お申し込みください。"),
        ),
        PlanChangeReason.SECONDARY: Refusal(
            title=_("シェアグループの副回線です"),
            text=_("グループのプランは主回線のプランです。副回線だけでは変更できません。"),
            cure=_("主回線のプランを変更すると、副回線のプランも同じ日に変わります。"),
        ),
        PlanChangeReason.SUSPENDED: Refusal(
            title=_("利用停止中の回線です"),
            text=_("利用が止まっているあいだは、プランの変更を予約できません。"),
            cure=_("お支払いが済み、利用が再開してからお申し込みください。"),
        ),
    },
    WithdrawalReason: {
        WithdrawalReason.TOO_LATE: Refusal(
            title=_("プラン変更の予約はもう取り消せません"),
            text=_("予約を取り消せるのは、変わる月の前の月の、最後の日の前日までです。"),
            cure=_("変更の後に、別のプランへの変更を予約してください。"),
        ),
    },
    BuyReason: {
        BuyReason.CAP_REACHED: Refusal(
            title=_("今月買える回数を超えます"),
            text=_("追加データは、ひと月に20回までです。"),
            cure=_("回数を減らすか、翌月になってからお申し込みください。"),
        ),
        BuyReason.NOT_YET_IN_USE: Refusal(
            title=_("この回線は、まだご利用になれません"),
            text=_("追加データは、利用開始日から買えます。いま買っても使えないまま期限が来ます。"),
            cure=_("利用開始日になってからお申し込みください。"),
        ),
        BuyReason.SUSPENDED: Refusal(
            title=_("利用停止中の回線です"),
            text=_("利用が止まっているあいだは、追加データを買えません。"),
            cure=_("お支払いが済み、利用が再開してからお申し込みください。"),
        ),
        BuyReason.ENDED: Refusal(
            title=_("この回線は解約済みです"),
            text=_("契約が終わった回線では、データを使えません。"),
            cure=_("もう一度ご利用になるときは、新規にお申し込みください。"),
        ),
    },
}
