"""The only writer of this app's tables."""

from accounts.services.cards import (
    NotRemovable,
    PaysByInvoice,
    TooManyVisits,
    VisitLapsed,
    begin_visit,
    card_registered,
    finish_visit,
    remove_card,
)
from accounts.services.contact import (
    MailTaken,
    NotChecked,
    SameMail,
    change_mail_at_the_desk,
)
from accounts.services.contractor import KnownAlready, NotRegistered, write_contractor
from accounts.services.inquiries import (
    AlreadyAnswered,
    Question,
    answer_inquiry,
    ask_support,
    close_inquiry,
    take_inquiry,
)
from accounts.services.knocks import knock, take_back_knock
from accounts.services.life import (
    complete_registration,
    end_mio_id,
    give_until,
    mio_id_ended,
    with_the_operator,
)
from accounts.services.lockout import (
    lift_lock,
    note_miss,
    note_right,
    reserve_try,
    take_back,
)
from accounts.services.networks import drop_network, save_network
from accounts.services.news import AlreadyMailed, choose_news, drop_issue, save_issue
from accounts.services.papers import ask_for_papers
from accounts.services.papers_review import complete_identity
from accounts.services.passwords import ChangedMeanwhile, change_password
from accounts.services.profile import (
    Address,
    AtTheCorporateDesk,
    Change,
    Name,
    Phones,
    change_profile,
    differs,
)
from accounts.services.proof import WrongPassword, prove
from accounts.services.registration import register_member
from accounts.services.sessions import record_failed_sign_in, record_sign_in, record_sign_out
from accounts.services.staff import make_staff
from accounts.services.standing import (
    MioIdEnded,
    NothingOwed,
    clear_debt,
    debt_settled,
    hold,
    note_application,
    note_bill_settled,
    note_debt,
    note_instalments,
    note_last_service_ended,
    note_service_begun,
    note_sim_case,
    resume,
    settle_debt,
    suspend,
)
from accounts.services.visits import end_sessions, note_try

__all__ = [
    "KnownAlready",
    "NotRegistered",
    "give_until",
    "mio_id_ended",
    "with_the_operator",
    "write_contractor",
    "Address",
    "AlreadyAnswered",
    "AlreadyMailed",
    "AtTheCorporateDesk",
    "Change",
    "ChangedMeanwhile",
    "MailTaken",
    "MioIdEnded",
    "Name",
    "NotChecked",
    "NotRemovable",
    "NothingOwed",
    "PaysByInvoice",
    "Phones",
    "Question",
    "SameMail",
    "TooManyVisits",
    "VisitLapsed",
    "WrongPassword",
    "answer_inquiry",
    "ask_for_papers",
    "ask_support",
    "begin_visit",
    "card_registered",
    "change_mail_at_the_desk",
    "change_password",
    "change_profile",
    "choose_news",
    "clear_debt",
    "close_inquiry",
    "complete_identity",
    "complete_registration",
    "debt_settled",
    "differs",
    "drop_issue",
    "drop_network",
    "end_mio_id",
    "end_sessions",
    "finish_visit",
    "hold",
    "knock",
    "lift_lock",
    "make_staff",
    "note_application",
    "note_bill_settled",
    "note_debt",
    "note_instalments",
    "note_last_service_ended",
    "note_miss",
    "note_right",
    "note_service_begun",
    "note_sim_case",
    "note_try",
    "prove",
    "record_failed_sign_in",
    "record_sign_in",
    "record_sign_out",
    "register_member",
    "remove_card",
    "reserve_try",
    "resume",
    "save_issue",
    "save_network",
    "settle_debt",
    "suspend",
    "take_back",
    "take_back_knock",
    "take_inquiry",
]
