"""The parts that bills of a month are put together from: whose they are, and their terms.

Each question can be asked for one member, and for thousands in one statement that hands its rows
to the next: everything that decides a row is written into one text by the database.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    F,
    FilteredRelation,
    Func,
    Manager,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from billing.queries import rows
from billing.queries.among import Among
from contracts.models import (
    CallUse,
    DataGrant,
    Line,
    OptionPeriod,
    Payment,
    PlanPeriod,
    RelatedService,
    Seat,
)
from mioportal.rules.dates import JST, ONE_DAY, month_end
from mioportal.rules.related import Service

CALLED_IN = (Payment.Way.LUMP_SUM, Payment.Way.EARLY)


class _Cells(Func):
    """Cells of terms, one after another; nothing is an empty cell."""

    output_field = TextField()
    # What comes before the first of them.
    begin = ""

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:  # type: ignore[override]
        """One long concatenation."""
        texts, params = self._compiled(compiler)
        texts = [f"COALESCE(CAST({text} AS text), '')" for text in texts]
        cells = f" || '{rows.MARK}' || ".join(texts)
        return f"'{self.begin}' || {cells}" if self.begin else cells, params

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        """In one go; nothing is empty by itself."""
        texts, params = self._compiled(compiler)
        form = rows.MARK.join(["%%s"] * len(texts))
        return f"PRINTF('{self.begin}{form}', {', '.join(texts)})", params

    def _compiled(self, compiler: Any) -> tuple[list[str], list[Any]]:
        compiled = [compiler.compile(cell) for cell in self.source_expressions]
        texts = [text for text, _params in compiled]
        return texts, [param for _text, params in compiled for param in params]


class _Text(_Cells):
    """The terms of a part: their letter, then each cell."""

    def __init__(self, terms: type[rows.Terms], *cells: Any) -> None:
        super().__init__(*cells)
        self.begin = f"{rows.LETTERS[terms]}{rows.MARK}"


def _cells_if(condition: Q, *cells: Any) -> Case:
    """Some cells, all of them empty where the condition does not hold."""
    empty = Value(rows.MARK * (len(cells) - 1))
    return Case(When(condition, then=_Cells(*cells)), default=empty, output_field=TextField())


Questions = tuple[QuerySet[Any, Any], ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A month, given by its first day, and the members of a range of primary keys.

    Of many lines, `by_keys` finds what belongs to them sooner: see `among`.
    """

    first: int
    last: int
    month: date
    by_keys: bool = False

    @property
    def end(self) -> date:
        """The month's last day."""
        return month_end(self.month)

    def of(self, rows: QuerySet[Any] | Manager[Any], path: str = "member") -> QuerySet[Any]:
        """Those rows that belong to the range's members."""
        if self.first == self.last:
            return rows.filter(**{path: self.first})
        return rows.filter(**{f"{path}__gte": self.first, f"{path}__lte": self.last})

    def of_lines(self, rows: QuerySet[Any] | Manager[Any], path: str) -> QuerySet[Any]:
        """Those rows that belong to lines with a bill of this month."""
        found = self.of(rows, f"{path}__member").filter(self.is_billed(f"{path}__"))
        return found.filter(Among(f"{path}_id")) if self.by_keys else found

    def is_billed(self, path: str = "") -> Q:
        """Whether a line has begun, and not ended before the month."""
        lives = Q(**{f"{path}ends_on": None}) | Q(**{f"{path}ends_on__gte": self.month})
        return lives & Q(**{f"{path}billing_started_on__lte": self.end})


def parts_of_lines(span: Span) -> Questions:
    """What belongs to lines, each answered by rows of (member, line, code, terms).

    `code` is that of the line a part tells of, or of the device, and empty for any other part.
    Parts without rows are not among them. A line without a plan is: no bill can be made of it, and
    the rules say so.
    """
    return _lines(span), _options(span), _use(span), _data(span)


def parts_of_members(span: Span) -> Questions:
    """What may be there without a line that is billed, in the same form."""
    return _devices(span), _services(span)


def keys_of_lines(span: Span) -> Questions:
    """The primary keys of lines that are billed."""
    return (span.of(Line.objects).filter(span.is_billed()).values_list("pk"),)


def lines(span: Span) -> Iterator[tuple[int, int, rows.LineTerms]]:
    """Lines of the month, one after another: member, line, terms."""
    for member, line, _code, terms in _lines(span).order_by("pk"):
        told = rows.read(terms)
        assert isinstance(told, rows.LineTerms)
        yield member, line, told


def _flag(condition: Q | Exists) -> Case:
    return Case(When(condition, then=Value("1")), output_field=CharField())


def _only(condition: Q, name: str, kind: Any) -> Case:
    """A field where the condition holds, and nothing elsewhere."""
    return Case(When(condition, then=F(name)), output_field=kind)


def _begins(span: Span, path: str) -> Case:
    """The first day of a line that begins in the month."""
    name = f"{path}billing_started_on"
    return _only(Q(**{f"{name}__gte": span.month}), name, DateField())


def _undone(span: Span, path: str = "") -> Case:
    """The last day of a contract undone in the month."""
    is_undone = Q(**{f"{path}leaving_by": Line.Leaving.UNDONE, f"{path}ends_on__lte": span.end})
    return _only(is_undone, f"{path}ends_on", DateField())


def _last(periods: type[PlanPeriod | Seat], name: str, line: str, span: Span) -> Subquery:
    """What a line had last in the month: it holds for all of it."""
    had = periods.objects.between(span.month, span.end).filter(line=OuterRef(line))
    return Subquery(had.order_by("-starts_on").values(name)[:1])


def _still(path: str, span: Span) -> FilteredRelation:
    """A line's open period, one at most; where it has begun it is the last in the month."""
    is_it = Q(**{f"{path}__ends_on": None, f"{path}__starts_on__lte": span.end})
    if span.by_keys:
        is_it &= Q(Among(f"{path}__line_id"))
    return FilteredRelation(path, condition=is_it)


def _place(span: Span) -> Case:
    """The place in a group: for who has no open seat, only where one ended is looked for it."""
    had = Seat.objects.between(span.month, span.end).filter(ends_on__isnull=False)
    ended = had.filter(Among("line_id")) if span.by_keys else span.of(had, "line__member")
    return Case(
        When(seat__id__isnull=False, then=F("seat__place")),
        When(pk__in=ended.values("line"), then=_last(Seat, "place", "pk", span)),
        output_field=CharField(),
    )


def _lines(span: Span) -> QuerySet[Any, Any]:
    is_new = Q(billing_started_on__gte=span.month)
    terms = _Text(
        rows.LineTerms,
        Coalesce(F("plan__plan_code"), _last(PlanPeriod, "plan_code", "pk", span)),
        F("function"),
        F("medium"),
        _place(span),
        _cells_if(
            is_new, F("billing_started_on"), F("network"), _flag(Q(initial_fee_prepaid=True))
        ),
        _undone(span),
    )
    lines = span.of(Line.objects).filter(span.is_billed()).annotate(
        plan=_still("plan_periods", span), seat=_still("seats", span)
    )
    return lines.annotate(terms=terms).values_list("member_id", "pk", "code", "terms")


def _options(span: Span) -> QuerySet[Any, Any]:
    """Dropped and taken again in a month, an option is billed once: at its last fee."""
    free = Q(trial_through__gte=span.end) | Q(trial_through__gte=F("ends_on"))
    same = OptionPeriod.objects.between(span.month, span.end).filter(
        line=OuterRef("line"), option_code=OuterRef("option_code")
    )
    began, key = OuterRef("starts_on"), OuterRef("pk")
    later = Exists(same.filter(Q(starts_on__gt=began) | Q(starts_on=began, pk__gt=key)))
    was_free = Exists(same.filter(free).exclude(pk=key))
    terms = _Text(
        rows.OptionTerms,
        F("option_code"),
        F("agreed_yen"),
        # Others are looked for where there can be some, which is hardly anywhere.
        _flag(free | (Q(starts_on__gte=span.month) & Q(was_free))),
        _begins(span, "line__"),
        _undone(span, "line__"),
    )
    periods = span.of_lines(OptionPeriod.objects.between(span.month, span.end), "line")
    last = periods.filter(Q(ends_on=None) | Q(ends_on__gt=span.end) | ~later)
    found = last.annotate(terms=terms)
    return found.values_list("line__member_id", "line_id", Value(""), "terms")


def _use(span: Span) -> QuerySet[Any, Any]:
    terms = _Text(rows.UseTerms, F("line__function"), F("calls_yen"), F("messages"))
    used = span.of_lines(CallUse.objects, "line").filter(month=span.month)
    some = used.filter(Q(calls_yen__gt=0) | Q(messages__gt=0)).annotate(terms=terms)
    return some.values_list("line__member_id", "line_id", Value(""), "terms")


def _data(span: Span) -> QuerySet[Any, Any]:
    """Parcels of data, on the bill of the line that bought them."""
    start = datetime.combine(span.month, time(0), tzinfo=JST)
    until = datetime.combine(span.end + ONE_DAY, time(0), tzinfo=JST)
    bought = span.of_lines(DataGrant.objects, "bought_by").filter(
        bought_at__gte=start, bought_at__lt=until
    )
    plan = _last(PlanPeriod, "plan_code", "bought_by", span)
    terms = _Text(rows.DataTerms, plan, Count("pk"))
    owners = bought.order_by().values("bought_by__member_id", "bought_by_id")
    found = owners.annotate(terms=terms)
    return found.values_list("bought_by__member_id", "bought_by_id", Value(""), "terms")


def _devices(span: Span) -> QuerySet[Any, Any]:
    """The month's payments, but for those of a rest that was called in."""
    terms = _Text(
        rows.DeviceTerms,
        F("device__kind"),
        F("device__total_yen"),
        F("device__count"),
        F("number"),
        F("device__discount_yen"),
        F("device__choice"),
        _flag(span.is_billed("device__line__")),
    )
    due = span.of(Payment.objects, "device__member").filter(month=span.month)
    found = due.exclude(way__in=CALLED_IN).annotate(terms=terms)
    return found.values_list(
        "device__member_id", "device__line_id", "device__code", "terms"
    )


def _services(span: Span) -> QuerySet[Any, Any]:
    """Related services; any mobile line of the month earns ひかり its mio割 (C-124)."""
    alive = Line.objects.live(span.month).filter(started_on__lte=span.end)
    terms = _Text(
        rows.ServiceTerms,
        F("service"),
        F("home"),
        F("agreed_yen"),
        _only(Q(starts_on__gt=span.month), "starts_on", DateField()),
        _flag(Q(service=Service.HIKARI) & Q(Exists(alive.filter(member=OuterRef("member"))))),
    )
    held = span.of(RelatedService.objects.between(span.month, span.end))
    found = held.annotate(terms=terms)
    return found.values_list("member_id", Value(None, BigIntegerField()), Value(""), "terms")
