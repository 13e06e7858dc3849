"""Factories: members and lines in any situation, made without walking the whole way there."""

from tests.factories.clocks import MID_MONTH, hold, jst, live_through
from tests.factories.data import DataGrantFactory, DataUseFactory, a_purchase
from tests.factories.holdings import (
    DeviceFactory,
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
    "DataGrantFactory",
    "DataUseFactory",
    "DeviceFactory",
    "ExtraWindowFactory",
    "InquiryFactory",
    "LineFactory",
    "LiveWorldFactory",
    "MemberFactory",
    "MessageFactory",
    "NoticeFactory",
    "OptionPeriodFactory",
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
    "a_purchase",
    "hold",
    "jst",
    "live_through",
]
