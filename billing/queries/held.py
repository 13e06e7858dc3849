"""Reads what members held in a month beside the parts that many have: a row here and there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import F, Q, QuerySet

from billing.models import PostedCharge
from billing.queries.parts import CALLED_IN, Questions, Span
from billing.queries.prepared import statements
from billing.queries.rows import EarlyEnd, Ending, Extras, LooseOption, Posted, Rest
from contracts.models import Line, OptionPeriod, Payment, RelatedService
from mioportal.rules.options import OptionCode, needs_no_line

_LOOSE = [code.value for code in OptionCode if needs_no_line(code)]


def extras(span: Span) -> dict[int, Extras]:
    """What each member of a range has beside its parts; who has nothing is left out."""
    found: dict[int, Extras] = defaultdict(Extras)
    loose, endings, rests, early_ends, posted = statements(_questions, span)
    for member, *option in loose.rows():
        found[member].loose.append(LooseOption(*option))
    for member, *ending in endings.rows():
        found[member].endings.append(Ending(*ending))
    for member, rest in _added_up(rests.rows()):
        found[member].rests.append(rest)
    for member, *early in early_ends.rows():
        found[member].early_ends.append(EarlyEnd(*early))
    for member, line_pk, line, *rest_of_row in posted.rows():
        found[member].posted.append(Posted(line_pk, line or "", *rest_of_row))
    return dict(found)


def _questions(span: Span) -> Questions:
    return _loose(span), _endings(span), _rests(span), _early_ends(span), _posted(span)


def _loose(span: Span) -> QuerySet[Any, Any]:
    """Options that have outlived their line: free ones are nothing to be billed."""
    periods = span.of(OptionPeriod.objects.between(span.month, span.end), "line__member")
    free = Q(trial_through__isnull=False) & (
        Q(trial_through__gte=span.end) | Q(trial_through__gte=F("ends_on"), ends_on__isnull=False)
    )
    rows = periods.filter(line__ends_on__lt=span.month, option_code__in=_LOOSE).exclude(free)
    return rows.order_by("starts_on", "option_code").values_list(
        "line__member_id", "option_code", "agreed_yen"
    )


def _endings(span: Span) -> QuerySet[Any, Any]:
    lines = span.of(Line.objects).filter(span.is_billed(), ends_on__lte=span.end)
    return lines.exclude(leaving_by=Line.Leaving.UNDONE).order_by("pk").values_list(
        *("member_id", "pk", "code", "function"),
        *("contracted_on", "started_on", "ends_on", "leaving_by"),
    )


def _rests(span: Span) -> QuerySet[Any, Any]:
    """All that is left of a device and was called in with this month, payment by payment."""
    called = span.of(Payment.objects, "device__member").filter(month=span.month, way__in=CALLED_IN)
    return called.order_by("device", "number").values_list(
        "device__member_id", "yen", "device__line_id", "device__line__code", "device__code"
    )


def _added_up(payments: Iterable[Any]) -> Iterator[tuple[int, Rest]]:
    found: dict[tuple[int, str], Rest] = {}
    for member, yen, line_pk, line, code in payments:
        before = found.get((member, code))
        found[member, code] = Rest(line_pk, line, code, yen if before is None else before.yen + yen)
    return ((member, rest) for (member, _code), rest in found.items())


def _early_ends(span: Span) -> QuerySet[Any, Any]:
    rows = span.of(RelatedService.objects.between(span.month, span.end))
    ended = rows.filter(ends_on__lte=span.end, early_end_yen__gt=0)
    return ended.order_by("starts_on", "pk").values_list("member_id", "code", "early_end_yen")


def _posted(span: Span) -> QuerySet[Any, Any]:
    rows = span.of(PostedCharge.objects).filter(month=span.month).order_by("pk")
    return rows.values_list(
        "member_id", "line_id", "line__code", "kind", "code", "percent", "amount_yen"
    )
