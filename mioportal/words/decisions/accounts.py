"""The mioID: how many, how long, how to get back in."""

from django.utils.translation import gettext_lazy as _

from mioportal.words.decisions.guides import JOINING, LEAVING
from mioportal.words.text import Decision

ACCOUNTS: tuple[Decision, ...] = (
    Decision(
        id="C-039",
        where=f"{JOINING} §b・§d・§l・§m、{LEAVING} §8④",
        weight="H",
        clash=_(
            "再契約でmioIDが変わるとする箇所と、1人に1つで、"
            "解約後も3か月は有効とする箇所があります。"
        ),
        decision=_(
            "mioIDが有効なら同じIDに回線を加え、2つ目は作れません。無効になった後は新しいIDになり、"
            "履歴は引き継ぎません（O-05）。"
        ),
    ),
    Decision(
        id="C-040",
        where=f"{JOINING} §d・§l、{LEAVING} §8④",
        weight="M",
        clash=_(
            "再契約に待機期間はないとする箇所と、"
            "mioIDが無効になった直後は登録できないことがあるとする箇所があります。"
        ),
        decision=_(
            "mioIDが有効なら待たずに契約できます。無効になった後は24時間登録できませんが、"
            "画面で時刻は約束しません。"
        ),
    ),
    Decision(
        id="C-041",
        where=f"{JOINING} §d・§l、{LEAVING} §5②・§5④・§6④",
        weight="H",
        clash=_("mioIDが無効になる時期が、3か月後、3か月以上、一定期間とまちまちです。"),
        decision=_(
            "最後の解約、請求の支払い、分割の完済、SIM損害金の決着のうち最も遅い日から、"
            "3か月後の同じ日まで有効です。2025年10月31日なら2026年1月31日までです。"
        ),
    ),
    Decision(
        id="C-042",
        where=f"{JOINING} §d",
        weight="M",
        clash=_(
            "申込みを終えないまま1か月以上たつとmioIDが無効になるとされ、日がはっきりしません。"
        ),
        decision=_(
            "仮のmioIDは翌月の同じ日（なければ月末）まで有効です。その後は無効となり、"
            "下書きの書類を消します。"
        ),
    ),
    Decision(
        id="C-043",
        where=f"{JOINING} §e・§l・§m",
        weight="H",
        clash=_(
            "上限が、同じサービスで10契約、音声5回線、ほかのサービスも含めて10回線と、"
            "三通りに書かれています。"
        ),
        decision=_(
            "1つのmioIDで音声は5回線、モバイル全体で10回線までです（O-06）。"
            "申込中と解約待ちの回線は数え、光回線とオプションは数えません。"
        ),
    ),
    Decision(
        id="C-044",
        where=f"{JOINING} §b、{LEAVING} §2①",
        weight="M",
        clash=_("mioIDが、MAで始まる半角英数字とも、メールアドレス形式ともされています。"),
        decision=_(
            "mioIDはMAと数字7桁です。ログイン欄には登録メールアドレスも使え（O-02）、"
            "全角の入力は半角に直します。"
        ),
    ),
    Decision(
        id="C-045",
        where=f"{JOINING} §a・§b・§m",
        weight="M",
        clash=_(
            "会員登録が申込みより先とも同時とも読め、mioIDだけの発行はできないともされています。"
        ),
        decision=_(
            "メールの確認、仮のmioIDのお知らせ、申込み、有効化を一つの流れで行います。"
            "会員登録だけのページはありません。"
        ),
    ),
    Decision(
        id="C-046",
        where=f"{LEAVING} §2①・§4①",
        weight="M",
        clash=_("mioIDを忘れたときの手続きが、再発行とも、メールでのお知らせともされています。"),
        decision=_(
            "登録されているmioIDをメールでお知らせし、IDは変えません。画面の返事は、"
            "登録の有無にかかわらず同じです。"
        ),
    ),
    Decision(
        id="C-047",
        where=f"{LEAVING} §4①",
        weight="M",
        clash=_("パスワードの再設定で入力するのが、mioIDだけとされています。"),
        decision=_(
            "mioIDでも登録メールアドレスでも申し込めます。届くリンクは1回限り、60分有効です。"
        ),
    ),
    Decision(
        id="C-048",
        where=f"{LEAVING} §4①",
        weight="M",
        clash=_("ロックは5回以上の失敗で30分〜1時間とされ、延びる条件がはっきりしません。"),
        decision=_(
            "連続5回の失敗で30分ロックします。そのあいだに試すと開始から60分に延び、"
            "24時間以内の再ロックは初めから60分です。パスワードの再設定で解けます。"
        ),
    ),
    Decision(
        id="C-049",
        where=f"{JOINING} §l",
        weight="L",
        clash=_(
            "mioIDの統合について、別々のIDを問われているのに、別名義の場合だけを答えています。"
        ),
        decision=_(
            "名義にかかわらず統合はできません。解約してから、残すmioIDに回線を加えてください。"
        ),
    ),
)
