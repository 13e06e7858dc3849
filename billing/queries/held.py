"""Reads what members held in a month beside the parts that many have: a row here and there."""

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import F, Q

from billing.models import PostedCharge
from billing.queries.parts import CALLED_IN, Span
from billing.queries.rows import EarlyEnd, Ending, Extras, LooseOption, Posted, Rest
from contracts.models import Line, OptionPeriod, Payment, RelatedService
from mioportal.rules.options import OptionCode, needs_no_line

_LOOSE = [code.value for code in OptionCode if needs_no_line(code)]


def extras(span: Span) -> dict[int, Extras]:
    """What each member of a range has beside its parts; who has nothing is left out."""
    found: dict[int, Extras] = defaultdict(Extras)
    for member, option in _loose(span):
        found[member].loose.append(option)
    for member, ending in _endings(span):
        found[member].endings.append(ending)
    for member, rest in _rests(span):
        found[member].rests.append(rest)
    for member, early in _early_ends(span):
        found[member].early_ends.append(early)
    for member, charge in _posted(span):
        found[member].posted.append(charge)
    return dict(found)


def _loose(span: Span) -> Iterator[tuple[int, LooseOption]]:
    """Options that have outlived their line: free ones are nothing to be billed."""
    periods = span.of(OptionPeriod.objects.between(span.month, span.end), "line__member")
    free = Q(trial_through__isnull=False) & (
        Q(trial_through__gte=span.end) | Q(trial_through__gte=F("ends_on"), ends_on__isnull=False)
    )
    rows = periods.filter(line__ends_on__lt=span.month, option_code__in=_LOOSE).exclude(free)
    for member, *option in rows.order_by("starts_on", "option_code").values_list(
        "line__member_id", "option_code", "agreed_yen"
    ):
        yield member, LooseOption(*option)


def _endings(span: Span) -> Iterator[tuple[int, Ending]]:
    lines = span.of(Line.objects).filter(span.is_billed(), ends_on__lte=span.end)
    rows = lines.exclude(leaving_by=Line.Leaving.UNDONE).order_by("pk").values_list(
        *("member_id", "pk", "code", "function"),
        *("contracted_on", "started_on", "ends_on", "leaving_by"),
    )
    for member, *ending in rows:
        yield member, Ending(*ending)


def _rests(span: Span) -> Iterator[tuple[int, Rest]]:
    """All that is left of a device and was called in with this month."""
    called = span.of(Payment.objects, "device__member").filter(month=span.month, way__in=CALLED_IN)
    found: dict[tuple[int, str], Rest] = {}
    for member, yen, line_pk, line, code in called.order_by("device", "number").values_list(
        "device__member_id", "yen", "device__line_id", "device__line__code", "device__code"
    ):
        before = found.get((member, code))
        found[member, code] = Rest(line_pk, line, code, yen if before is None else before.yen + yen)
    return ((member, rest) for (member, _code), rest in found.items())


def _early_ends(span: Span) -> Iterator[tuple[int, EarlyEnd]]:
    rows = span.of(RelatedService.objects.between(span.month, span.end))
    ended = rows.filter(ends_on__lte=span.end, early_end_yen__gt=0)
    for member, *early in ended.order_by("starts_on", "pk").values_list(
        "member_id", "code", "early_end_yen"
    ):
        yield member, EarlyEnd(*early)


def _posted(span: Span) -> Iterator[tuple[int, Posted]]:
    rows = span.of(PostedCharge.objects).filter(month=span.month).order_by("pk")
    for member, line_pk, line, *rest in rows.values_list(
        "member_id", "line_id", "line__code", "kind", "code", "percent", "amount_yen"
    ):
        yield member, Posted(line_pk, line or "", *rest)
