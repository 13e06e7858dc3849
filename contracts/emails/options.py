"""The mails about options: added, about to cost, ended."""

from typing import Any

from django.utils.translation import gettext as _

from contracts.models import OptionPeriod
from contracts.queries import HeldOption, OptionEnding, OptionOffer, last_month_yen
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.words import catalogue
from mioportal.words.option_ends import effects


def option_added(period: OptionPeriod, offer: OptionOffer) -> Mail:
    """M-41 オプションの追加: from when, for how much, what gave way, how it is ended."""
    return from_template(
        "M-41",
        _("%sのお申し込みを受け付けました") % period.label,
        "option_added",
        period=period,
        offer=offer,
        line=period.line,
        member=period.line.member,
    )


def trial_ends(held: HeldOption) -> Mail:
    """M-18 お試しの終わり: the last free day, the price after it, where it is ended (F-OPT-07)."""
    return from_template(
        "M-18",
        _("%sのお試しが、まもなく終わります") % held.label,
        "option_trial_ends",
        **_about(held),
    )


def option_end_received(ending: OptionEnding) -> Mail:
    """M-17 オプションの解約の受付: of one that lasts to the end of a month."""
    return from_template(
        "M-17",
        _("%sの解約を受け付けました") % ending.held.label,
        "option_end_received",
        ending=ending,
        **_about(ending.held),
    )


def option_ended(held: HeldOption) -> Mail:
    """M-17 オプションの解約完了: how it ended, the fee of the month, what to look at (F-OPT-04).

    `held` is of a line read with its options.
    """
    last = held.period.ends_on
    assert last is not None
    return from_template(
        "M-17",
        _("%sの解約が完了しました") % held.label,
        "option_ended",
        effects=effects(held.option, last),
        yen=last_month_yen(held, last),
        **_about(held),
    )


def option_goes_on(held: HeldOption) -> Mail:
    """M-17 申告の取り消し: it was not ended over there, and goes on."""
    return from_template(
        "M-17",
        _("%sは続いています") % held.label,
        "option_goes_on",
        **_about(held),
    )


def _about(held: HeldOption) -> dict[str, Any]:
    return {
        "held": held,
        "period": held.period,
        "provider": catalogue.word(held.option.provider),
        "line": held.line,
        "member": held.line.member,
    }
