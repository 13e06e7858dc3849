"""Who signs in, who the member is, and how they stand."""

from accounts.models.member import Member, Standing
from accounts.models.user import User

__all__ = ["Member", "Standing", "User"]
