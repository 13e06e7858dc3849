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
from accounts.services.lockout import lift_lock, note_miss, note_right, reserve_try
from accounts.services.registration import register_member
from accounts.services.sessions import record_failed_sign_in, record_sign_in, record_sign_out
from accounts.services.staff import make_staff
from accounts.services.standing import (
    NothingOwed,
    complete_identity,
    note_debt,
    note_instalments,
    note_last_service_ended,
    return_identity,
    settle_debt,
)

__all__ = [
    "AlreadyAnswered",
    "MailTaken",
    "NotChecked",
    "NothingOwed",
    "Question",
    "SameMail",
    "answer_inquiry",
    "ask_support",
    "change_mail_at_the_desk",
    "close_inquiry",
    "complete_identity",
    "knock",
    "lift_lock",
    "make_staff",
    "note_debt",
    "note_instalments",
    "note_last_service_ended",
    "note_miss",
    "note_right",
    "record_failed_sign_in",
    "record_sign_in",
    "record_sign_out",
    "register_member",
    "reserve_try",
    "return_identity",
    "settle_debt",
    "take_back_knock",
    "take_inquiry",
]
