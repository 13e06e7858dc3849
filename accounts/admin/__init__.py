"""The desk's screens of this app, by subject."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin

from accounts.admin.inquiries import InquiryAdmin
from accounts.admin.members import MemberAdmin
from accounts.admin.networks import WatchedNetworkAdmin
from accounts.admin.visits import SignInAdmin

__all__ = ["InquiryAdmin", "MemberAdmin", "SignInAdmin", "WatchedNetworkAdmin"]

# Rights are given by services.make_staff: groups would be typed over without a trace.
admin.site.unregister(auth_admin.Group)  # type: ignore[attr-defined]
