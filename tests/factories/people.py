"""Members, staff, and what belongs to a login."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory import django

from accounts.models import (
    Inquiry,
    Member,
    SignIn,
    SignInLock,
    SignUp,
    Standing,
    User,
    WatchedNetwork,
)
from accounts.services.recovery import digest
from accounts.services.sign_up import token_of
from tests.factories.clocks import MID_MONTH

PASSWORD = "correct-horse-1"


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
    world = factory.SubFactory("tests.factories.worlds.WorldFactory")
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
        "tests.factories.people.StandingFactory", factory_related_name="member"
    )


class StandingFactory(django.DjangoModelFactory[Standing]):
    """A clean standing."""

    class Meta:
        model = Standing


class SignUpFactory(django.DjangoModelFactory[SignUp]):
    """A mail address that waits to be confirmed; its link is `sign_up.token_of(code)`."""

    class Meta:
        model = SignUp

    code = factory.Sequence(lambda n: f"sign-up-{n}")
    email = factory.Sequence(lambda n: f"fresh{n}@example.jp")
    state = SignUp.State.ANSWERED
    asked_at = MID_MONTH
    link_digest = factory.LazyAttribute(lambda row: digest(token_of(row.code)))
    expires_at = datetime(2099, 1, 1, tzinfo=UTC)


class SignInLockFactory(django.DjangoModelFactory[SignInLock]):
    """A login locked for half an hour from MID_MONTH on."""

    class Meta:
        model = SignInLock

    user = factory.SubFactory(UserFactory)
    misses = 5
    locked_at = MID_MONTH
    locked_until = factory.LazyAttribute(lambda lock: lock.locked_at + timedelta(minutes=30))
    tried_at = MID_MONTH


class SignInFactory(django.DjangoModelFactory[SignIn]):
    """A sign-in of a member at MID_MONTH: `member=` says whose."""

    class Meta:
        model = SignIn
        exclude = ("member",)

    member = factory.SubFactory(MemberFactory)
    user = factory.SelfAttribute("member.user")
    world = factory.SelfAttribute("member.world")
    at = MID_MONTH
    result = SignIn.Result.IN
    source = "192.0.2.7"
    browser = "Chrome（Windows）"


class WatchedNetworkFactory(django.DjangoModelFactory[WatchedNetwork]):
    """A VPN's network that nobody in the tests comes from."""

    class Meta:
        model = WatchedNetwork

    network = factory.Sequence(lambda n: f"10.{n // 256}.{n % 256}.0/24")
    kind = WatchedNetwork.Kind.VPN


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
