"""The wizard up to its last button: begun, answered step by step, agreed to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from cancellation import queries
from cancellation.services.refusing import NotAllowed
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing import acts
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import PendingAct
from mioportal.rules.cancellation import Reason
from mioportal.rules.dates import day_in_japan
from mioportal.rules.instalments import Choice
from mioportal.rules.verdict import Verdict

ACT = queries.ACT
CONSENT = "cautions"
DEVICES = "devices"


def check(verdict: Verdict[Reason]) -> None:
    """Raises NotAllowed with every reason against."""
    if not verdict.allowed:
        raise NotAllowed(verdict)


def begin(*, line: Line, user: Any, at: datetime) -> PendingAct:
    """Open the wizard for a line. Raises NotAllowed with every reason."""
    check(queries.may_cancel(line, at))
    return acts.start(world=line.world, user=user, kind=ACT, subject=line.code, at=at)


def begin_together(*, line: Line, user: Any, at: datetime) -> PendingAct:
    """Open the wizard for a primary line and all that it leads (C-050). Raises NotAllowed."""
    check(queries.may_cancel_together(line, at))
    return acts.start(
        world=line.world, user=user, kind=queries.TOGETHER, subject=line.code, at=at
    )


def answer(
    *, act: PendingAct, line: Line, step: str, answers: dict[str, Any], at: datetime
) -> None:
    """Keep what was entered in a step, and what the next page shows of the line at that time."""
    # Once there is consent, what it was given to stays.
    shown = None if act.shown_digest else queries.quote_for(line, at).as_dict()
    acts.answer(act=act, step=step, answers=answers, shown=shown)


def choose_devices(
    *, act: PendingAct, line: Line, choices: Mapping[str, Choice], at: datetime, by: Actor
) -> None:
    """Keep 分割継続 / 一括 for the devices of the line, by their codes (C-019, C-122).

    The choice is the device's own: its page shows it, and it may be changed until the line ends.
    A device that leaves nothing to choose any more keeps what was decided.
    """
    with transaction.atomic():
        lines = queries.lines_of_act(act, line, day_in_japan(at))
        for ledger in queries.devices_to_choose(lines, at):
            chosen = choices.get(ledger.device.code)
            if chosen is not None:
                contracts.choose_on_leaving(device=ledger.device, choice=chosen, at=at, by=by)
        told = {code: choice.value for code, choice in choices.items()}
        answer(act=act, line=line, step=DEVICES, answers=told, at=at)


def agree(*, act: PendingAct, line: Line, digest: str, at: datetime) -> bool:
    """Keep the consent to what was shown; False when that has changed since (nothing is kept)."""
    now = queries.quote_for(line, at)
    if now.digest() != digest:
        return False
    acts.agree(
        act=act,
        step=CONSENT,
        answers={"agreed_at": at.isoformat()},
        shown=now.as_dict(),
        digest=digest,
    )
    return True
