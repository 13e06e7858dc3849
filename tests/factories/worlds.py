"""Worlds, mails, windows and notices."""

from datetime import date

import factory
from factory import django

from mioportal.plumbing.models import ExtraWindow, Notice, Outbox, WeeklyChange, World
from tests.factories.clocks import MID_MONTH, jst


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


class MessageFactory(django.DjangoModelFactory[Outbox]):
    """A mail to a member, readable on the site: `member=` says whose."""

    class Meta:
        model = Outbox
        exclude = ("member",)

    member = factory.SubFactory("tests.factories.people.MemberFactory")
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
