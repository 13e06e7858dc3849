"""How a SIM card is sent back from abroad, as pages show it (F-SIM-09)."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mioportal.rules import post
from mioportal.rules.post import AbroadWay
from mioportal.rules.spans import Bound
from mioportal.words import catalogue


@dataclass(frozen=True, kw_only=True, slots=True)
class FromAbroad:
    """One way in words: what it costs, how long it takes ("" where nothing is known), how good."""

    label: str
    price: str
    days: str
    stars: str
    rule: str


def ways_from_abroad(today: date) -> list[FromAbroad]:
    """Every way, as it stands on a day."""
    return [_from_abroad(way, today) for way in AbroadWay]


def stars(of_five: int) -> str:
    """How much a way is recommended."""
    return f"★{of_five}"


def _from_abroad(way: AbroadWay, today: date) -> FromAbroad:
    days = [
        post.ABROAD_DAYS[way, bound].on(today)
        for bound in (Bound.LEAST, Bound.MOST)
        if (way, bound) in post.ABROAD_DAYS
    ]
    return FromAbroad(
        label=str(catalogue.word(way)),
        price=str(catalogue.word(post.ABROAD_PRICES[way].on(today))),
        days=_("%(least)s〜%(most)s日") % {"least": days[0], "most": days[1]} if days else "",
        stars=stars(post.ABROAD_STARS[way].on(today)),
        rule=post.ABROAD_PRICES[way].name,
    )
