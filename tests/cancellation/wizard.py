"""Short cuts through the cancel wizard, up to the page a test is about.

`test_cancel_line.py` walks the whole way; everybody else starts here, by the same services.
"""

from datetime import datetime
from typing import Any

from accounts.models import Member
from cancellation import flows, queries, services
from cancellation.models import Cancellation
from contracts.models import Line
from contracts.queries import line_of
from mioportal.plumbing import clock
from mioportal.plumbing.actor import Actor, Role, system
from mioportal.plumbing.models import PendingAct
from mioportal.rules.cancellation import Wizard
from mioportal.rules.dates import day_in_japan
from tests.journeys.visitor import Visitor

BEGIN = "解約の手続きを始める"
ON = "次へ進む"
APPLY = "解約を申し込む"
CONFIRM = "解約を確定する"

# The steps of a voice line that has nothing else.
NAMES = flows.flow(Wizard.VOICE, ()).names

ANSWERS: dict[str, dict[str, Any]] = {
    "reasons": {"reasons": ["price", "other"], "other_text": "引っ越しのため"},
    "survey": {"satisfaction": "4", "comment": "ありがとうございました"},
}


def by(line: Line) -> Actor:
    """The line's own member."""
    user = line.member.user
    return Actor(role=Role.MEMBER, label=user.login, source="192.0.2.1", user_id=user.pk)


def names_of(line: Line, at: datetime) -> tuple[str, ...]:
    """The steps that the wizard of a line has."""
    found = line_of(line.member, line.code, day_in_japan(at))
    assert found
    needed = set()
    if queries.devices_to_choose([found], at):
        needed.add(flows.DEVICES)
    if queries.lasting(found.member, [found], day_in_japan(at)):
        needed.add(flows.OPTIONS)
    return flows.flow(queries.wizard_of(found), needed).names


def act_at(step: str, line: Line, at: datetime | None = None) -> PendingAct:
    """A wizard with every step before `step` answered."""
    at = at or clock.moment_of(line.world)
    act = services.begin(line=line, user=line.member.user, at=at)
    names = names_of(line, at)
    for name in names[: names.index(step)]:
        if name != flows.CAUTIONS:
            services.answer(act=act, line=line, step=name, answers=ANSWERS.get(name, {}), at=at)
        else:
            digest = queries.quote_for(line, at).digest()
            assert services.agree(act=act, line=line, digest=digest, at=at)
    return act


def at_step(step: str, line: Line, visitor: Visitor | None = None) -> Visitor:
    """The member in front of a step."""
    visitor = visitor or Visitor.signed_in_as(line.member)
    visitor.open(step_url(act_at(step, line), step))
    return visitor


def at_cautions(line: Line, visitor: Visitor | None = None) -> Visitor:
    """In front of what will happen, before consent."""
    return at_step("cautions", line, visitor)


def at_review(line: Line, visitor: Visitor | None = None) -> Visitor:
    """In front of the last button."""
    return at_step("review", line, visitor)


def cancelled(line: Line, visitor: Visitor | None = None) -> Visitor:
    """In front of the receipt."""
    visitor = at_review(line, visitor)
    visitor.press(CONFIRM)
    return visitor


def accepted(line: Line, at: datetime | None = None) -> Cancellation:
    """A cancellation accepted from the member, without any page."""
    at = at or clock.moment_of(line.world)
    act = act_at("review", line, at)
    return services.accept(act=act, line=line, at=at, by=by(line))


def by_phone(line: Line, at: datetime | None = None) -> Cancellation:
    """A cancellation accepted on the telephone."""
    at = at or clock.moment_of(line.world)
    return services.accept_by_phone(line=line, at=at, by=system("desk"))


def latest_act(who: Member) -> PendingAct:
    """The member's latest wizard."""
    return PendingAct.objects.filter(user=who.user).latest("pk")


def step_url(act: PendingAct, step: str) -> str:
    """The address of a step."""
    return f"/cancel/acts/{act.code}/{step}/"
