"""Who signs in, who the member is, and how they stand."""

from accounts.models.card import Card, CardVisit
from accounts.models.contact import MailChange, NewsMailed, PickupNews
from accounts.models.inquiry import Inquiry
from accounts.models.lock import Knocks, SignInLock
from accounts.models.maintenance import NoticeMailed, ToldWindow
from accounts.models.member import Member, Standing
from accounts.models.paper import PaperImage, Submission
from accounts.models.recovery import Recovery
from accounts.models.reminder import Reminder
from accounts.models.sign_up import SignUp
from accounts.models.user import User
from accounts.models.visit import SecondCheck, SignIn, WatchedNetwork

__all__ = [
    "Card",
    "CardVisit",
    "Inquiry",
    "Knocks",
    "MailChange",
    "Member",
    "NewsMailed",
    "NoticeMailed",
    "PaperImage",
    "PickupNews",
    "Recovery",
    "Reminder",
    "SecondCheck",
    "SignIn",
    "SignInLock",
    "SignUp",
    "Standing",
    "Submission",
    "ToldWindow",
    "User",
    "WatchedNetwork",
]
