"""Factories: members and lines in any situation, made without walking the whole way there."""

from tests.factories.applications import (
    ApplicationFactory,
    AppliedLineFactory,
    OneStopDonorFactory,
)
from tests.factories.bills import bill_months
from tests.factories.cards import CardFactory, CardVisitFactory, a_card_that
from tests.factories.clocks import MID_MONTH, hold, jst, live_through
from tests.factories.companies import CompanyPaperFactory, CompanyRequestFactory
from tests.factories.contact import MailChangeFactory, NewsMailedFactory, PickupNewsFactory
from tests.factories.data import DataGrantFactory, DataUseFactory, a_purchase
from tests.factories.debts import (
    BillFactory,
    CardChargeFactory,
    DunningFactory,
    RefundFactory,
    SlipFactory,
    a_debt,
)
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
from tests.factories.numbers import OperatorOrderFactory, PortOrderFactory, PortRequestFactory
from tests.factories.papers import SubmissionFactory
from tests.factories.people import (
    PASSWORD,
    InquiryFactory,
    MemberFactory,
    SignInFactory,
    SignInLockFactory,
    SignUpFactory,
    StaffFactory,
    StandingFactory,
    UserFactory,
    WatchedNetworkFactory,
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
    "ApplicationFactory",
    "AppliedLineFactory",
    "OneStopDonorFactory",
    "BillFactory",
    "CardChargeFactory",
    "CardFactory",
    "CardVisitFactory",
    "CompanyPaperFactory",
    "CompanyRequestFactory",
    "DataGrantFactory",
    "DataUseFactory",
    "DeskRequestFactory",
    "DeviceFactory",
    "DunningFactory",
    "ExtraWindowFactory",
    "InquiryFactory",
    "LineFactory",
    "LiveWorldFactory",
    "MailChangeFactory",
    "MemberFactory",
    "MessageFactory",
    "NewsMailedFactory",
    "NoticeFactory",
    "OptionPeriodFactory",
    "OperatorOrderFactory",
    "PickupNewsFactory",
    "PortOrderFactory",
    "PortRequestFactory",
    "PlanChangeFactory",
    "PlanPeriodFactory",
    "RefundFactory",
    "RelatedServiceFactory",
    "SeatFactory",
    "ShareGroupFactory",
    "SignInFactory",
    "SignInLockFactory",
    "SignUpFactory",
    "SimFactory",
    "SlipFactory",
    "StaffFactory",
    "StandingFactory",
    "SubmissionFactory",
    "UserFactory",
    "WatchedNetworkFactory",
    "WeeklyChangeFactory",
    "WorldFactory",
    "a_card_that",
    "a_debt",
    "a_group_of",
    "a_purchase",
    "bill_months",
    "hold",
    "jst",
    "live_through",
]
