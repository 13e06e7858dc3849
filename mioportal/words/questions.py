"""What each question of the book is about, when it is answered with no."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from mioportal.words.text import Text

QUESTIONS: Mapping[str, Text] = {
    "sign_in.may_sign_in": _("ログインできない理由"),
    "sign_in.may_set_password": _("パスワードを設定できない理由"),
    "second_check.may_enter_at_once": _("ログインのときに追加の確認をお願いする理由"),
    "limits.may_add_line": _("回線を追加できない理由"),
    "limits.may_add_service": _("同じサービスを追加できない理由"),
    "sign_up.may_register": _("新しくmioIDを登録できない理由"),
    "initial_cancel.may_cancel_initially": _("初期契約解除ができない理由"),
    "port_in.may_port_in": _("MNP転入ができない理由"),
    "identity.may_upload": _("本人確認書類を受け付けられない理由"),
    "pictures.may_take": _("画像を受け付けられない理由"),
    "plan_change.may_change_plan": _("プランを変更できない理由"),
    "plan_change.may_withdraw": _("プラン変更の予約を取り消せない理由"),
    "data.may_buy": _("データ量を追加できない理由"),
    "option_changes.may_add": _("会員サイトでオプションを追加できない理由"),
    "option_changes.may_cancel_option": _("会員サイトでオプションを解約できない理由"),
    "share.may_join": _("シェアグループに加えられない理由"),
    "share.may_part": _("シェアグループから外せない理由"),
    "share.may_be_primary": _("主回線にできない理由"),
    "cancellation.may_cancel": _("会員サイトで解約できない理由"),
    "cancellation.may_withdraw": _("解約を取り消せない理由"),
    "port_out.may_issue": _("MNP予約番号を発行できない理由"),
    "port_out.may_reissue": _("MNP予約番号を再発行できない理由"),
    "sim_return.may_charge_fee": _("SIM損害金を請求しない理由"),
    "cards.may_register_card": _("クレジットカードを登録できない理由"),
    "cards.may_remove_card": _("クレジットカードを削除できない理由"),
}
