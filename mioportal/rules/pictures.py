"""Pictures of identity papers: which sides are sent, and what a file must be to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from mioportal.rules import identity
from mioportal.rules.checks import a_count, a_day, member, settle
from mioportal.rules.identity import ImageFormat, Paper
from mioportal.rules.sources import Table, Unit, always, stated
from mioportal.rules.verdict import Verdict, against


class Side(StrEnum):
    """One picture each; at most four (C-079)."""

    FRONT = "front"
    BACK = "back"
    SUPPLEMENT_FRONT = "supplement_front"
    SUPPLEMENT_BACK = "supplement_back"


class PictureFault(StrEnum):
    """Why a file is not taken as a picture."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    NOT_A_PICTURE = "not_a_picture"
    WRONG_NAME = "wrong_name"
    BROKEN = "broken"
    MOVES = "moves"
    MORE_INSIDE = "more_inside"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_SMALL = "too_small"


@dataclass(frozen=True, kw_only=True, slots=True)
class PictureFacts:
    """What is known of a file. `content` is None for what is no JPEG and no PNG by its content.

    `is_named_otherwise` says that the end of its name promises another kind of file; `has_more`
    that something else than a picture is hidden in it.
    """

    sent_on: date
    size: int
    content: ImageFormat | None = None
    width: int = 0
    height: int = 0
    is_named_otherwise: bool = False
    is_broken: bool = False
    is_animated: bool = False
    has_more: bool = False

    def __post_init__(self) -> None:
        a_day(self.sent_on, "sent_on")
        if self.content is not None:
            settle(self, "content", member(ImageFormat, self.content, "content"))
        for name in ("size", "width", "height"):
            a_count(getattr(self, name), name)


_BOTH = (Side.FRONT, Side.BACK)
# What has to be sent; the back of a supplement is sent where something is written on it.
SIDES: Mapping[Paper, Table[tuple[Side, ...]]] = MappingProxyType(
    {
        paper: always(f"paper_sides.{paper}", Unit.WORD, sides, "D-44")
        for paper, sides in (
            (Paper.DRIVING_LICENCE, _BOTH),
            (Paper.MY_NUMBER_CARD, (Side.FRONT,)),
            (Paper.PASSPORT, (Side.FRONT,)),
            (Paper.HEALTH_CARD, _BOTH),
            (Paper.ELIGIBILITY_CERTIFICATE, _BOTH),
            (Paper.RESIDENCE_CARD, _BOTH),
            (Paper.DRIVING_HISTORY, _BOTH),
        )
    }
)
NEVER_THE_NUMBER: Table[bool] = stated("my_number_back_never_sent", "D-44")
DRAWN_ANEW: Table[bool] = stated("pictures_drawn_anew", "D-45")
MOST_PIXELS: Table[int] = always("picture_most_pixels", Unit.PIXELS, 40_000_000, "D-45")
LEAST_EDGE: Table[int] = always("picture_least_edge", Unit.PIXELS, 300, "D-45")
DRAFT_DAYS: Table[int] = always("papers_draft_days", Unit.DAYS, 30, "D-46")


def required_sides(paper: Paper | str, on: date) -> tuple[Side, ...]:
    """The pictures without which papers are not sent on this day."""
    asked = member(Paper, paper, "paper")
    own = SIDES[asked].on(a_day(on, "on"))
    return (*own, Side.SUPPLEMENT_FRONT) if identity.needs_supplement(asked, on) else own


def possible_sides(paper: Paper | str, on: date) -> tuple[Side, ...]:
    """The pictures that may be sent: any paper may come with a supplement (after moving)."""
    asked = member(Paper, paper, "paper")
    return (*SIDES[asked].on(a_day(on, "on")), Side.SUPPLEMENT_FRONT, Side.SUPPLEMENT_BACK)


def may_take(facts: PictureFacts) -> Verdict[PictureFault]:
    """Whether a file is taken, with every fault that could be seen.

    What is empty, too big, or no picture at all was not looked into any further.
    """
    on = facts.sent_on
    is_empty = facts.size == 0
    is_big = facts.size > identity.FILE_BYTES.on(on)
    is_other = facts.content not in identity.IMAGE_FORMATS.on(on)
    seen = not (is_empty or is_big or is_other)
    holds = {
        PictureFault.EMPTY: is_empty,
        PictureFault.TOO_BIG: is_big,
        PictureFault.NOT_A_PICTURE: is_other and not (is_empty or is_big),
        PictureFault.WRONG_NAME: seen and facts.is_named_otherwise,
        PictureFault.BROKEN: seen and facts.is_broken,
        PictureFault.MOVES: seen and facts.is_animated,
        PictureFault.MORE_INSIDE: seen and facts.has_more,
        PictureFault.TOO_MANY_PIXELS: seen and facts.width * facts.height > MOST_PIXELS.on(on),
        PictureFault.TOO_SMALL: seen and min(facts.width, facts.height) < LEAST_EDGE.on(on),
    }
    return against(holds)


def draft_through(started_on: date) -> date:
    """The last day on which pictures that were never sent are kept."""
    day = a_day(started_on, "started_on")
    return day + timedelta(days=DRAFT_DAYS.on(day))
