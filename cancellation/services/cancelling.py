"""The only writer of cancellations."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cancellation import emails, queries
from cancellation.models import Cancellation
from cancellation.services.lapsing import lapse
from cancellation.services.refusing import Lapsed, NotAllowed, NotOpenYet, ShownHasChanged
from cancellation.services.steps import CONSENT, check
from contracts import services as contracts
from contracts.models import Line
from mioportal.plumbing import acts, audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.models import PendingAct
from mioportal.rules import cancellation as rules
from mioportal.rules.dates import day_in_japan
from mioportal.rules.quote import Quote
from mioportal.rules.verdict import Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What the member told us on the way, all of it optional (F-CAN-04)."""

    reasons: list[str] = field(default_factory=list)
    other_reason: str = ""
    survey: dict[str, Any] = field(default_factory=dict)


def told_in(act: PendingAct) -> Told:
    """What a wizard was told, on one page or on two (F-CAN-03)."""
    asked = act.answers.get("questions", {})
    reasons = act.answers.get("reasons", asked)
    survey = act.answers.get("survey") or {
        name: asked[name] for name in ("satisfaction", "comment") if name in asked
    }
    return Told(
        reasons=reasons.get("reasons", []),
        other_reason=reasons.get("other_text", ""),
        survey=survey,
    )


def accept(*, act: PendingAct, line: Line, at: datetime, by: Actor) -> Cancellation:
    """Accept the cancellation that a member has agreed to (解約を確定する).

    A primary line that is ended with all it leads is the last to go: each line has a cancellation
    of its own, and what was shown of all is kept with each.

    The receipt time decides the month, at night too (C-026, C-027). A second try finds the work
    done and returns the same cancellation. Raises NotAllowed, Lapsed, ShownHasChanged.
    """
    if done := _made_by(act, line):
        return done
    if act.expires_at <= at:
        raise Lapsed
    try:
        check(queries.verdict_of(act, line, at))
    except NotAllowed:
        if done := _made_meanwhile(act, line):
            return done
        raise
    now = queries.quote_for(line, at)
    if now.digest() != act.shown_digest:
        acts.take_back_consent(act=act, step=CONSENT)
        raise ShownHasChanged
    told, receipt, channel = told_in(act), receipt_number(at), Cancellation.Channel.SITE
    *others, _last = queries.lines_of_act(act, line, day_in_japan(at))
    with transaction.atomic():
        if not acts.use(act=act, at=at, result=receipt):
            if done := _made_meanwhile(act, line):
                return done
            raise ShownHasChanged
        for other in others:
            # Where somebody was faster with this one, it keeps its own cancellation.
            with suppress(NotAllowed):
                write_down(other, now, receipt_number(at), channel, told, at, by)
        made = write_down(line, now, receipt, channel, told, at, by)
        if others:
            warn(made, others, at)
    return made


def accept_by_phone(
    *,
    line: Line,
    at: datetime,
    by: Actor,
    shown: str | None = None,
    with_others: bool = False,
) -> Cancellation:
    """Staff accept a cancellation on the telephone, where the site may not (F-CON-07, C-119).

    `shown` is the digest of what was read out; None where nobody was read anything (the cast). A
    primary line is ended `with_others` that it leads, each with a cancellation of its own (C-050).
    Raises NotAllowed when a line is leaving already or has ended, or would take secondary lines
    along unasked, NotOpenYet, and ShownHasChanged when what was read out no longer holds; nothing
    else stands in the way.
    """
    final = {rules.Reason.ALREADY_LEAVING, rules.Reason.ENDED}
    *others, _last = queries.together(line, day_in_japan(at)) if with_others else [line]
    if not others:
        final.add(rules.Reason.MAIN_WITH_SUBS)
    for each in (*others, line):
        against = tuple(why for why in queries.may_cancel(each, at).reasons if why in final)
        if against:
            raise NotAllowed(Verdict(reasons=against))
        if each.started_on > day_in_japan(at):
            raise NotOpenYet
    now, channel = queries.quote_for(line, at), Cancellation.Channel.PHONE
    if shown is not None and now.digest() != shown:
        raise ShownHasChanged
    with transaction.atomic():
        for other in others:
            write_down(other, now, receipt_number(at), channel, Told(), at, by)
        made = write_down(line, now, receipt_number(at), channel, Told(), at, by)
        if others:
            warn(made, others, at)
    return made


def complete(*, cancellation: Cancellation, at: datetime, by: Actor) -> bool:
    """The last day has passed: the cancellation is complete (M-12); False when it was before.

    One whose number has gone to another operator meanwhile is overtaken at once (C-070).
    """
    overtaken = cancellation.line.leaving_by == Line.Leaving.PORT_OUT
    state = Cancellation.State.OVERTAKEN if overtaken else Cancellation.State.COMPLETED
    with transaction.atomic():
        # Held first: whether the line waits for the desk, or has gone, is read only then.
        mine = Cancellation.objects.pending().filter(pk=cancellation.pk)
        list(mine.select_for_update(no_key=True).values_list("pk", flat=True))
        gone = Q(pk__in=mine.filter(line__leaving_by=Line.Leaving.PORT_OUT).values("pk"))
        released = Q(pk__in=mine.released(day_in_japan(at)).values("pk"))
        completed = mine.filter(gone | released).update(state=state, completed_at=at)
        if completed:
            lapse(cancellation=cancellation, at=at)
        if completed and not overtaken:
            outbox.put(
                world=cancellation.world,
                user=cancellation.line.member.user,
                mail=emails.completed(cancellation),
                key=cancellation.receipt_number,
                at=at,
                send_after=windows.night_ends_at(at),
            )
    return bool(completed)


def _made_by(act: PendingAct, line: Line) -> Cancellation | None:
    """What this wizard has led to already."""
    made = Cancellation.objects.filter(line=line, receipt_number=act.result)
    return made.first() if act.result else None


def _made_meanwhile(act: PendingAct, line: Line) -> Cancellation | None:
    """What the other click of a double click made, which was faster."""
    act.refresh_from_db()
    return _made_by(act, line)


def write_down(
    line: Line,
    now: Quote,
    receipt: str,
    channel: Cancellation.Channel,
    told: Told,
    at: datetime,
    by: Actor,
) -> Cancellation:
    try:
        contracts.start_leaving(
            line=line, way=Line.Leaving.CANCELLATION, ends_on=now.ends_on, at=at, by=by
        )
    except contracts.AlreadyLeaving as error:
        raise NotAllowed(Verdict(reasons=(rules.Reason.ALREADY_LEAVING,))) from error
    made = Cancellation.objects.create(
        receipt_number=receipt,
        line=line,
        world=line.world,
        channel=channel,
        accepted_at=at,
        ends_on=now.ends_on,
        reasons=told.reasons,
        other_reason=told.other_reason,
        survey=told.survey,
        shown=now.as_dict(),
    )
    outbox.put(
        world=line.world,
        user=line.member.user,
        mail=emails.accepted(made, now),
        key=receipt,
        at=at,
        send_after=windows.night_ends_at(at),
    )
    worlds.note(
        world=line.world,
        at=at,
        kind="cancellation_accepted",
        title=_("回線 %(line)s の解約を受け付けました（受付番号 %(receipt)s）")
        % {"line": line.label, "receipt": receipt},
        subject=line.code,
        link=f"/cancel/receipts/{receipt}/",
    )
    audit.record(
        world=line.world,
        at=at,
        by=by,
        verb="accept_cancellation",
        subject=line.code,
        detail={"receipt": receipt, "ends_on": now.ends_on.isoformat(), "channel": channel.value},
    )
    return made


def warn(made: Cancellation, others: Sequence[Line], at: datetime) -> None:
    """Tell which numbers of secondary lines are lost: no reservation is out for them (M-29)."""
    numbers = queries.numbers_at_risk(others, day_in_japan(at))
    if numbers:
        outbox.put(
            world=made.world,
            user=made.line.member.user,
            mail=emails.numbers_at_risk(made, numbers),
            key=made.receipt_number,
            at=at,
            send_after=windows.night_ends_at(at),
        )


def receipt_number(at: datetime) -> str:
    return f"K{day_in_japan(at):%y%m%d}-{readable(5)}"
