"""A company's lines: asked for in writing, cancelled by the corporate desk (F-COR-01 to 03)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Member
from accounts.services.pictures import Picture
from cancellation import emails, queries
from cancellation.models import CLOSED, Cancellation, CompanyPaper, CompanyRequest
from cancellation.services.cancelling import Told, receipt_number, warn, write_down
from cancellation.services.refusing import NotAllowed
from contracts.models import Line
from mioportal.plumbing import audit, outbox, windows, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.plumbing.outbox import Mail
from mioportal.rules import cancellation as rules
from mioportal.rules.corporate import CorporatePaper, CorporateRequestStatus
from mioportal.rules.dates import day_in_japan
from mioportal.rules.verdict import Verdict

Status = CorporateRequestStatus
_FINAL = {rules.Reason.ALREADY_LEAVING, rules.Reason.ENDED}


class NotACompany(Exception):
    """The member is no company: their lines are cancelled on the site."""


class NothingToCancel(Exception):
    """Every line that was named is leaving, has ended, or is asked for already."""


class Closed(Exception):
    """The request is done or called off, or no such paper is asked for."""


def ask(
    *,
    member: Member,
    lines: Sequence[Line],
    company: str,
    person: str,
    reason: str,
    form_key: str,
    at: datetime,
    by: Actor,
) -> CompanyRequest:
    """Receive a request of a company; the same form sent twice is received once.

    Raises NotACompany and NothingToCancel.
    """
    if not member.is_corporate:
        raise NotACompany
    with transaction.atomic():
        # One hand at a time: a line is in one open request.
        Member.objects.select_for_update().get(pk=member.pk)
        told = CompanyRequest.objects.filter(member=member, form_key=form_key).first()
        if told is not None:
            return told
        free = queries.lines_to_ask_for(member, day_in_japan(at))
        wanted = [line for line in free if line in lines]
        if not wanted:
            raise NothingToCancel
        made = CompanyRequest.objects.create(
            receipt_number=f"C{day_in_japan(at):%y%m%d}-{readable(5)}",
            form_key=form_key,
            member=member,
            world=member.world,
            company=company,
            person=person,
            reason=reason,
            asked_at=at,
        )
        made.lines.set(wanted)
        _tell(made, emails.company_received(made, wanted), "received", at)
        _note(made, at, _("法人の解約の申し込みを受け付けました（受付番号 %s）"))
        _audit(made, "ask_company", at, by, {"lines": [line.code for line in wanted]})
    return made


def take(*, request: CompanyRequest, at: datetime, by: Actor) -> bool:
    """The desk works on it (処理中); False when that stood already, or it is done."""
    return _move(request, Status.IN_PROGRESS, at, by)


def ask_papers(
    *,
    request: CompanyRequest,
    papers: Sequence[CorporatePaper],
    note: str,
    at: datetime,
    by: Actor,
) -> bool:
    """Ask for papers (書類待ち); False when exactly that stood already. Raises Closed."""
    asked = [each.value for each in CorporatePaper if each in papers]
    with transaction.atomic():
        row = _open(request)
        if (row.state, row.papers_asked, row.note) == (Status.WAITING_FOR_PAPERS, asked, note):
            return False
        CompanyRequest.objects.filter(pk=row.pk).update(
            state=Status.WAITING_FOR_PAPERS, papers_asked=asked, note=note
        )
        request.refresh_from_db()
        occasion = f"papers:{at.isoformat()}"
        _tell(request, emails.company_papers_asked(request), occasion, at)
        _audit(request, "ask_company_papers", at, by, {"papers": asked})
    return True


def send_paper(
    *, request: CompanyRequest, paper: CorporatePaper, picture: Picture, at: datetime, by: Actor
) -> None:
    """Keep a paper that was asked for; with the last of them the desk goes on (処理中).

    Another picture of the same paper takes the place of the first. Raises Closed.
    """
    with transaction.atomic():
        row = _open(request)
        if paper.value not in row.papers_asked:
            raise Closed
        CompanyPaper.objects.update_or_create(
            request=row, paper=paper.value, defaults={"data": picture.data, "sent_at": at}
        )
        there = set(row.papers.values_list("paper", flat=True))
        if there >= set(row.papers_asked):
            CompanyRequest.objects.filter(pk=row.pk, state=Status.WAITING_FOR_PAPERS).update(
                state=Status.IN_PROGRESS
            )
        _audit(row, "send_company_paper", at, by, {"paper": paper.value})
    request.refresh_from_db()


def complete(*, request: CompanyRequest, at: datetime, by: Actor) -> bool:
    """Cancel every line of a request, and say so (M-34); False when it is closed already.

    The day of completion decides the month (D-111). Lines that leave already, or have ended, keep
    their own last day. Raises NotAllowed when a primary line would take others along.
    """
    with transaction.atomic():
        held = CompanyRequest.objects.select_for_update().get(pk=request.pk)
        if held.state in CLOSED:
            return False
        lines = _cancel(held, at, by)
        CompanyRequest.objects.filter(pk=held.pk).update(
            state=Status.DONE,
            done_at=at,
            done_by=by.label,
            # Where nothing was left to cancel, nothing ends by it.
            ends_on=rules.ends_on(at) if lines else None,
        )
        # Nothing of the papers is needed any more.
        held.papers.update(data=b"")
        request.refresh_from_db()
        others = [line for line in held.lines.order_by("code") if line not in lines]
        _tell(request, emails.company_done(request, lines, others), "done", at)
        _note(request, at, _("法人の解約の手続きが完了しました（受付番号 %s）"))
        _audit(request, "complete_company", at, by, {"lines": [line.code for line in lines]})
    return True


def _cancel(request: CompanyRequest, at: datetime, by: Actor) -> list[Line]:
    """Cancel what of a request still goes on, those that lead a group last, and warn of numbers."""
    today, lines = day_in_japan(at), []
    asked = queries.in_order(request, today)
    led = {line.pk: queries.together(line, today)[:-1] for line in asked}
    for line in asked:
        if not _goes(line, at):
            continue
        now = queries.quote_for(line, at)
        channel, told = Cancellation.Channel.COMPANY, Told(other_reason=request.reason)
        made = write_down(line, now, receipt_number(at), channel, told, at, by)
        warn(made, led[line.pk], at)
        lines.append(line)
    return lines


def call_off(
    *, request: CompanyRequest, lines: Sequence[Line], at: datetime, by: Actor
) -> bool:
    """Take lines out of a request (M-33); with the last of them it is called off (D-145).

    False when none of them is in it any more, or it is called off already. Raises Closed when it is
    done.
    """
    with transaction.atomic():
        row = CompanyRequest.objects.select_for_update().get(pk=request.pk)
        if row.state == Status.DONE:
            raise Closed
        held = list(row.lines.order_by("code"))
        out = [line for line in held if line in lines]
        if not out or row.state == Status.CALLED_OFF:
            return False
        stay = [line for line in held if line not in out]
        if stay:
            row.lines.remove(*out)
        else:
            # Its receipt still says which lines it was about.
            CompanyRequest.objects.filter(pk=row.pk).update(
                state=Status.CALLED_OFF, done_at=at, done_by=by.label
            )
            row.papers.update(data=b"")
        request.refresh_from_db()
        codes = [line.code for line in out]
        mail = emails.company_called_off(request, out, stay)
        # A line is taken out of a request once.
        _tell(request, mail, f"off:{codes[0]}", at)
        _note(request, at, _("法人の解約の申し込みを取り下げました（受付番号 %s）"))
        _audit(request, "call_off_company", at, by, {"lines": codes})
    return True


def _goes(line: Line, at: datetime) -> bool:
    """Whether a line is still to be cancelled. Raises NotAllowed where others hang on it."""
    reasons = set(queries.may_cancel(line, at).reasons)
    if reasons & _FINAL:
        return False
    if rules.Reason.MAIN_WITH_SUBS in reasons:
        raise NotAllowed(Verdict(reasons=(rules.Reason.MAIN_WITH_SUBS,)))
    return True


def _move(request: CompanyRequest, state: Status, at: datetime, by: Actor) -> bool:
    with transaction.atomic():
        open_rows = CompanyRequest.objects.filter(pk=request.pk).exclude(state__in=CLOSED)
        moved = open_rows.exclude(state=state).update(state=state)
        if moved:
            _audit(request, "take_company", at, by, {})
    request.refresh_from_db()
    return bool(moved)


def _open(request: CompanyRequest) -> CompanyRequest:
    row = CompanyRequest.objects.select_for_update().get(pk=request.pk)
    if row.state in CLOSED:
        raise Closed
    return row


def _tell(request: CompanyRequest, mail: Mail, occasion: str, at: datetime) -> None:
    outbox.put(
        world=request.world,
        user=request.member.user,
        mail=mail,
        key=f"{request.receipt_number}:{occasion}",
        at=at,
        send_after=windows.night_ends_at(at),
    )


def _note(request: CompanyRequest, at: datetime, said: str) -> None:
    worlds.note(
        world=request.world,
        at=at,
        kind="company_request",
        title=said % request.receipt_number,
        subject=request.receipt_number,
        link=f"/cancel/company/{request.receipt_number}/",
    )


def _audit(
    request: CompanyRequest, verb: str, at: datetime, by: Actor, detail: dict[str, Any]
) -> None:
    audit.record(
        world=request.world, at=at, by=by, verb=verb, subject=request.receipt_number, detail=detail
    )
