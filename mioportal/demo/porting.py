"""Those of the cast who take their number along."""

from datetime import datetime

from contracts.models import Line
from contracts.queries import line_of
from mioportal.demo.story import Story
from mioportal.rules.dates import day_in_japan
from mnp import queries, services
from mnp.models import PortRequest


def ask_for_number(story: Story, line: Line, at: datetime) -> PortRequest:
    """The member walks through the wizard."""
    read = line_of(story.member, line.code, day_in_japan(at))
    assert read is not None
    act = services.begin(line=read, user=story.member.user, at=at)
    services.answer(act=act, line=read, step="survey", answers={"reasons": ["price"]}, at=at)
    services.agree(act=act, line=read, digest=queries.quote_for(read, at).digest(), at=at)
    return services.ask(act=act, line=read, at=at, by=story.by)
