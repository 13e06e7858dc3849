"""The writer of pending acts: a wizard's row from its start to its single use."""

from datetime import datetime, timedelta
from typing import Any

from mioportal.plumbing.models import PendingAct, World

# World time. Long enough for a jump of a few days; the consent is checked against the quote anyway.
LIVES_FOR = timedelta(days=7)


def start(
    *,
    world: World,
    user: Any,
    kind: str,
    subject: str,
    at: datetime,
    lives_for: timedelta = LIVES_FOR,
) -> PendingAct:
    """Open a wizard for one thing of one member."""
    return PendingAct.objects.create(
        world=world,
        user=user,
        kind=kind,
        subject=subject,
        started_at=at,
        expires_at=at + lives_for,
    )


def answer(
    *,
    act: PendingAct,
    step: str,
    answers: dict[str, Any],
    shown: dict[str, Any] | None = None,
) -> None:
    """Keep what was entered in one step, and what the member sees from here on.

    `shown` without consent binds nobody: a later page tells by it what has changed since.
    """
    act.answers = act.answers | {step: answers}
    act.shown = act.shown if shown is None else shown
    PendingAct.objects.filter(pk=act.pk, used_at=None).update(
        answers=act.answers, shown=act.shown
    )


def agree(
    *,
    act: PendingAct,
    step: str,
    answers: dict[str, Any],
    shown: dict[str, Any],
    digest: str,
) -> None:
    """Keep a consent together with exactly what was shown when it was given."""
    act.answers = act.answers | {step: answers}
    act.shown, act.shown_digest = shown, digest
    PendingAct.objects.filter(pk=act.pk, used_at=None).update(
        answers=act.answers, shown=shown, shown_digest=digest
    )


def take_back_consent(*, act: PendingAct, step: str) -> None:
    """What was shown no longer holds: the consent given to it is void."""
    act.answers = {name: kept for name, kept in act.answers.items() if name != step}
    PendingAct.objects.filter(pk=act.pk, used_at=None).update(
        answers=act.answers, shown_digest=""
    )


def use(*, act: PendingAct, at: datetime, result: str) -> bool:
    """Use an act, once: False when it was used before, has lapsed, or lost its consent."""
    return bool(
        PendingAct.objects.filter(
            pk=act.pk, used_at=None, expires_at__gt=at, shown_digest=act.shown_digest
        )
        .exclude(shown_digest="")
        .update(used_at=at, result=result)
    )
