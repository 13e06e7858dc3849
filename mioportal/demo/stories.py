"""What has happened to each member of the cast by the day the demonstration is made."""

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import services as accounts
from contracts.models import Line
from mioportal.demo import books
from mioportal.demo.applying import apply_halfway, bring_one_and_add_esim
from mioportal.demo.porting import ask_for_number
from mioportal.demo.story import Story, card_end
from mioportal.outside.processor.numbers import TEST_CARDS
from mioportal.rules import identity
from mioportal.rules.dates import add_months, month_end
from mioportal.rules.hikari import HomeType
from mioportal.rules.identity import Paper, UploadReason
from mioportal.rules.instalments import DeviceKind
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.related import Service

Tell = Callable[[Story, date], None]
VOICE, SMS, DATA = Line.Function.VOICE, Line.Function.SMS, Line.Function.DATA
THREE_WEEKS = timedelta(days=21)
ESIM, AU = Line.Medium.ESIM, Line.Network.AU


def in_order(story: Story, today: date) -> None:
    """One voice line, 5GB, on a docomo card, with a call option."""
    story.opens("giga_5gb", contracted_on=add_months(today, -18), option_codes=("call_5",))
    story.reads_news(add_months(today, -6))


def family(story: Story, today: date) -> None:
    """A main line and two sub lines, 5GB and a call option each: 3,370円 a month; and ひかり."""
    began = add_months(today.replace(day=10), -20)
    lines = [
        story.opens("giga_5gb", contracted_on=began, option_codes=("call_5",), user_name=name)
        for name in ("", "田中 結衣", "田中 湊")
    ]
    story.shares(*lines, on=began)
    story.holds_service(Service.HIKARI, add_months(today, -16), home=HomeType.HOUSE)


def esim_and_data(story: Story, today: date) -> None:
    """A voice eSIM, for which data was bought this morning, a data-only card, and an eSIM data
    contract that no line ends."""
    esim = story.opens("giga_2gb", contracted_on=add_months(today, -14), medium=ESIM)
    story.opens("giga_10gb", contracted_on=add_months(today, -10), function=DATA)
    story.buys_data(esim, today)
    story.holds_service(Service.DATA_ZERO, add_months(today, -6), agreed=165)


def old_plan(story: Story, today: date) -> None:
    """Contracted on the last day of the old rules, in use from three days later (C-088).

    The first card came to its end, was warned of, and was replaced in time.
    """
    replaced_on = add_months(today, -20)
    ended_on = month_end(add_months(replaced_on, 1))
    story.pays_with(TEST_CARDS["jcb"], expires_on=ended_on)
    story.opens(
        "minimum_start", contracted_on=date(2019, 9, 30), started_on=date(2019, 10, 3)
    )
    story.pays_with(TEST_CARDS["visa"], expires_on=card_end(today), on=replaced_on)


def phone_only(story: Story, today: date) -> None:
    """Contracted in 2015: cancelled by telephone only (C-105)."""
    story.opens("minimum_start", contracted_on=date(2015, 12, 31))
    story.pays_with(
        TEST_CARDS["aeon"], expires_on=card_end(today), on=add_months(today, -20)
    )


def unpaid(story: Story, today: date) -> None:
    """The card was changed for one that last month's bill was not charged to."""
    story.opens("giga_5gb", contracted_on=add_months(today, -20), option_codes=("call_5",))
    changed_on = add_months(today.replace(day=1), -1).replace(day=10)
    story.pays_with(
        TEST_CARDS["charge-declined"], expires_on=card_end(today), on=changed_on
    )


def moved_house(story: Story, today: date) -> None:
    """A new address, and papers sent back."""
    story.opens("giga_10gb", contracted_on=add_months(today, -12))
    accounts.ask_for_papers(
        member=story.member,
        why=_("ご住所の変更を受け付けました。いまの住所が分かる書類をお送りください。"),
        at=story.at(add_months(today, -1)),
        by=story.by,
    )
    sent_on = add_months(today, -1) + timedelta(days=1)
    story.sends_papers(Paper.DRIVING_LICENCE, sent_on)
    story.papers_come_back(
        identity.review_due_on(sent_on),
        [UploadReason.ADDRESS_DIFFERS],
        _("補助書類もあわせてお送りください。"),
    )


def two_devices(story: Story, today: date) -> None:
    """Two devices in instalments: one may go on after leaving, the other falls due (C-020)."""
    line = story.opens("giga_5gb", contracted_on=add_months(today, -18))
    story.buys(line, "iPhone SE（第3世代）64GB", 57_800, paid=12, today=today)
    story.buys(
        line, "moto g52j 5G", 39_800, paid=6, today=today, kind=DeviceKind.CAMPAIGN
    )


def every_option(story: Story, today: date) -> None:
    """One of every option: of the line, separate, of a third party, tried free, ended."""
    line = story.opens(
        "giga_5gb",
        contracted_on=add_months(today, -20),
        option_codes=("call_5", "dial", "large_data", "device_cover"),
        agreed=(
            AgreedFee(OptionCode.LARGE_DATA, Decimal(1320)),
            AgreedFee(OptionCode.DEVICE_COVER, Decimal(550)),
        ),
    )
    for code, months in (
        (OptionCode.SAFETY_MAIL, 15),
        (OptionCode.NUISANCE_GUARD, 13),
        (OptionCode.TABUHO, 11),
        (OptionCode.SMART_CHECKER, 9),
        (OptionCode.I_FILTER, 7),
    ):
        story.adds_option(line, code, add_months(today, -months))
    gone = story.adds_option(line, OptionCode.VIRUS_BUSTER, add_months(today, -5))
    # Free through the end of this month.
    story.adds_option(line, OptionCode.TOBILA_PHONE, add_months(today, -1))
    story.says_ended(gone, add_months(today, -1))


def taking_the_number(story: Story, today: date) -> None:
    """A number is out since five days ago; the other line's was asked for last night."""
    first = story.opens("giga_5gb", contracted_on=add_months(today, -15))
    second = story.opens("giga_2gb", contracted_on=add_months(today, -9), medium=ESIM)
    ask_for_number(story, first, story.at(today - timedelta(days=5)))
    ask_for_number(story, second, story.at(today - timedelta(days=1), time(21, 30)))


def left(story: Story, today: date) -> None:
    """The last line ended two months ago; its card has not come back."""
    line = story.opens("giga_2gb", contracted_on=add_months(today, -24))
    ended_in = add_months(today.replace(day=1), -2)
    story.cancels(line, ended_in.replace(day=10))


def corporate(story: Story, today: date) -> None:
    """A company with five lines."""
    for name in ("営業1", "営業2", "配送1", "配送2", "予備"):
        story.opens("giga_5gb", contracted_on=add_months(today, -30), user_name=name)
    story.reads_news(add_months(today, -30))
    books.pay_invoices(story, today)


def at_the_limit(story: Story, today: date) -> None:
    """Five voice lines and four data lines (C-043): some plans are ample, two are too small."""
    for size in (2, 2, 5, 2, 5):
        story.opens(f"giga_{size}gb", contracted_on=add_months(today, -22))
    for size in (5, 5, 2, 5):
        story.opens(f"giga_{size}gb", contracted_on=add_months(today, -8), function=DATA)


def leaving(story: Story, today: date) -> None:
    """The last line's cancellation was accepted this morning; ひかり goes on at full price."""
    line = story.opens("giga_5gb", contracted_on=add_months(today, -15), network=AU)
    story.holds_service(
        Service.HIKARI, add_months(today, -14), home=HomeType.APARTMENT
    )
    story.cancels(line, today)


def locked_out(story: Story, today: date) -> None:
    """Five wrong passwords this morning: the sign-in is locked, and a new password opens it."""
    story.opens("giga_5gb", contracted_on=add_months(today, -7))
    story.misses_the_password(5, today)


def sms_line(story: Story, today: date) -> None:
    """An SMS line on a card; next month it will be on a larger plan."""
    line = story.opens("giga_5gb", contracted_on=add_months(today, -9), function=SMS)
    story.telephones(line, today, messages=4)
    story.books_plan(line, "giga_10gb", today.replace(day=1))
    # After the last issue: the next is the first that comes.
    story.reads_news(today)


def with_child(story: Story, today: date) -> None:
    """Two lines, one used by a child of twelve; the other telephones and sends messages."""
    line = story.opens("giga_5gb", contracted_on=add_months(today, -26))
    story.telephones(line, today, calls=(95, 340, 61), messages=2)
    story.opens("giga_2gb", contracted_on=add_months(today, -5), user_name="石﨑 こはる")
    story.reads_news(add_months(today, -4))


def abroad(story: Story, today: date) -> None:
    """A voice line whose member lives in Los Angeles."""
    story.opens("giga_2gb", contracted_on=add_months(today, -16))


def applying(story: Story, today: date) -> None:
    """Signed up three weeks ago, chose a voice line, told who they are, and left it at that."""
    apply_halfway(story, "giga_10gb", on=today - THREE_WEEKS)


def coming_over(story: Story, today: date) -> None:
    """A line of their own; an eSIM more since five days, and a number that waits to come over."""
    story.opens("giga_2gb", contracted_on=add_months(today, -10))
    bring_one_and_add_esim(
        story, applied_on=today - timedelta(days=5), sent_on=today - timedelta(days=3)
    )


def begins(tell: Tell, today: date) -> date:
    """The first day of a story: before anything in it."""
    fixed: dict[Tell, date] = {old_plan: date(2019, 9, 30), phone_only: date(2015, 12, 31)}
    if tell is applying:
        return today - THREE_WEEKS
    return fixed.get(tell, month_end(add_months(today, -40)))
