"""Asking for a reservation number: on the site, again, and at the desk."""

from datetime import datetime
from typing import Any

from django.db import transaction

from contracts import services as contracts
from contracts.models import Device, Line
from mioportal.plumbing import acts, audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.models import PendingAct
from mioportal.rules.dates import day_in_japan
from mioportal.rules.instalments import Choice
from mioportal.rules.port_out import IssueReason
from mioportal.rules.verdict import Verdict
from mnp import emails, queries
from mnp.models import PortRequest
from mnp.services.issuing import issue
from mnp.services.telling import NOTED

ACT = "port_out_line"
DEVICES, CONSENT = "devices", "cautions"
# Where the desk may act though the site may not (F-STF-06, C-066).
_DESK_MAY = frozenset(
    {IssueReason.CORPORATE, IssueReason.REISSUED_TODAY, IssueReason.REISSUED_LATELY}
)


class NotAllowed(Exception):
    """No number is given; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[IssueReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


class NotOpenYet(Exception):
    """The line is not in use yet: there is no number to take along."""


class Lapsed(Exception):
    """The wizard was left alone for too long."""


class ShownHasChanged(Exception):
    """What was shown when the member agreed no longer holds; the consent is void."""


class NotTheLatest(Exception):
    """Another number was issued since: `latest` is the one to go on with."""

    def __init__(self, latest: PortRequest) -> None:
        super().__init__(latest.receipt_number)
        self.latest = latest


def begin(*, line: Line, user: Any, at: datetime) -> PendingAct:
    """Open the wizard for a line. Raises NotAllowed, NotOpenYet."""
    _check(line, at)
    return acts.start(world=line.world, user=user, kind=ACT, subject=line.code, at=at)


def answer(
    *, act: PendingAct, line: Line, step: str, answers: dict[str, Any], at: datetime
) -> None:
    """Keep what was entered in a step, and what the next page shows of the line at that time.

    What is chosen for devices stays in the wizard until the number is asked for (C-122).
    """
    chosen = answers if step == DEVICES else act.answers.get(DEVICES)
    shown = None if act.shown_digest else queries.quote_for(line, at, choices=chosen).as_dict()
    acts.answer(act=act, step=step, answers=answers, shown=shown)


def agree(*, act: PendingAct, line: Line, digest: str, at: datetime) -> bool:
    """Keep the consent to what was shown; False when that has changed since (nothing is kept)."""
    now = queries.quote_of(act, line, at)
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


def ask(*, act: PendingAct, line: Line, at: datetime, by: Actor) -> PortRequest:
    """Ask for the number that a member has agreed to (発行を確定する).

    Inside the hours it is issued at once, otherwise in its turn; what clears by itself is waited
    for (C-062, C-071). A second try finds the work done. Raises NotAllowed, NotOpenYet, Lapsed,
    ShownHasChanged.
    """
    if done := _made_by(act):
        return done
    if act.expires_at <= at:
        raise Lapsed
    now = queries.quote_of(act, line, at)
    if now.digest() != act.shown_digest:
        acts.take_back_consent(act=act, step=CONSENT)
        raise ShownHasChanged
    with transaction.atomic():
        contracts.hold_lines(line.member)
        act.refresh_from_db()
        if done := _made_by(act):
            return done
        _check(line, at)
        receipt = receipt_number(at)
        if not acts.use(act=act, at=at, result=receipt):
            raise ShownHasChanged
        _choose(line, act.answers.get(DEVICES, {}), at, by)
        told = act.answers.get("survey", {})
        return _accept(
            line,
            at,
            by,
            receipt_number=receipt,
            channel=PortRequest.Channel.SITE,
            reasons=told.get("reasons", []),
            other_reason=told.get("other_text", ""),
            shown=now.as_dict(),
        )


def ask_again(
    *,
    of: PortRequest,
    at: datetime,
    by: Actor,
    channel: PortRequest.Channel = PortRequest.Channel.SITE,
) -> PortRequest:
    """Replace a number, live or not, free of charge (再発行する, C-066).

    The old one is dead from the instant the new one is issued. The same form sent twice replaces
    it once. Raises NotTheLatest, and NotAllowed with every reason; a consent has no number that
    another one could replace.
    """
    line = of.line
    if of.is_one_stop:
        raise NotAllowed(Verdict(reasons=(IssueReason.LIVE_NUMBER,)))
    with transaction.atomic():
        contracts.hold_lines(line.member)
        if done := PortRequest.objects.filter(replaces=of).first():
            return done
        latest = PortRequest.objects.filter(line=line, issued_at__isnull=False).latest("issued_at")
        if latest.pk != of.pk:
            raise NotTheLatest(latest)
        verdict = _less(queries.may_reissue(line, at), channel)
        if not queries.resumes_when_cleared(verdict):
            raise NotAllowed(queries.final(verdict))
        return _accept(
            line, at, by, kind=PortRequest.Kind.AGAIN, channel=channel, replaces=of, shown=of.shown
        )


def ask_by_desk(*, line: Line, at: datetime, by: Actor) -> PortRequest:
    """The desk asks for a company's number, or for somebody on the telephone.

    Raises NotAllowed, NotOpenYet.
    """
    with transaction.atomic():
        contracts.hold_lines(line.member)
        _check(line, at, PortRequest.Channel.DESK)
        return _accept(line, at, by, channel=PortRequest.Channel.DESK)


def _less(
    verdict: Verdict[IssueReason], channel: PortRequest.Channel
) -> Verdict[IssueReason]:
    """A verdict without what the desk may overrule."""
    if channel != PortRequest.Channel.DESK:
        return verdict
    return Verdict(reasons=tuple(each for each in verdict.reasons if each not in _DESK_MAY))


def _check(
    line: Line, at: datetime, channel: PortRequest.Channel = PortRequest.Channel.SITE
) -> None:
    if not queries.is_open_yet(line, day_in_japan(at)):
        raise NotOpenYet
    verdict = _less(queries.may_issue(line, at), channel)
    if not queries.resumes_when_cleared(verdict):
        raise NotAllowed(verdict)


def _made_by(act: PendingAct) -> PortRequest | None:
    """What this wizard has led to already."""
    made = PortRequest.objects.filter(receipt_number=act.result)
    return made.select_related("line", "world").first() if act.result else None


def _choose(line: Line, choices: dict[str, str], at: datetime, by: Actor) -> None:
    """What was chosen for devices is theirs from now on; it may be changed until the opening."""
    for device in Device.objects.filter(line=line, code__in=choices).select_related("member"):
        try:
            contracts.choose_on_leaving(
                device=device, choice=Choice(choices[device.code]), at=at, by=by
            )
        except (contracts.TooLate, contracts.NotOffered):
            # Paid off, or decided by its contract, since the page was shown.
            continue


def _accept(line: Line, at: datetime, by: Actor, **fields: Any) -> PortRequest:
    receipt = fields.pop("receipt_number", "") or receipt_number(at)
    made = PortRequest.objects.create(
        receipt_number=receipt,
        line=line,
        world=line.world,
        requested_at=at,
        due_at=queries.issues_at(line.world, at),
        **fields,
    )
    against = queries.still_against(made, at)
    if against:
        PortRequest.objects.filter(pk=made.pk).update(state=PortRequest.State.HELD)
        made.state = PortRequest.State.HELD
    audit.record(
        world=line.world,
        at=at,
        by=by,
        verb="ask_port_number",
        subject=line.code,
        detail={"receipt": receipt, "kind": made.kind, "state": made.state},
    )
    if not against and made.due_at <= at:
        issue([made], at=at, by=by)
        return made
    _tell_waiting(made, against, at)
    return made


def _tell_waiting(made: PortRequest, against: list[IssueReason], at: datetime) -> None:
    line = made.line
    outbox.put(
        world=made.world,
        user=line.member.user,
        mail=emails.waiting(made, against),
        key=f"{made.receipt_number}:{'held' if against else 'queued'}",
        at=at,
        send_after=windows.night_ends_at(at),
    )
    worlds.note(
        world=made.world,
        at=at,
        kind="port_number_asked",
        title=NOTED["held" if against else "queued"]
        % {"line": line.label, "receipt": made.receipt_number},
        subject=line.code,
        link=f"/mnp/requests/{made.receipt_number}/",
    )


def receipt_number(at: datetime) -> str:
    """A new one, whose day is read off it."""
    return f"M{day_in_japan(at):%y%m%d}-{readable(7)}"


