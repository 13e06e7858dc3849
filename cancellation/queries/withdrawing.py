"""Whether a cancellation may still be taken back, and what was asked for (C-031, C-085)."""

import re
import unicodedata
from datetime import datetime

from accounts.models import Member
from cancellation.models import Cancellation, Withdrawal, WithdrawalQuerySet
from contracts.models import Line
from contracts.queries import line_of
from contracts.queries.group_fees import GoesAlone, lost_place
from mioportal.rules import cancellation as rules
from mioportal.rules.cancellation import WithdrawReason
from mioportal.rules.verdict import Verdict


def may_withdraw(
    cancellation: Cancellation,
    *,
    asked_at: datetime,
    at: datetime,
    is_proven_error: bool = False,
    was_refused: bool = False,
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
            was_refused=was_refused,
        )
    )


def may_ask_back(cancellation: Cancellation, at: datetime) -> Verdict[WithdrawReason]:
    """Whether its member may ask for it at this instant: on its day, until the desk has said no."""
    refused = cancellation.withdrawals.filter(state=Withdrawal.State.REFUSED).exists()
    return may_withdraw(cancellation, asked_at=at, at=at, was_refused=refused)


def goes_on_alone(made: Withdrawal) -> GoesAlone | None:
    """A line that was taken back without its place in a group, and what it costs; None with it."""
    if made.state != Withdrawal.State.DONE:
        return None
    cancellation = made.cancellation
    line = line_of(cancellation.line.member, cancellation.line.code, cancellation.ends_on)
    return lost_place(line, cancellation.ends_on) if line else None


def withdrawals_of(member: Member) -> WithdrawalQuerySet:
    """A member's requests to take a cancellation back, the newest first."""
    rows = Withdrawal.objects.of(member)
    joined = rows.select_related("cancellation__line__member__user", "world")
    return joined.order_by("-asked_at", "-pk")


def lines_named(member: Member, told: str) -> list[Line]:
    """The member's lines that a text names, by their code or number, however it was typed."""
    text = unicodedata.normalize("NFKC", told).casefold()
    digits = re.sub(r"\D", "", text)
    return [
        line
        for line in Line.objects.of(member)
        # Without its first 0 a number is found in the form for calls from abroad, too.
        if line.code.casefold() in text
        or (line.phone_number and re.sub(r"\D", "", line.phone_number)[1:] in digits)
    ]
