"""The lists of the desk: who sees each of them, and who may do what there."""

from django.db.models import Model

from accounts.models import (
    Card,
    CardVisit,
    Inquiry,
    MailChange,
    Member,
    PickupNews,
    SignIn,
    SignUp,
    Submission,
    WatchedNetwork,
)
from billing.models import Bill, BillRun, CardCharge, Dunning, PostedCharge, Refund, SimFee, Slip
from cancellation.models import (
    Cancellation,
    CompanyRequest,
    InitialCancellation,
    PhoneDeskLine,
    Withdrawal,
)
from contracts.models import (
    Application,
    AppliedLine,
    ContractNotice,
    DataGrant,
    DataUse,
    DeskRequest,
    Device,
    Line,
    OneStopDonor,
    OptionPeriod,
    Payment,
    PlanChange,
    RelatedService,
    ShareGroup,
    Sim,
)
from mioportal.outside.models import CardCharge as LedgerCharge
from mioportal.outside.models import CardRefund, CardSession, OperatorOrder, VaultedCard
from mioportal.plumbing.models import (
    AuditRow,
    ExtraWindow,
    Happening,
    JobRun,
    Notice,
    Outbox,
    ParkedItem,
    WeeklyChange,
    World,
)
from mnp.models import PortDeskLine, PortOrder, PortRequest
from tests.desk.people import ROLES

ALL = set(ROLES)
CHIEFS = {"supervisor", "admin"}
# Who sees a list, and who may do what there.
LISTS: dict[type[Model], tuple[set[str], dict[str, set[str]]]] = {
    Member: (
        ALL,
        {
            "complete_identity": CHIEFS | {"reviewer"},
            "ask_for_papers": CHIEFS | {"reviewer"},
            "settle_debt": CHIEFS | {"billing"},
            "lift_lock": CHIEFS | {"support"},
            "change_name": CHIEFS | {"support"},
            "change_address": CHIEFS | {"support"},
            "end_sessions": CHIEFS | {"support"},
        },
    ),
    Submission: (CHIEFS | {"reviewer"}, {"review": CHIEFS | {"reviewer"}}),
    MailChange: (ALL, {"drop": CHIEFS | {"support"}}),
    PickupNews: (CHIEFS, {"delete_selected": CHIEFS}),
    SignIn: (CHIEFS | {"support"}, {}),
    SignUp: (CHIEFS | {"support"}, {}),
    Application: (ALL, {}),
    Inquiry: (
        CHIEFS | {"support"},
        {name: CHIEFS | {"support"} for name in ("take", "reply", "close")},
    ),
    Card: (CHIEFS | {"support", "billing"}, {}),
    CardVisit: (CHIEFS | {"support", "billing"}, {}),
    CardSession: ({"admin"}, {}),
    VaultedCard: ({"admin"}, {}),
    LedgerCharge: ({"admin"}, {}),
    CardRefund: ({"admin"}, {}),
    OperatorOrder: (
        CHIEFS | {"support"},
        {name: CHIEFS | {"support"} for name in ("open", "fail", "cancel")},
    ),
    PortRequest: (
        ALL,
        {
            name: CHIEFS | {"support"}
            for name in ("release", "find_fault", "again", "void", "call_off")
        },
    ),
    PortOrder: (ALL, {}),
    PortDeskLine: (ALL, {"ask": CHIEFS | {"support"}}),
    Line: (ALL, {name: CHIEFS | {"support"} for name in ("book_plan", "add_option")}),
    Sim: (ALL, {name: CHIEFS | {"support"} for name in ("receive", "waive")}),
    SimFee: (ALL, {name: CHIEFS | {"billing"} for name in ("approve", "give_back")}),
    DataGrant: (ALL, {}),
    DataUse: (ALL, {}),
    Device: (ALL, {"repay": CHIEFS | {"support", "billing"}}),
    Payment: (ALL, {}),
    OptionPeriod: (ALL, {name: CHIEFS | {"support"} for name in ("end", "tick", "untick")}),
    PlanChange: (ALL, {"withdraw": CHIEFS | {"support"}}),
    ShareGroup: (ALL, {"call_off": CHIEFS | {"support"}}),
    DeskRequest: (
        CHIEFS | {"support"},
        {name: CHIEFS | {"support"} for name in ("take", "complete", "refuse")},
    ),
    RelatedService: (
        ALL,
        {
            name: CHIEFS | {"support"}
            for name in ("receive", "plan", "remove", "complete", "call_off")
        },
    ),
    Bill: (ALL, {"refund": CHIEFS | {"billing"}}),
    CardCharge: (CHIEFS | {"support", "billing"}, {}),
    Slip: (ALL, {"confirm": CHIEFS | {"billing"}}),
    Dunning: (ALL, {"charge_again": CHIEFS | {"billing"}}),
    Refund: (CHIEFS | {"support", "billing"}, {}),
    BillRun: (CHIEFS | {"billing"}, {"run_again": CHIEFS | {"billing"}}),
    PostedCharge: (ALL, {}),
    Cancellation: (ALL, {"take_back": CHIEFS | {"support"}}),
    Withdrawal: (ALL, {name: CHIEFS | {"support"} for name in ("take_back", "refuse")}),
    PhoneDeskLine: (ALL, {name: CHIEFS | {"support"} for name in ("accept", "undo")}),
    CompanyRequest: (
        CHIEFS | {"support"},
        {
            name: CHIEFS | {"support"}
            for name in ("take", "ask_papers", "complete", "call_off")
        },
    ),
    InitialCancellation: (ALL, {}),
    ContractNotice: (ALL, {}),
    AppliedLine: (
        ALL,
        {name: CHIEFS | {"support"} for name in ("send", "open", "call_off")},
    ),
    Outbox: (ALL, {"send_again": ALL}),
    Happening: (ALL, {}),
    World: (ALL, {}),
    AuditRow: (CHIEFS, {}),
    JobRun: (CHIEFS, {}),
    ParkedItem: (CHIEFS, {"try_again": CHIEFS}),
    Notice: (CHIEFS, {"delete_selected": CHIEFS}),
    ExtraWindow: (CHIEFS, {"delete_selected": CHIEFS}),
    WeeklyChange: (CHIEFS, {"delete_selected": CHIEFS}),
    WatchedNetwork: (CHIEFS, {"delete_selected": CHIEFS}),
    OneStopDonor: (CHIEFS, {"delete_selected": CHIEFS}),
}
WRITABLE = {Notice, ExtraWindow, WeeklyChange, PickupNews, WatchedNetwork, OneStopDonor}
