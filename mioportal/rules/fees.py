"""One-off fees, tax included."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from mioportal.rules import plans, tax
from mioportal.rules.checks import a_day, member
from mioportal.rules.dates import add_months, month_end, month_start
from mioportal.rules.plans import Medium, Network
from mioportal.rules.sources import BEGINNING, Dated, Table, Unit, always

CANCELLATION_FEE: Table[Decimal] = always(
    "cancellation_fee", Unit.YEN, Decimal(0), "解約ガイド §8①"
)

# Of the day the contract was concluded, not of the day it ends (C-088).
VOICE_RELEASE_FEE: Table[Decimal] = Table(
    "voice_release_fee",
    Unit.YEN_EX_TAX,
    (
        Dated(since=BEGINNING, value=Decimal(1000), source="解約ガイド §1② (C-088, C-002)"),
        Dated(since=date(2019, 10, 1), value=Decimal(0), source="解約ガイド §1② (C-092)"),
    ),
)
# Whole months after the month of start; the minimum term ends with the last of them.
VOICE_RELEASE_TERM: Table[int] = always(
    "voice_release_term", Unit.MONTHS, 1, "解約ガイド §1② (C-088)"
)

PORT_OUT_FEE: Table[Decimal] = Table(
    "port_out_fee",
    Unit.YEN_EX_TAX,
    (
        Dated(since=BEGINNING, value=Decimal(3000), source="解約ガイド §3②"),
        Dated(since=date(2019, 10, 1), value=Decimal(3000), source="解約ガイド §3② (C-008)"),
        Dated(since=date(2021, 4, 1), value=Decimal(0), source="解約ガイド §3②"),
    ),
)

SIM_DAMAGE_FEE: Table[Decimal] = always(
    "sim_damage_fee", Unit.YEN_EX_TAX, Decimal(2000), "解約ガイド §1⑤ (C-002)"
)

INITIAL_FEE: Table[Decimal] = always("initial_fee", Unit.YEN, Decimal(3300), "申込ガイド §l")

SIM_ISSUE_FEES: Mapping[tuple[Network, Medium], Table[Decimal]] = MappingProxyType(
    {
        (network, medium): always(
            f"sim_issue_fee.{network}.{medium}", Unit.YEN_EX_TAX, Decimal(ex_tax), source
        )
        for network, medium, ex_tax, source in (
            (Network.DOCOMO, Medium.SIM, 394, "解約ガイド §8④ (O-19)"),
            (Network.AU, Medium.SIM, 406, "O-19"),
            # The sources give an eSIM no figure of its own: it has its own row, as a card has.
            (Network.DOCOMO, Medium.ESIM, 394, "C-005"),
            (Network.AU, Medium.ESIM, 406, "C-005"),
        )
    }
)


def cancellation_fee(on: date) -> Decimal:
    """解約手数料: an explicit zero, so that the member sees it."""
    return CANCELLATION_FEE.on(on)


def voice_release_term_through(started_on: date) -> date:
    """The last day of the minimum term: the end of the month after the month of start."""
    months = VOICE_RELEASE_TERM.on(started_on)
    return month_end(add_months(month_start(started_on), months))


def voice_release_fee(
    contracted_on: date, started_on: date, ended_on: date, is_voice: bool
) -> Decimal:
    """音声通話機能解除調定金: voice, contracted to 2019-09-30, ended inside the minimum term."""
    a_day(contracted_on, "contracted_on")
    a_day(started_on, "started_on")
    if a_day(ended_on, "ended_on") < started_on:
        raise ValueError(f"ended_on {ended_on} is before started_on {started_on}")
    if not is_voice or ended_on > voice_release_term_through(started_on):
        return Decimal(0)
    return tax.gross_up(VOICE_RELEASE_FEE.on(contracted_on), ended_on)


def in_old_voice_term(
    contracted_on: date, started_on: date, ended_on: date, is_voice: bool
) -> bool:
    """Whether an old voice line ends in its minimum term: its instalments fall due too (C-020)."""
    is_old = plans.generation(contracted_on) is plans.Generation.OLD
    return is_voice and is_old and ended_on <= voice_release_term_through(started_on)


def port_out_fee(on: date) -> Decimal:
    """MNP転出手数料, by the day the number leaves."""
    return tax.included(PORT_OUT_FEE, on)


def sim_damage_fee(on: date) -> Decimal:
    """SIMカード損害金 for one card, by the day it falls due."""
    return tax.included(SIM_DAMAGE_FEE, on)


def initial_fee(on: date) -> Decimal:
    """初期費用(事務手数料) of every new line (C-005, C-125)."""
    return INITIAL_FEE.on(on)


def sim_issue_fee(on: date, network: Network | str, medium: Medium | str) -> Decimal:
    """SIMカード発行手数料; has a fraction of a yen (C-004)."""
    key = member(Network, network, "network"), member(Medium, medium, "medium")
    return tax.included(SIM_ISSUE_FEES[key], on)
