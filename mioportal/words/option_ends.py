"""What it means that an option has ended, to the member who held it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mioportal.rules import option_changes, usage
from mioportal.rules.options import Category, Option, OptionCode, Provider

# Where third parties let their customers end what they hold (F-OPT-06).
SITES: Mapping[Provider, str] = {
    Provider.TABUHO: "https://tabuho.jp/",
    Provider.DIGITAL_ARTS: "https://www.daj.jp/",
    Provider.TREND_MICRO: "https://www.trendmicro.com/ja_jp/",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Effect:
    """A sentence, and the row of the book that it rests on."""

    text: str
    rule: str


def _calls(on: date) -> str:
    price = usage.CALL_UNIT_PRICE.on(on)
    return _("以後の通話には、%(seconds)s秒ごとに%(yen)s円の通話料がかかります。") % {
        "seconds": usage.CALL_UNIT.on(on),
        "yen": f"{price:f}",
    }


_OF: Mapping[Category, tuple[Callable[[date], str], str]] = {
    Category.CALLS: (_calls, "call_unit_price"),
    Category.DIAL: (
        lambda on: _("みおふぉんダイアルからの発信はできなくなります。"),
        "option_ends_alone.dial",
    ),
    Category.DATA: (
        lambda on: _("このオプションのデータ量は、最終日でなくなります。"),
        "option_ends_alone.data",
    ),
    Category.COVER: (
        lambda on: _("以後の故障や紛失は補償されません。"),
        "option_ends_alone.cover",
    ),
    Category.SECURITY: (
        lambda on: _("保護が止まります。必要なときは、代わりの対策をご用意ください。"),
        "option_ends_alone.security",
    ),
    Category.CONTENT: (
        lambda on: _("最終日の翌日から、サービスを使えなくなります。"),
        "option_ends_alone.content",
    ),
}


def effects(option: Option, on: date) -> list[Effect]:
    """What changes once an option has ended, and whether there is a way back."""
    says, rule = _OF[option.category]
    found = [Effect(text=says(on), rule=rule)]
    if option.code is OptionCode.SAFETY_MAIL:
        said = _("メールアドレス（@○○○.iijmio-mail.jp）も、使えなくなります。")
        found.append(Effect(text=said, rule="safety_mail_address_ends"))
    return [*found, _way_back(option)]


def _way_back(option: Option) -> Effect:
    if option.category is Category.COVER:
        said = _("入り直せるのは、端末をお買い上げのときだけです。")
        return Effect(text=said, rule="cover_rejoined_only_with_device")
    if option.category is Category.DATA:
        said = _("新しいお申し込みを受け付けていないため、申し込み直すことはできません。")
        return Effect(text=said, rule="options_not_sold")
    if option.code in option_changes.TRIAL_MONTHS:
        said = _("あとから新しく申し込めます。無料で試せるのは一度だけです。")
        return Effect(text=said, rule="option_trial_once")
    said = _("あとから新しく申し込めます。その月は1か月分の月額がかかります。")
    return Effect(text=said, rule="option_rejoined_as_new")
