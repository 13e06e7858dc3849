"""The desk's screens of this app, by subject."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin

from accounts.admin.cards import CardAdmin, CardVisitAdmin
from accounts.admin.inquiries import InquiryAdmin
from accounts.admin.mail_changes import MailChangeAdmin
from accounts.admin.members import MemberAdmin
from accounts.admin.papers import SubmissionAdmin

__all__ = [
    "CardAdmin",
    "CardVisitAdmin",
    "InquiryAdmin",
    "MailChangeAdmin",
    "MemberAdmin",
    "PickupNewsAdmin",
    "SignInAdmin",
    "SignUpAdmin",
    "SubmissionAdmin",
    "WatchedNetworkAdmin",
]
from accounts.admin.networks import WatchedNetworkAdmin
from accounts.admin.news import PickupNewsAdmin
from accounts.admin.sign_ups import SignUpAdmin
from accounts.admin.visits import SignInAdmin

# Rights are given by services.make_staff: groups would be typed over without a trace.
admin.site.unregister(auth_admin.Group)  # type: ignore[attr-defined]
