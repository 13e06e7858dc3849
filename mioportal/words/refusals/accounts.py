"""Words for the reasons around a mioID: signing in, getting one, adding to it, undoing."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from mioportal.rules.initial_cancel import InitialCancelReason
from mioportal.rules.limits import LimitReason, ServiceReason
from mioportal.rules.second_check import RiskSign
from mioportal.rules.sign_in import PasswordReason, SignInReason
from mioportal.rules.sign_up import RegisterReason
from mioportal.words.text import Refusal

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    SignInReason: {
        SignInReason.WRONG_FORM: Refusal(
            title=_("入力の形が正しくありません"),
            text=_("mioID（MAと7桁の数字）でも、メールアドレスでもない文字が入力されました。"),
            cure=_("半角の文字で、もう一度入力してください。"),
        ),
        SignInReason.WRONG_PASSWORD: Refusal(
            title=_("パスワードが違います"),
            text=_("入力されたパスワードは、登録されているものと一致しません。"),
            cure=_("パスワードが分からないときは、「パスワードを忘れた方」から設定し直せます。"),
        ),
        SignInReason.LOCKED: Refusal(
            title=_("ロック中です"),
            text=_("パスワードの間違いが続いたため、ログインを一時的に止めています。"),
            cure=_(
                "30分から60分待ってから、もう一度お試しください。"
                "パスワードを設定し直すと、すぐにロックが解けます。"
            ),
        ),
        SignInReason.INVALID: Refusal(
            title=_("このmioIDは無効です"),
            text=_("有効期限が過ぎたため、このmioIDではログインできません。"),
            cure=_("もう一度ご利用になるときは、新規にお申し込みください。"),
        ),
        SignInReason.MAINTENANCE: Refusal(
            title=_("メンテナンス中です"),
            text=_("いまは会員サイトを閉じています。"),
            cure=_("メンテナンスが終わる翌朝5:00以降に、もう一度お試しください。"),
        ),
    },
    RiskSign: {
        RiskSign.VPN: Refusal(
            title=_("VPNや中継サーバーからの接続のようです"),
            text=_("本当の接続元が分からないため、ご本人であることを確かめさせてください。"),
            cure=_("確認コードを入力するか、VPNを切って、もう一度ログインしてください。"),
        ),
        RiskSign.ABROAD: Refusal(
            title=_("海外からの接続のようです"),
            text=_("海外からもログインできますが、ご本人であることを確かめさせてください。"),
            cure=_("確認コードを入力すると、そのままログインできます。"),
        ),
        RiskSign.NEW_PLACE: Refusal(
            title=_("はじめての接続元です"),
            text=_("この接続元からログインしたことは、まだありません。"),
            cure=_("確認コードを入力すると、次からは知っている接続元として扱います。"),
        ),
        RiskSign.MISSES_ELSEWHERE: Refusal(
            title=_("少し前に、別の接続元で間違いがありました"),
            text=_("どなたかが、別の接続元からログインを試した可能性があります。"),
            cure=_("心当たりがないときは、ログインした後でパスワードを変更してください。"),
        ),
    },
    PasswordReason: {
        PasswordReason.TOO_SHORT: Refusal(
            title=_("パスワードが短すぎます"),
            text=_("パスワードは8文字以上で設定します。"),
            cure=_("文字を足して、8文字以上にしてください。"),
        ),
        PasswordReason.TOO_LONG: Refusal(
            title=_("パスワードが長すぎます"),
            text=_("パスワードに使えるのは128文字までです。"),
            cure=_("128文字以内にしてください。"),
        ),
        PasswordReason.NO_LETTER: Refusal(
            title=_("英字が入っていません"),
            text=_("パスワードには、半角の英字が1文字以上必要です。"),
            cure=_("半角の英字を加えてください。"),
        ),
        PasswordReason.NO_DIGIT: Refusal(
            title=_("数字が入っていません"),
            text=_("パスワードには、半角の数字が1文字以上必要です。"),
            cure=_("半角の数字を加えてください。"),
        ),
    },
    RegisterReason: {
        RegisterReason.SAME_PERSON: Refusal(
            title=_("mioIDをすでにお持ちです"),
            text=_("mioIDはお一人に一つです。有効なmioIDがあるあいだ、新しいものは作れません。"),
            cure=_("お持ちのmioIDでログインして、回線を追加してください。"),
        ),
        RegisterReason.COOL_DOWN: Refusal(
            title=_("いまは登録できません"),
            text=_("前のmioIDが無効になったばかりのため、まだ登録を受け付けられません。"),
            cure=_("mioIDが無効になってから24時間たったあとに、もう一度お申し込みください。"),
        ),
        RegisterReason.OPEN_DEBT: Refusal(
            title=_("お支払いが済んでいない料金があります"),
            text=_("いまのご契約や以前のご契約に未払いの料金があるあいだは、新しいご契約を受け付けられません。"),
            cure=_("お支払いの確認後に、お申し込みいただけます。"),
        ),
        RegisterReason.MINOR: Refusal(
            title=_("18歳未満の方は契約者になれません"),
            text=_("ご契約は、18歳以上の方のお名前でお受けしています。"),
            cure=_("保護者の方が契約し、お子さまを利用者として登録してください。"),
        ),
    },
    LimitReason: {
        LimitReason.VOICE_LINES: Refusal(
            title=_("音声の回線が上限に達しています"),
            text=_("一つのmioIDで持てる音声回線は、音声SIMと音声eSIMを合わせて5回線です。"),
            cure=_("使っていない音声の回線を解約すると、解約日の翌日から追加できます。"),
        ),
        LimitReason.LINES: Refusal(
            title=_("回線の数が上限に達しています"),
            text=_("一つのmioIDで持てるモバイルの回線は、申込中を含めて10回線です。"),
            cure=_("使っていない回線を解約すると、解約日の翌日から追加できます。"),
        ),
        LimitReason.CARD: Refusal(
            title=_("クレジットカードを利用できませんでした"),
            text=_("登録されているカードが、カード会社に承認されませんでした。"),
            cure=_("別のクレジットカードを登録してください。"),
        ),
        LimitReason.IDENTITY: Refusal(
            title=_("本人確認が完了していません"),
            text=_("本人確認が「完了」になるまでは、回線を追加できません。"),
            cure=_("本人確認書類を提出し、審査の結果をお待ちください。"),
        ),
    },
    ServiceReason: {
        ServiceReason.CONTRACTS: Refusal(
            title=_("このサービスの契約数が上限に達しています"),
            text=_("一つのmioIDで契約できる数を、このサービスではすでに使い切っています。"),
            cure=_("使っていない契約を終えてから、お申し込みください。"),
        ),
    },
    InitialCancelReason: {
        InitialCancelReason.NOT_RECEIVED: Refusal(
            title=_("まだ契約が成立していません"),
            text=_("初期契約解除は、契約のお知らせを受け取った日から申し出られます。"),
            cure=_("契約のお知らせが届いてから、お申し出ください。"),
        ),
        InitialCancelReason.TOO_LATE: Refusal(
            title=_("申し出の期間が終わっています"),
            text=_("初期契約解除を申し出られるのは、8日目の23:59までです。"),
            cure=_("通常の解約をご利用ください。"),
        ),
        InitialCancelReason.ALREADY_ASKED: Refusal(
            title=_("初期契約解除を受け付け済みです"),
            text=_("この契約については、すでにお申し出をいただいています。"),
            cure=_("もう一度申し出る必要はありません。結果はメールでお知らせします。"),
        ),
        InitialCancelReason.ENDED: Refusal(
            title=_("この契約は終わっています"),
            text=_("すでに終わった契約を、さかのぼって取りやめることはできません。"),
            cure=_("最後の請求は、料金のページで確認できます。"),
        ),
    },
}
