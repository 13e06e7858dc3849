"""Somebody of the cast who is in the middle of an application."""

from datetime import date

from accounts import services as accounts
from contracts import services as contracts
from contracts.models import Application, Line
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
