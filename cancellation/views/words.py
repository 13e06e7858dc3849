"""What each event and each charge of a quote is called, to the member whose line it is."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from contracts.models import Line
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules import options, related
from mioportal.rules.charges import ChargeKind
from mioportal.rules.quote import Charge, Event, EventKind, Quote
from mioportal.words import charges

Words = tuple[str, str]


def _next_month(event: Event) -> int:
    return event.on.month % 12 + 1


def _option(event: Event) -> str:
    return options.option(event.subject).label


def _service(event: Event) -> str:
    return related.LABELS[related.Service(event.subject)]


def _monthly(event: Event) -> str:
    return _("月額%s（税込）") % yen(event.amount)


def _stops(line: Line) -> str:
    """Nobody is told that calls stop who never could make any."""
    if line.function == Line.Function.DATA:
        return _("解約日：データ通信が止まります")
    if line.function == Line.Function.SMS:
        return _("解約日：SMSとデータ通信が止まります")
    return _("解約日：通話とデータ通信が止まります")


EVENT_WORDS: dict[EventKind, Callable[[Event, Quote, Line], Words]] = {
    EventKind.ACCEPTED: lambda event, quote, line: (
        _("解約を申し込む"),
        _("受付のメールをお送りします。同じ内容を「お知らせ」でも読めます。"),
    ),
    EventKind.SIM_RETURN_OPENS: lambda event, quote, line: (
        _("SIMカードの返却受付が始まります"),
        _("カードを抜くと回線は使えません。最終日まで使うときは、そのあとにお送りください。"),
    ),
    EventKind.LINE_ENDS: lambda event, quote, line: (
        _stops(line),
        _("残っているデータ量も、このとき無くなります。"),
    ),
    EventKind.SECONDARY_ENDS: lambda event, quote, line: (
        _("副回線 %s も終わります") % event.subject,
        _("主回線と一緒に終わります。番号を残すには、この日までにMNP転出が必要です。"),
    ),
    EventKind.OPTION_ENDS: lambda event, quote, line: (
        _("%sが終わります") % _option(event),
        _("回線と一緒に終わります。月額は最後の月まで1か月分かかります。"),
    ),
    EventKind.NUMBER_LOST: lambda event, quote, line: (
        _("電話番号 %s が使えなくなります")
        % (line.label if event.subject in (line.code, line.label) else event.subject),
        _("再契約しても、同じ番号には戻せません。"),
    ),
    EventKind.NUMBER_MOVES: lambda event, quote, line: (
        _("電話番号 %s が乗り換え先に移ります") % line.label,
        _("乗り換え先で開通した日に、この回線は終わります。"),
    ),
    EventKind.RESERVATION_ENDS: lambda event, quote, line: (
        _("お持ちのMNP予約番号が使えなくなります"),
        _("番号を残すには、それまでに乗り換え先で開通してください。"),
    ),
    EventKind.MAIL_ADDRESS_ENDS: lambda event, quote, line: (
        _("IIJmioのメールアドレスが使えなくなります"),
        _("残したいメールと連絡先は、それまでに控えを取ってください。"),
    ),
    EventKind.DEVICE_DISCOUNT_ENDS: lambda event, quote, line: (
        _("端末購入サポートの割引が終わります"),
        _("この月から、お支払いが毎月%s増えます。") % yen(event.amount),
    ),
    EventKind.OPTION_GOES_ON: lambda event, quote, line: (
        _("%sは続きます") % _option(event),
        _("%s。不要なときは、別に解約してください。") % _monthly(event),
    ),
    EventKind.OPTION_TO_CHECK: lambda event, quote, line: (
        _("%sが続くことがあります") % _option(event),
        _("%s。終わったかどうかを、翌月の請求で確かめてください。") % _monthly(event),
    ),
    EventKind.TRIAL_BECOMES_PAID: lambda event, quote, line: (
        _("%sのお試しが終わり、有料になります") % _option(event),
        _("%s。不要なときは、この日より前に解約してください。") % _monthly(event),
    ),
    EventKind.SERVICE_GOES_ON: lambda event, quote, line: (
        _("%sは続きます") % _service(event),
        _("%s。回線を解約しても、自動では終わりません。") % _monthly(event),
    ),
    EventKind.MIO_WARI_ENDS: lambda event, quote, line: (
        _("mio割が終わります"),
        _("この月から、IIJmioひかりの月額が%s上がります。") % yen(event.amount),
    ),
    EventKind.SHARE_FEE_CHANGES: lambda event, quote, line: (
        _("シェアグループの月額が変わります"),
        _("残る回線の基本料は、オプションを除いて%sになります。") % yen(event.amount),
    ),
    EventKind.BILL_FIXED: lambda event, quote, line: (
        _("最後のご請求額が決まります"),
        _("%s月のご利用分です。") % quote.bill_month.month,
    ),
    EventKind.CARD_CHARGED: lambda event, quote, line: (
        _("カード会社に請求します"),
        # Where the day of the card is known, the next row tells it.
        ""
        if quote.event(EventKind.BANK_DEBIT)
        else _("銀行口座からの引き落としは、%s月のカード会社の引落日です。") % _next_month(event),
    ),
    EventKind.BANK_DEBIT: lambda event, quote, line: (
        _("銀行口座から引き落とされます"),
        _("日付は、カード会社によって変わることがあります。"),
    ),
    EventKind.CLOUD_DELETED: lambda event, quote, line: (
        _("IIJmioクラウドに残したファイルが、この日を過ぎると消えます"),
        _("お使いのときは、必要なものをそれまでに取り出してください。"),
    ),
    EventKind.INSTALMENTS_END: lambda event, quote, line: (
        _("端末の最後の分割払いをカード会社に請求します"),
        _("それまで、毎月のお支払いが続きます。"),
    ),
    EventKind.CARD_NEEDED_THROUGH: lambda event, quote, line: (
        _("この日まで、お支払いのカードを有効にしておいてください"),
        # Where the mioID does not close, something goes on and is charged to the card.
        ""
        if quote.event(EventKind.MIOID_VALID_THROUGH)
        else _("ほかのご契約が続くあいだは、その後もカードが要ります。"),
    ),
    EventKind.SIM_FEE_RISK: lambda event, quote, line: (
        _("この日から、SIM損害金がかかることがあります"),
        _("返却の期限はありませんが、返却がないときは1枚ごとにかかります。"),
    ),
    EventKind.MIOID_VALID_THROUGH: lambda event, quote, line: (
        _("mioIDが使える最後の日"),
        _("最後のお支払いから3か月間は、請求と契約の記録を見られます。"),
    ),
}


def charge_words(charge: Charge, quote: Quote, device: str = "") -> Words:
    """What a charge is called, as on the bill it will stand on; and what is to be said of it."""
    says = _SUBS.get(charge.kind)
    return _charge_label(charge, device), says(charge, quote) if says else ""


def _charge_label(charge: Charge, device: str) -> str:
    if charge.kind is ChargeKind.CALLS and charge.estimate:
        # What is still to come may be calls and messages alike.
        return _("通話料・SMS料")
    return str(charges.item(charge.kind, charge.code, device))


_SUBS: dict[ChargeKind, Callable[[Charge, Quote], str]] = {
    ChargeKind.PLAN: lambda charge, quote: _month_in_full(quote),
    ChargeKind.ADDED_SIM: lambda charge, quote: _month_in_full(quote),
    ChargeKind.OPTION: lambda charge, quote: _month(quote),
    ChargeKind.CALLS: lambda charge, quote: _use_to_come(quote),
    ChargeKind.SMS: lambda charge, quote: _use_to_come(quote),
    ChargeKind.DATA: lambda charge, quote: _("%s回分") % charge.quantity,
    ChargeKind.CANCELLATION_FEE: lambda charge, quote: _("かかりません"),
    ChargeKind.PORT_OUT_FEE: lambda charge, quote: _("かかりません"),
    ChargeKind.RELEASE_FEE: lambda charge, quote: (
        _("最低利用期間のうちの解約のため") if charge.amount else _("この契約ではかかりません")
    ),
    ChargeKind.INSTALMENT: lambda charge, quote: _month(quote),
    ChargeKind.INSTALMENT_REST: lambda charge, quote: _(
        "分割払いの残りを、最後のご請求でお支払いいただきます"
    ),
    ChargeKind.RELATED: lambda charge, quote: (
        _("%s月分。回線を解約しても続きます") % quote.bill_month.month
    ),
}


def _month(quote: Quote) -> str:
    return _("%s月分") % quote.bill_month.month


def _month_in_full(quote: Quote) -> str:
    return _("%s月分。解約月の日割りはありません") % quote.bill_month.month


def _use_to_come(quote: Quote) -> str:
    return _("%sまでのご利用分が加わります") % jdate(quote.ends_on)
