"""An unpaid bill, day by day (ST-dunning, F-BIL-17): told, slip, warned, suspended, ended."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import services as accounts
from billing import emails
from billing.models import Bill, CardCharge, Dunning
from billing.services import slips
from billing.services.holding import hold_bills
from billing.services.telling import tell
from contracts import queries as holdings
from contracts import services as contracts
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import Actor
from mioportal.rules import dunning as rules
from mioportal.rules.dates import day_in_japan

Step = Dunning.Step


def fail(*, bill: Bill, why: Dunning.Why, at: datetime, by: Actor) -> None:
    """A bill that is held could not be charged: from today on it is a debt.

    One that was a debt before stands again as it did.
    """
    known = Dunning.objects.filter(bill=bill).first()
    if known is not None:
        Bill.objects.filter(pk=bill.pk).update(state=known.bill_state)
        return
    today = day_in_japan(at)
    plan = rules.schedule(today)
    is_company = bill.member.is_corporate
    debt = Dunning.objects.create(
        bill=bill,
        member=bill.member,
        world=bill.world,
        why=why,
        failed_on=today,
        notice_on=plan.notice_on,
        slip_on=plan.slip_on,
        due_on=plan.due_on,
        warn_on=rules.warned_on(plan),
        suspend_on=plan.suspended_on,
        ends_on=plan.ends_on,
        # A company is talked to: nothing follows by itself (D-82).
        step=Step.OVER if is_company else Step.NOTICE,
        next_on=None if is_company else plan.notice_on,
    )
    Bill.objects.filter(pk=bill.pk).update(state=debt.bill_state)
    accounts.note_debt(member=bill.member, yen=bill.total_yen, at=at, by=by)
    _note(
        debt,
        "bill_failed",
        _("%(month)s月ご利用分 %(yen)s円をお支払いいただけませんでした"),
        at,
    )


def chase(*, debt: Dunning, at: datetime, by: Actor) -> int:
    """Do everything that is due of a debt by now, in order; how many steps that were."""
    today, done = day_in_japan(at), 0
    with transaction.atomic():
        hold_bills(debt.member)
        while (now := _due(debt, today)) is not None:
            _DO[Step(now.step)](now, at, by)
            done += 1
    return done


def _due(debt: Dunning, today: date) -> Dunning | None:
    rows = Dunning.objects.filter(pk=debt.pk, next_on__lte=today, cleared_at=None)
    now = rows.select_related("bill", "member__user", "member__standing", "world").first()
    if now is not None and now.bill.state == Bill.State.CHARGING:
        # The card's company has it: what follows waits for its answer.
        rows.update(next_on=today + timedelta(days=1))
        return None
    return now


def _go_on(debt: Dunning, step: Dunning.Step, next_on: date | None, **done: datetime) -> None:
    Dunning.objects.filter(pk=debt.pk).update(step=step, next_on=next_on, **done)
    for name, value in done.items():
        setattr(debt, name, value)
    Bill.objects.filter(pk=debt.bill_id).update(state=debt.bill_state)


def _notice(debt: Dunning, at: datetime, by: Actor) -> None:
    """M-24 支払い催促の通知."""
    charge = CardCharge.objects.filter(bill=debt.bill).order_by("number").last()
    tell(debt.member, emails.please_pay(debt, charge), debt.bill.number, at)
    _go_on(debt, Step.SLIP, debt.slip_on, told_at=at)


def _slip(debt: Dunning, at: datetime, by: Actor) -> None:
    """M-25 コンビニ払い用紙: one for all that is owed by then."""
    _go_on(debt, Step.WARN, debt.warn_on, slip_at=at)
    slips.issue(member=debt.member, due_on=debt.due_on, at=at, by=by)
    _note(debt, "slip_sent", _("%(month)s月ご利用分のコンビニ払い用紙を発行しました"), at)


def _warn(debt: Dunning, at: datetime, by: Actor) -> None:
    """M-26 in advance, to whoever has something to lose."""
    _go_on(debt, Step.SUSPEND, debt.suspend_on, warned_at=at)
    mail = emails.will_be_suspended(debt, has_lines=_has_lines(debt))
    tell(debt.member, mail, f"{debt.bill.number}:warned", at)


def _suspend(debt: Dunning, at: datetime, by: Actor) -> None:
    """M-26 利用停止. Whose lines have all ended has nothing that could be suspended."""
    if not _has_lines(debt):
        _go_on(debt, Step.OVER, None)
        return
    _go_on(debt, Step.END, debt.ends_on, suspended_at=at)
    if accounts.suspend(member=debt.member, at=at, by=by):
        tell(debt.member, emails.suspended(debt), f"{debt.bill.number}:suspended", at)
        _note(debt, "suspended", _("%(month)s月ご利用分が未払いのため、利用停止になりました"), at)


def _end(debt: Dunning, at: datetime, by: Actor) -> None:
    """The last day has come: every line leaves with it (O-22)."""
    _go_on(debt, Step.OVER, None, ended_at=at)
    lines = contracts.end_all_lines(
        member=debt.member, ends_on=max(debt.ends_on, day_in_japan(at)), at=at, by=by
    )
    if lines:
        mail = emails.contract_ends(debt, lines)
        tell(debt.member, mail, f"{debt.bill.number}:ended", at)
        _note(debt, "ended_unpaid", _("未払いが続いたため、今日で契約が終わります"), at)


def _has_lines(debt: Dunning) -> bool:
    return holdings.has_lines(debt.member)


def _note(debt: Dunning, kind: str, title: str, at: datetime) -> None:
    bill = debt.bill
    if debt.world.is_demo:
        worlds.note(
            world=debt.world,
            at=at,
            kind=kind,
            title=title % {"month": bill.month.month, "yen": f"{bill.total_yen:,.0f}"},
            subject=f"{bill.month:%Y-%m}",
            link="/bills/unpaid/",
        )


_DO: dict[Dunning.Step, Callable[[Dunning, datetime, Actor], None]] = {
    Step.NOTICE: _notice,
    Step.SLIP: _slip,
    Step.WARN: _warn,
    Step.SUSPEND: _suspend,
    Step.END: _end,
}
