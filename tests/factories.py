"""Factories: members and lines in any situation, made without walking the whole way there."""

from datetime import date, datetime, time, timedelta

import factory
from factory import django

from accounts.models import Inquiry, Member, SignInLock, Standing, User
from contracts.models import Line, OptionPeriod, PlanPeriod, Sim
from mioportal.plumbing import moves
from mioportal.plumbing.actor import system
from mioportal.plumbing.models import ExtraWindow, Move, Notice, Outbox, WeeklyChange, World
from mioportal.rules.dates import JST, at_japan

PASSWORD = "correct-horse-1"
# A Thursday morning without maintenance, in the middle of an ordinary month.
MID_MONTH = at_japan(date(2026, 10, 15), time(10))


def jst(*parts: int) -> datetime:
    """What clocks in Japan show: year, month, day, hour, minute, second."""
    return datetime(*parts, tzinfo=JST)  # type: ignore[misc]


def hold(member: Member, at: datetime) -> None:
    """Hold a member's world at an instant, with nothing happening on the way there."""
    World.objects.filter(pk=member.world_id).update(held_at=at, ran_through=at)
    member.world.refresh_from_db()


def live_through(member: Member, until: datetime) -> Move:
    """Move a member's clock, so that everything due until then happens."""
    member.world.refresh_from_db()
    return moves.move_ahead(world=member.world, to=until, by=system("test"))


class WorldFactory(django.DjangoModelFactory[World]):
    """A demonstration world, held at an instant."""

    class Meta:
        model = World

    name = factory.Sequence(lambda n: f"world {n}")
    kind = World.Kind.DEMO
    held_at = MID_MONTH
    ran_through = factory.SelfAttribute("held_at")


class LiveWorldFactory(WorldFactory):
    """The world of real time (use with freezegun)."""

    name = "live"
    kind = World.Kind.LIVE
    held_at = None
    ran_through = MID_MONTH


class UserFactory(django.DjangoModelFactory[User]):
    """A login; PASSWORD opens it."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    login = factory.Sequence(lambda n: f"MA{n + 1000:07d}")
    email = factory.LazyAttribute(lambda user: f"{user.login.lower()}@example.jp")
    password = django.Password(PASSWORD)


class StaffFactory(UserFactory):
    """A member of staff who may do everything."""

    login = factory.Sequence(lambda n: f"staff{n}")
    is_staff = True
    is_superuser = True


class MemberFactory(django.DjangoModelFactory[Member]):
    """An individual whose identity is confirmed and who owes nothing, in a world of their own."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    world = factory.SubFactory(WorldFactory)
    family_name = "髙橋"
    given_name = "みどり"
    family_kana = "タカハシ"
    given_kana = "ミドリ"
    birth_date = date(1984, 5, 17)
    postcode = "102-0071"
    address = "東京都千代田区富士見2-10-2"
    phone = "080-0000-0001"
    registered_on = date(2024, 1, 10)
    identity = Member.Identity.COMPLETE
    standing = factory.RelatedFactory(
        "tests.factories.StandingFactory", factory_related_name="member"
    )


class StandingFactory(django.DjangoModelFactory[Standing]):
    """A clean standing."""

    class Meta:
        model = Standing


class SignInLockFactory(django.DjangoModelFactory[SignInLock]):
    """A login locked for half an hour from MID_MONTH on."""

    class Meta:
        model = SignInLock

    user = factory.SubFactory(UserFactory)
    misses = 5
    locked_at = MID_MONTH
    locked_until = factory.LazyAttribute(lambda lock: lock.locked_at + timedelta(minutes=30))
    tried_at = MID_MONTH


class LineFactory(django.DjangoModelFactory[Line]):
    """A voice line on a docomo card, 5GB, in use.

    `plan__plan_code="giga_2gb"` chooses the plan, `sim=None` leaves the card away.
    """

    class Meta:
        model = Line
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"hdu{n + 10_000_000:08d}")
    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    function = Line.Function.VOICE
    medium = Line.Medium.SIM
    network = Line.Network.DOCOMO
    phone_number = factory.Sequence(lambda n: f"090-0000-{n % 10_000:04d}")
    contracted_on = date(2025, 4, 1)
    started_on = factory.SelfAttribute("contracted_on")
    billing_started_on = factory.SelfAttribute("started_on")
    plan = factory.RelatedFactory("tests.factories.PlanPeriodFactory", factory_related_name="line")
    sim = factory.RelatedFactory("tests.factories.SimFactory", factory_related_name="line")


class PlanPeriodFactory(django.DjangoModelFactory[PlanPeriod]):
    """The plan from the line's first day on."""

    class Meta:
        model = PlanPeriod

    line = factory.SubFactory(LineFactory, plan=None)
    plan_code = "giga_5gb"
    starts_on = factory.SelfAttribute("line.started_on")


class OptionPeriodFactory(django.DjangoModelFactory[OptionPeriod]):
    """An option from the line's first day on."""

    class Meta:
        model = OptionPeriod

    line = factory.SubFactory(LineFactory)
    option_code = "call_5"
    starts_on = factory.SelfAttribute("line.started_on")


class SimFactory(django.DjangoModelFactory[Sim]):
    """A lent card; none is lent for an eSIM."""

    class Meta:
        model = Sim

    line = factory.SubFactory(LineFactory, sim=None)
    world = factory.SelfAttribute("line.world")
    iccid = factory.Sequence(lambda n: f"8981100{n:012d}")
    state = factory.LazyAttribute(
        lambda sim: Sim.State.LENT if sim.line.has_card else Sim.State.NO_RETURN
    )


class MessageFactory(django.DjangoModelFactory[Outbox]):
    """A mail to a member, readable on the site: `member=` says whose."""

    class Meta:
        model = Outbox
        exclude = ("member",)

    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    user = factory.SelfAttribute("member.user")
    key = factory.Sequence(lambda n: f"M-00:{n}")
    mail_code = "M-00"
    to_address = factory.SelfAttribute("user.email")
    subject = factory.Sequence(lambda n: f"お知らせ{n}番")
    body = factory.Sequence(lambda n: f"本文{n}番")
    at = MID_MONTH
    send_after = factory.SelfAttribute("at")
    next_try_at = MID_MONTH


class ExtraWindowFactory(django.DjangoModelFactory[ExtraWindow]):
    """An extra window that closes cancelling for everybody in the middle of October 2026."""

    class Meta:
        model = ExtraWindow

    function = ExtraWindow.Function.CANCELLATION
    starts_at = jst(2026, 10, 15, 9)
    ends_at = jst(2026, 10, 15, 12)
    reason = "設備の交換"


class WeeklyChangeFactory(django.DjangoModelFactory[WeeklyChange]):
    """A Tuesday without its window."""

    class Meta:
        model = WeeklyChange

    evening = date(2026, 3, 31)
    held = False


class NoticeFactory(django.DjangoModelFactory[Notice]):
    """A notice for all members, shown from the middle of October 2026 on."""

    class Meta:
        model = Notice

    title = factory.Sequence(lambda n: f"全員へ{n}番")
    body = factory.Sequence(lambda n: f"全員への本文{n}番")
    shown_from = date(2026, 10, 15)


class InquiryFactory(django.DjangoModelFactory[Inquiry]):
    """A question that waits for an answer."""

    class Meta:
        model = Inquiry

    receipt_number = factory.Sequence(lambda n: f"Q261015-{n:05d}")
    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    form_key = factory.Sequence(lambda n: f"form {n}")
    topic = Inquiry.Topic.BILL
    text = factory.Sequence(lambda n: f"質問{n}番")
    received_at = MID_MONTH
    answer_due_on = date(2026, 10, 19)
