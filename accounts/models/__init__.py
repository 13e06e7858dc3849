"""Who signs in, who the member is, and how they stand."""

from accounts.models.inquiry import Inquiry
from accounts.models.lock import Knocks, SignInLock
from accounts.models.member import Member, Standing
from accounts.models.recovery import Recovery
from accounts.models.user import User

__all__ = ["Inquiry", "Knocks", "Member", "Recovery", "SignInLock", "Standing", "User"]
