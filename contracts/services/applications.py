"""Applying for lines: the draft as it is filled in, handing it in, and its lapse (F-APP-06 to 15).

Whoever writes to a draft holds its row first: two tabs, and handing in, wait their turn.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction

from accounts import queries as accounts_queries
from accounts.models import Member, Reminder
from accounts.services import reminders
from contracts.models import Application, AppliedLine
from contracts.queries.apply_course import CONSENT
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import is_public_code, public_code, readable
from mioportal.rules import sign_up
from mioportal.rules.application import ApplicationState
from mioportal.rules.dates import day_in_japan

DRAFT = ApplicationState.DRAFT.value
NumberFrom = AppliedLine.NumberFrom


class NotDraft(Exception):
    """The application was handed in, given up, or has lapsed: nothing is changed any more."""


class UnderWay(Exception):
    """The member has an application under way; `application` is it."""

    def __init__(self, application: Application) -> None:
        super().__init__(application.number)
        self.application = application


class NotAllowed(Exception):
    """The member may not apply; `reasons` are all of them."""

    def __init__(self, reasons: Iterable[StrEnum]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(", ".join(self.reasons))


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """What is chosen for one line (F-APP-08). `brings_number`: MNP転入; `device_code`: bought."""

    function: str
    medium: str
    network: str
    plan_code: str
    option_codes: list[str] = field(default_factory=list)
    device: str = AppliedLine.Device.OWN
    device_name: str = ""
    device_code: str = ""
    brings_number: bool = False
    user_family_name: str = ""
    user_given_name: str = ""
    user_family_kana: str = ""
    user_given_kana: str = ""
    user_birth_date: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Brought:
    """The number that is brought along, and from whom; no `mnp_number`: one-stop (F-MNI-02)."""

    brought_number: str
    donor: str
    mnp_number: str = ""
    mnp_expires_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class NameThere:
    """In whose name the number stands at the present operator (MNP利用者)."""

    donor_family_kana: str
    donor_given_kana: str
    donor_birth_date: date


def begin(*, member: Member, at: datetime, by: Actor, partner: str = "") -> Application:
    """Begin an application, or go on with the draft there is. Raises UnderWay."""
    today = day_in_japan(at)
    mine = Application.objects.of(member).open()
    there = mine.first()
    if there is None:
        try:
            with transaction.atomic():
                made = Application.objects.create(
                    number=f"A{today:%y%m%d}-{readable(8)}",
                    member=member,
                    world=member.world,
                    partner=partner or accounts_queries.came_with(member),
                    started_at=at,
                    changed_at=at,
                    lapses_on=member.provisional_through or sign_up.draft_through(today),
                )
                _remind(made, at)
                _audit(made, "begin_application", at, by)
        except IntegrityError:
            # The other click of a double click was faster.
            there = mine.get()
        else:
            return made
    if not there.is_draft:
        raise UnderWay(there)
    return there


def _remind(made: Application, at: datetime) -> None:
    """M-39, a week before it lapses; a provisional mioID has its own (accounts)."""
    if made.member.provisional_through is None:
        reminders.plan(
            member=made.member,
            kind=Reminder.Kind.APPLICATION_LAPSES,
            about=made.number,
            days=[sign_up.draft_warning_on(day_in_japan(at))],
            at=at,
        )


def answer(
    *,
    application: Application,
    step: str,
    answers: dict[str, Any],
    at: datetime,
    by: Actor,
    entry_code: str | None = None,
) -> None:
    """Keep what was entered on one page. Raises NotDraft."""
    with transaction.atomic():
        current = _hold(application, at)
        fields: dict[str, Any] = {"answers": current.answers | {step: answers}}
        if entry_code is not None:
            fields["entry_code"] = entry_code
        if step == CONSENT:
            fields["consented_at"] = at
        Application.objects.filter(pk=application.pk).update(**fields)
        _audit(application, "answer_application", at, by, {"step": step})


def save_line(
    *,
    application: Application,
    selection: Selection,
    at: datetime,
    by: Actor,
    code: str | None = None,
    key: str = "",
) -> AppliedLine:
    """Keep what was chosen for one line, a new one where no `code` is given.

    A new line is called by the `key` of the page it was chosen on: sent again, after Back or by a
    double click, it is the same line. What was told of a number that is not brought along any more
    goes. Raises NotDraft, and AppliedLine.DoesNotExist for the code of a line that was taken away.
    """
    chosen = asdict(selection)
    brings = chosen.pop("brings_number")
    with transaction.atomic():
        _hold(application, at)
        rows = AppliedLine.objects.filter(application=application)
        if code is None:
            line = rows.filter(code=key).first() or _new_line(application, key)
        else:
            line = rows.get(code=code)
        for name, value in chosen.items():
            setattr(line, name, value)
        if brings is not line.is_brought:
            line.number_from = NumberFrom.RESERVATION if brings else NumberFrom.NEW
            _forget_number(line)
        line.save()
        _audit(application, "choose_line", at, by, {"line": line.code})
    return line


def _new_line(application: Application, key: str) -> AppliedLine:
    rows = AppliedLine.objects.filter(application=application)
    last = rows.order_by("-position").values_list("position", flat=True).first()
    if not is_public_code(key) or AppliedLine.objects.filter(code=key).exists():
        key = public_code()
    return AppliedLine(application=application, code=key, position=(last or 0) + 1)


def _forget_number(line: AppliedLine) -> None:
    line.brought_number = line.donor = line.mnp_number = ""
    line.donor_family_kana = line.donor_given_kana = ""
    line.mnp_expires_on = line.donor_birth_date = None


def drop_line(*, application: Application, code: str, at: datetime, by: Actor) -> bool:
    """Take a line out of a draft; False when it was out. Raises NotDraft."""
    with transaction.atomic():
        _hold(application, at)
        rows = AppliedLine.objects.filter(application=application)
        dropped, _by_table = rows.filter(code=code).delete()
        if dropped:
            for position, line in enumerate(rows.order_by("position"), start=1):
                AppliedLine.objects.filter(pk=line.pk).update(position=position)
            _audit(application, "drop_line", at, by, {"line": code})
    return bool(dropped)


def bring_number(
    *, line: AppliedLine, brought: Brought | NameThere, at: datetime, by: Actor
) -> None:
    """Keep what was told of the number that a line brings along. Raises NotDraft."""
    fields = asdict(brought)
    if isinstance(brought, Brought):
        by_number = bool(brought.mnp_number)
        fields["number_from"] = NumberFrom.RESERVATION if by_number else NumberFrom.ONE_STOP
    with transaction.atomic():
        _hold(line.application, at)
        AppliedLine.objects.filter(pk=line.pk).exclude(number_from=NumberFrom.NEW).update(**fields)
        _audit(line.application, "bring_number", at, by, {"line": line.code})


def give_up(*, application: Application, at: datetime, by: Actor) -> bool:
    """The member gives a draft up: what was entered goes at once. False when it is no draft."""
    with transaction.atomic():
        given_up = end(application, ApplicationState.WITHDRAWN, [DRAFT], at, by.label)
        if given_up:
            _audit(application, "give_up_application", at, by)
    return given_up


def _hold(application: Application, at: datetime) -> Application:
    """Keep a draft's row to the end of the transaction; how it stands. Raises NotDraft."""
    held = Application.objects.filter(
        pk=application.pk, state=DRAFT, lapses_on__gte=day_in_japan(at)
    )
    if not held.update(changed_at=at):
        raise NotDraft
    return Application.objects.get(pk=application.pk)


def end(
    application: Application,
    state: ApplicationState,
    before: Iterable[str],
    at: datetime,
    by: str,
) -> bool:
    """An application comes to nothing: nothing of what was entered is kept (C-042)."""
    ended = Application.objects.filter(pk=application.pk, state__in=list(before)).update(
        state=state.value, ended_at=at, ended_by=by, answers={}, changed_at=at
    )
    if not ended:
        return False
    lines = AppliedLine.objects.filter(application=application, line=None)
    lines.update(
        state=AppliedLine.State.ENDED,
        ended_at=at,
        asks_for=None,
        user_family_name="",
        user_given_name="",
        user_family_kana="",
        user_given_kana="",
        user_birth_date=None,
        brought_number="",
        mnp_number="",
        mnp_expires_on=None,
        donor_family_kana="",
        donor_given_kana="",
        donor_birth_date=None,
    )
    reminders.call_off(
        member=application.member,
        kind=Reminder.Kind.APPLICATION_LAPSES,
        about=application.number,
    )
    application.refresh_from_db()
    return True


def _audit(
    application: Application,
    verb: str,
    at: datetime,
    by: Actor,
    detail: dict[str, Any] | None = None,
) -> None:
    audit.record(
        world=application.world,
        at=at,
        by=by,
        verb=verb,
        subject=application.number,
        detail=detail,
    )
