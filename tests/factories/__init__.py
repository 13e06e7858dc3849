"""Factories: members and lines in any situation, made without walking the whole way there."""

from tests.factories.clocks import MID_MONTH, hold, jst, live_through
from tests.factories.holdings import (
    DeskRequestFactory,
    DeviceFactory,
    PlanChangeFactory,
    RelatedServiceFactory,
    SeatFactory,
    ShareGroupFactory,
    a_group_of,
)
from tests.factories.lines import LineFactory, OptionPeriodFactory, PlanPeriodFactory, SimFactory
from tests.factories.people import (
    PASSWORD,
    InquiryFactory,
    MemberFactory,
    SignInLockFactory,
    StaffFactory,
    StandingFactory,
    UserFactory,
)
from tests.factories.worlds import (
    ExtraWindowFactory,
    LiveWorldFactory,
    MessageFactory,
    NoticeFactory,
    WeeklyChangeFactory,
    WorldFactory,
)

__all__ = [
    "MID_MONTH",
    "PASSWORD",
    "DeskRequestFactory",
    "DeviceFactory",
    "ExtraWindowFactory",
    "InquiryFactory",
    "LineFactory",
    "LiveWorldFactory",
    "MemberFactory",
    "MessageFactory",
    "NoticeFactory",
    "OptionPeriodFactory",
    "PlanChangeFactory",
    "PlanPeriodFactory",
    "RelatedServiceFactory",
    "SeatFactory",
    "ShareGroupFactory",
    "SignInLockFactory",
    "SimFactory",
    "StaffFactory",
    "StandingFactory",
    "UserFactory",
    "WeeklyChangeFactory",
    "WorldFactory",
    "a_group_of",
    "hold",
    "jst",
    "live_through",
]
