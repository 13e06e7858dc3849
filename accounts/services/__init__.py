"""The only writer of this app's tables."""

from accounts.services.contact import (
    MailTaken,
    NotChecked,
    SameMail,
    change_mail_at_the_desk,
)
from accounts.services.inquiries import (
    AlreadyAnswered,
    Question,
    answer_inquiry,
    ask_support,
    close_inquiry,
    take_inquiry,
)
from accounts.services.knocks import knock, take_back_knock
from accounts.services.life import complete_registration, end_mio_id
from accounts.services.lockout import (
    lift_lock,
    note_miss,
    note_right,
    reserve_try,
    take_back,
)
from accounts.services.networks import drop_network, save_network
from accounts.services.registration import register_member
from accounts.services.sessions import record_failed_sign_in, record_sign_in, record_sign_out
from accounts.services.staff import make_staff
from accounts.services.standing import (
    MioIdEnded,
    NothingOwed,
    complete_identity,
    note_bill_settled,
    note_debt,
    note_instalments,
    note_last_service_ended,
    note_service_begun,
    note_sim_case,
    return_identity,
    settle_debt,
)
from accounts.services.visits import end_sessions, note_try

__all__ = [
    "AlreadyAnswered",
    "MailTaken",
    "MioIdEnded",
    "NotChecked",
    "NothingOwed",
    "Question",
    "SameMail",
    "answer_inquiry",
    "ask_support",
    "change_mail_at_the_desk",
    "close_inquiry",
    "complete_identity",
    "complete_registration",
    "drop_network",
    "end_mio_id",
    "end_sessions",
    "knock",
    "lift_lock",
    "make_staff",
    "note_bill_settled",
    "note_debt",
    "note_instalments",
    "note_last_service_ended",
    "note_miss",
    "note_right",
    "note_service_begun",
    "note_sim_case",
    "note_try",
    "record_failed_sign_in",
    "record_sign_in",
    "record_sign_out",
    "register_member",
    "reserve_try",
    "return_identity",
    "save_network",
    "settle_debt",
    "take_back",
    "take_back_knock",
    "take_inquiry",
]
