"""Applications: how far they have come, and all that stands against them."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from accounts import queries as accounts
from accounts.models import Card, CardVisit, Member
from contracts.models import Application, AppliedLine, Line
from contracts.models.application import OPEN, UNDER_WAY
from contracts.queries import apply_course as flow
from contracts.queries.donors import one_stop_donors
from contracts.queries.lines import functions_held
from mioportal.rules import application as rules
from mioportal.rules import identity, limits, port_in
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import IdentityStatus
from mioportal.rules.limits import AddLineFacts, LimitReason
from mioportal.rules.operators import Operator
from mioportal.rules.plans import Function
from mioportal.rules.port_in import PortInFacts, PortInReason
from mioportal.rules.sign_up import RegisterReason


def applications_of(member: Member) -> QuerySet[Application]:
    """A member's applications with their lines, the newest first."""
    lines = Prefetch("lines", AppliedLine.objects.select_related("line").order_by("position"))
    rows = Application.objects.of(member).select_related(
        "member__user", "member__standing", "member__world", "world"
    )
    return rows.prefetch_related(lines).order_by("-pk")


def open_application(member: Member) -> Application | None:
    """The one that is a draft or under way."""
    return applications_of(member).filter(state__in=[each.value for each in OPEN]).first()


def draft_of(member: Member) -> Application | None:
    """The draft that a member has not handed in yet."""
    return Application.objects.of(member).drafts().first()


def waits_for_opening(member: Member) -> bool:
    """Whether a provisional member has done their part: the application is handed in.

    Nothing is asked of the database for anybody else.
    """
    if member.provisional_through is None:
        return False
    under_way = [state.value for state in UNDER_WAY]
    return Application.objects.of(member).filter(state__in=under_way).exists()


def usable_card(member: Member, today: date) -> Card | None:
    """The card that will pay; None where there is none, or it has expired."""
    card = accounts.card_in_use(member)
    return card if card is not None and card.expires_on >= today else None


def needs_papers(member: Member, lines: Iterable[AppliedLine], today: date) -> bool:
    """Whether the lines call for papers that have not been accepted yet (O-21)."""
    if member.identity == Member.Identity.COMPLETE:
        return False
    wanted = [(Function(line.function), bool(line.device_code)) for line in lines]
    return rules.needs_papers(wanted, today)


def wants_voice_esim(member: Member) -> bool:
    """Whether an application that is not over yet asks for a voice eSIM (O-21)."""
    lines = AppliedLine.objects.filter(function=Line.Function.VOICE, medium=Line.Medium.ESIM)
    open_ones = [state.value for state in OPEN]
    return lines.filter(
        application__member=member, application__state__in=open_ones, line=None, ended_at=None
    ).exists()


def course(application: Application, today: date) -> flow.Course:
    """The pages of a prefetched application, and which of them are answered."""
    member, lines = application.member, list(application.lines.all())
    answers = application.answers
    brought = [line for line in lines if line.is_brought]
    is_new = member.provisional_through is not None
    leaves_out = {
        flow.PREPAYMENT: bool(application.partner),
        flow.PORT_IN: not brought,
        flow.PORT_IN_USER: not brought,
        flow.CONTRACTOR: not is_new,
        flow.PAPERS: not needs_papers(member, lines, today),
        flow.CARD: member.is_corporate,
    }
    papers_sent = member.identity in (Member.Identity.IN_REVIEW, Member.Identity.COMPLETE)
    is_done = {
        flow.PREPAYMENT: flow.PREPAYMENT in answers,
        flow.LINES: bool(lines) and flow.LINES in answers,
        flow.PORT_IN: all(line.donor for line in brought),
        flow.CONTRACTOR: bool(member.birth_date) and bool(member.person_key),
        flow.CONSENT: application.consented_at is not None,
        flow.PORT_IN_USER: all(line.donor_birth_date for line in brought),
        flow.PAPERS: papers_sent or flow.PAPERS in answers,
        flow.CARD: usable_card(member, today) is not None,
    }
    return flow.Course(
        left_out=frozenset(name for name, left_out in leaves_out.items() if left_out),
        done=frozenset(name for name, done in is_done.items() if done),
    )


def against_application(
    member: Member, lines: Iterable[AppliedLine], at: datetime
) -> tuple[StrEnum, ...]:
    """Every reason why a member may not apply for these lines, or for any line at all."""
    today = day_in_japan(at)
    return (
        *_against_person(member, at),
        *_against_number_of_lines(member, list(lines), today),
    )


def _against_person(member: Member, at: datetime) -> tuple[RegisterReason, ...]:
    reasons: list[RegisterReason] = []
    if member.provisional_through is not None and member.birth_date is not None:
        reasons += accounts.may_register(member, member, at).reasons  # type: ignore[arg-type]
    if member.standing.owed_yen > 0 and RegisterReason.OPEN_DEBT not in reasons:
        reasons.append(RegisterReason.OPEN_DEBT)
    return tuple(reasons)


def _against_number_of_lines(
    member: Member, lines: list[AppliedLine], today: date
) -> tuple[LimitReason, ...]:
    """One line after the other; without any, whether there is room for the smallest."""
    held = list(Line.objects.of(member).live(today).values_list("function", flat=True))
    applied = AppliedLine.objects.filter(application__member=member, line=None)
    held += applied.filter(
        application__state__in=[state.value for state in UNDER_WAY],
        ended_at=None,
    ).values_list("function", flat=True)
    is_refused = _is_card_refused(member, today)
    is_incomplete = _is_identity_incomplete(member, today)
    wanted = [line.function for line in lines] or [Line.Function.DATA]
    found: dict[LimitReason, None] = {}
    for function in wanted:
        verdict = limits.may_add_line(
            AddLineFacts(
                asked_on=today,
                voice_lines=held.count(Line.Function.VOICE),
                lines=len(held),
                adds_voice=function == Line.Function.VOICE,
                card_refused=is_refused,
                identity_incomplete=is_incomplete,
            )
        )
        found |= dict.fromkeys(verdict.reasons)
        held.append(function)
    return tuple(found)


def _is_card_refused(member: Member, today: date) -> bool:
    """The last card tried was not taken, and there is none that could pay."""
    last = accounts.card_visits_of(member).order_by("-pk").first()
    refused = last is not None and last.state == CardVisit.State.REFUSED
    return refused and usable_card(member, today) is None


def _is_identity_incomplete(member: Member, today: date) -> bool:
    """Who has lines that call for papers clears that first; others send them on the way."""
    if member.identity == IdentityStatus.COMPLETE or member.provisional_through is not None:
        return False
    held = functions_held(member, today)
    return any(identity.is_needed(function, today) for function in held)


def against_port_in(
    lines: Iterable[AppliedLine], today: date
) -> tuple[PortInReason, ...]:
    """Every reason why the numbers of applied lines may not be brought along on a day."""
    brought = [line for line in lines if line.is_brought]
    one_stop = one_stop_donors(today) if brought else ()
    return tuple(each for line in brought for each in _against_number(line, one_stop, today))


def _against_number(
    line: AppliedLine, one_stop: tuple[Operator, ...], today: date
) -> tuple[PortInReason, ...]:
    if not line.donor:
        return ()
    contractor = line.application.member
    told = line.donor_birth_date is not None
    name = (contractor.family_kana, contractor.given_kana, contractor.birth_date)
    over_there = (line.donor_family_kana, line.donor_given_kana, line.donor_birth_date)
    facts = PortInFacts(
        applied_on=today,
        donor=Operator(line.donor),
        number=line.mnp_number or None,
        expires_on=line.mnp_expires_on,
        name_differs=told and name != over_there,
        one_stop_donors=one_stop,
    )
    return port_in.may_port_in(facts).reasons


def is_ours(world_id: int, phone_number: str) -> bool:
    """Whether a number is that of a line in use with us: it need not be brought along."""
    rows = Line.objects.filter(world=world_id, phone_number=phone_number, ended_at=None)
    return rows.exists()


def is_asked_for(line: AppliedLine, phone_number: str) -> bool:
    """Whether another line, of this application or of one under way, is to bring a number along."""
    application = line.application
    under_way = Q(application__state__in=[state.value for state in UNDER_WAY])
    rows = AppliedLine.objects.filter(under_way | Q(application=application.pk), ended_at=None)
    others = rows.filter(application__world=application.world_id, line=None).exclude(pk=line.pk)
    return others.filter(brought_number=phone_number).exists()
