"""Those of the cast who are in the middle of an application."""

from datetime import date, timedelta

from accounts import services as accounts
from contracts import queries
from contracts import services as contracts
from contracts.models import Application, AppliedLine, Line
from mioportal.demo.story import Story


def apply_halfway(story: Story, plan_code: str, *, on: date) -> Application:
    """An application is begun, a voice line chosen, and the contractor told; nothing more."""
    at, by, member = story.at(on), story.by, story.member
    begun = contracts.begin(member=member, at=at, by=by)
    told = {"prepaid": "not_paid", "entry_code": ""}
    contracts.answer(application=begun, step="prepayment", answers=told, at=at, by=by)
    chosen = contracts.Selection(
        function=Line.Function.VOICE,
        medium=Line.Medium.SIM,
        network=Line.Network.DOCOMO,
        plan_code=plan_code,
    )
    contracts.save_line(application=begun, selection=chosen, at=at, by=by)
    contracts.answer(application=begun, step="lines", answers={"lines": 1}, at=at, by=by)
    accounts.write_contractor(member=member, person=story.person, at=at, by=by)
    return begun


def bring_one_and_add_esim(story: Story, *, applied_on: date, sent_on: date) -> Application:
    """A number that is brought along on a card, and a data eSIM, which is open at once."""
    at, by = story.at(applied_on), story.by
    begun = contracts.begin(member=story.member, at=at, by=by)
    told = {"prepaid": "not_paid", "entry_code": ""}
    contracts.answer(application=begun, step="prepayment", answers=told, at=at, by=by)
    card = _chosen(Line.Function.VOICE, Line.Medium.SIM, brings_number=True)
    voice = contracts.save_line(application=begun, selection=card, at=at, by=by)
    esim = _chosen(Line.Function.DATA, Line.Medium.ESIM)
    contracts.save_line(application=begun, selection=esim, at=at, by=by)
    contracts.answer(application=begun, step="lines", answers={"lines": 2}, at=at, by=by)
    _bring(story, voice, applied_on)
    contracts.answer(application=begun, step="consent", answers={"agreed": True}, at=at, by=by)
    done = contracts.hand_in(application=begun, shown=_shown(begun, applied_on), at=at, by=by)
    contracts.send_card(applied=voice, at=story.at(sent_on), by=by)
    return done


def _chosen(
    function: Line.Function, medium: Line.Medium, *, brings_number: bool = False
) -> contracts.Selection:
    return contracts.Selection(
        function=function,
        medium=medium,
        network=Line.Network.DOCOMO,
        plan_code="giga_5gb",
        brings_number=brings_number,
    )


def _bring(story: Story, line: AppliedLine, on: date) -> None:
    """An invented number, whose reservation was made two days before."""
    number = contracts.Brought(
        brought_number="090-0000-2099",
        donor="docomo",
        mnp_number="5020304051",
        mnp_expires_on=on + timedelta(days=12),
    )
    there = contracts.NameThere(
        donor_family_kana=story.person.family_kana,
        donor_given_kana=story.person.given_kana,
        donor_birth_date=story.person.birth_date,
    )
    for told in (number, there):
        contracts.bring_number(line=line, brought=told, at=story.at(on), by=story.by)


def _shown(application: Application, today: date) -> str:
    """What the check page would show of it."""
    read = queries.applications_of(application.member).get(pk=application.pk)
    lines = list(read.lines.all())
    told = queries.as_shown(lines, queries.first_bills(read.member, lines, today), today)
    return queries.digest_of(told, read, queries.usable_card(read.member, today))
