"""Changes of mail address under way, and the news."""

from datetime import date, timedelta

import factory
from factory import django

from accounts.models import MailChange, NewsMailed, PickupNews
from accounts.services import mail_change
from tests.factories.clocks import MID_MONTH
from tests.factories.people import MemberFactory


class MailChangeFactory(django.DjangoModelFactory[MailChange]):
    """A change of mail address that nobody has confirmed yet; its links work until the morrow."""

    class Meta:
        model = MailChange

    code = factory.Sequence(lambda n: f"change-{n}")
    member = factory.SubFactory(MemberFactory)
    world = factory.SelfAttribute("member.world")
    old_address = factory.SelfAttribute("member.user.email")
    new_address = factory.Sequence(lambda n: f"new-{n}@example.jp")
    old_digest = factory.LazyAttribute(
        lambda row: mail_change.digest(mail_change.token_of(row.code, mail_change.Side.OLD))
    )
    new_digest = factory.LazyAttribute(
        lambda row: mail_change.digest(mail_change.token_of(row.code, mail_change.Side.NEW))
    )
    asked_at = MID_MONTH
    expires_at = factory.LazyAttribute(lambda row: row.asked_at + timedelta(days=1))


class PickupNewsFactory(django.DjangoModelFactory[PickupNews]):
    """An issue for all members, mailed on 20 October 2026."""

    class Meta:
        model = PickupNews

    title = factory.Sequence(lambda n: f"案内{n}号")
    body = factory.Sequence(lambda n: f"案内の本文{n}番")
    mail_on = date(2026, 10, 20)


class NewsMailedFactory(django.DjangoModelFactory[NewsMailed]):
    """An issue that a member has been sent."""

    class Meta:
        model = NewsMailed

    issue = factory.SubFactory(PickupNewsFactory)
    member = factory.SubFactory(MemberFactory)
    at = MID_MONTH
