"""The book as a whole: its chapters, the tables in them, and what can be refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from mioportal.rules import (
    application,
    billed,
    billing,
    cancellation,
    cards,
    charges,
    choosing,
    contact,
    corporate,
    data,
    dates,
    device_shop,
    devices,
    dunning,
    fees,
    hikari,
    identity,
    initial_cancel,
    instalments,
    leaver,
    leaving,
    limits,
    lockout,
    maintenance,
    minors,
    mioid,
    operators,
    option_changes,
    options,
    overseas,
    payment,
    pictures,
    plan_change,
    plans,
    port_in,
    port_out,
    post,
    quoted,
    related,
    second_check,
    share,
    sign_in,
    sign_up,
    sim_return,
    spans,
    support_hours,
    tax,
    usage,
)
from mioportal.rules.sources import Table
from mioportal.rules.verdict import Verdict

T = TypeVar("T")


class Chapter(StrEnum):
    """In the order in which a reader meets them."""

    ACCOUNT = "account"
    SIGN_UP = "sign_up"
    IDENTITY = "identity"
    PLANS = "plans"
    OPTIONS = "options"
    SHARE = "share"
    DEVICES = "devices"
    RELATED = "related"
    CANCELLATION = "cancellation"
    PORTING = "porting"
    SIM_RETURN = "sim_return"
    FEES = "fees"
    BILLS = "bills"
    PAYMENT = "payment"
    SITE = "site"
    SPECIAL = "special"


MODULES: Mapping[Chapter, tuple[ModuleType, ...]] = MappingProxyType(
    {
        Chapter.ACCOUNT: (mioid, sign_in, lockout, second_check, contact, limits),
        Chapter.SIGN_UP: (sign_up, application, choosing, devices, minors, initial_cancel, port_in),
        Chapter.IDENTITY: (identity, pictures),
        Chapter.PLANS: (plans, plan_change, data, usage),
        Chapter.OPTIONS: (options, option_changes),
        Chapter.SHARE: (share,),
        Chapter.DEVICES: (instalments, device_shop),
        Chapter.RELATED: (related, hikari),
        Chapter.CANCELLATION: (cancellation, leaving, leaver, quoted),
        Chapter.PORTING: (port_out, operators),
        Chapter.SIM_RETURN: (sim_return, post),
        Chapter.FEES: (fees, tax),
        Chapter.BILLS: (billing, billed, charges),
        Chapter.PAYMENT: (payment, cards, dunning),
        Chapter.SITE: (maintenance, support_hours, dates, spans),
        Chapter.SPECIAL: (corporate, overseas),
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """A table of the book; `keys` say which of its family it is."""

    table: Table[Any]
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A function of the book that answers with a verdict, and the reasons it may give."""

    name: str
    reasons: type[StrEnum]


def entries(chapter: Chapter) -> tuple[Entry, ...]:
    """Every table of a chapter: module constants, and the values of mappings that are ones."""
    return tuple(
        entry
        for module in MODULES[chapter]
        for name, constant in vars(module).items()
        if name.isupper()
        for entry in _tables_in(constant)
    )


def _tables_in(constant: object) -> Iterator[Entry]:
    if isinstance(constant, Table):
        yield Entry(table=constant)
    elif isinstance(constant, Mapping):
        for key, table in constant.items():
            if isinstance(table, Table):
                yield Entry(table=table, keys=key if isinstance(key, tuple) else (key,))


def questions(chapter: Chapter) -> tuple[Question, ...]:
    """Every question of a chapter that can be answered with no."""
    return tuple(
        Question(name=f"{module.__name__.rpartition('.')[2]}.{name}", reasons=get_args(answer)[0])
        for module in MODULES[chapter]
        for name, function in _own(module, FunctionType)
        if get_origin(answer := get_type_hints(function).get("return")) is Verdict
    )


def kinds(chapter: Chapter) -> tuple[type[StrEnum], ...]:
    """Every enumeration of a chapter."""
    return tuple(kind for kind in _types(chapter) if issubclass(kind, StrEnum))


def shapes(chapter: Chapter) -> tuple[type, ...]:
    """Every dataclass of a chapter: the facts that are asked for, and what is answered."""
    return tuple(kind for kind in _types(chapter) if is_dataclass(kind))


def _types(chapter: Chapter) -> Iterator[type]:
    return (kind for module in MODULES[chapter] for _, kind in _own(module, type))


def _own(module: ModuleType, kind: type[T]) -> Iterator[tuple[str, T]]:
    """What a module itself defines for others, not what it imports."""
    for name, value in vars(module).items():
        is_own = getattr(value, "__module__", "") == module.__name__
        if is_own and isinstance(value, kind) and not name.startswith("_"):
            yield name, value
