"""Whether a cancellation may still be taken back, and what was asked for (C-031, C-085)."""

from datetime import datetime

from accounts.models import Member
from cancellation.models import Cancellation, Withdrawal, WithdrawalQuerySet
from mioportal.rules import cancellation as rules
from mioportal.rules.cancellation import WithdrawReason
from mioportal.rules.verdict import Verdict


def may_withdraw(
    cancellation: Cancellation,
    *,
    asked_at: datetime,
    at: datetime,
    is_proven_error: bool = False,
) -> Verdict[WithdrawReason]:
    """Whether staff may take it back, asked for and decided at these instants."""
    if cancellation.state != Cancellation.State.ACCEPTED:
        return Verdict(reasons=(WithdrawReason.IN_EFFECT,))
    return rules.may_withdraw(
        rules.WithdrawFacts(
            accepted_at=cancellation.accepted_at,
            asked_at=max(asked_at, cancellation.accepted_at),
            now=at,
            is_proven_error=is_proven_error,
        )
    )


def withdrawals_of(member: Member) -> WithdrawalQuerySet:
    """A member's requests to take a cancellation back, the newest first."""
    rows = Withdrawal.objects.of(member)
    joined = rows.select_related("cancellation__line__member__user", "world")
    return joined.order_by("-asked_at", "-pk")
