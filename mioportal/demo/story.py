"""Telling a member's past: the same services as real use, told past dates, jobs run in between."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from accounts import services as accounts
from accounts.models import Member, SignIn, Submission
from accounts.services import papers, papers_review
from accounts.services.registration import Person
from cancellation import services as cancellation
from contracts import queries
from contracts import services as contracts
from contracts.models import (
    DeskRequest,
    Device,
    Line,
    OptionPeriod,
    PlanChange,
    RelatedService,
    ShareGroup,
)
from contracts.queries import charged_on
from contracts.services import NewDevice, NewLine, NewService
from mioportal.demo.drawing import drawn_paper
from mioportal.outside.processor import services as processor
from mioportal.outside.processor.models import CardSession
from mioportal.outside.processor.numbers import DocumentedCard
from mioportal.outside.processor.services import Entry
from mioportal.plumbing import outbox, runner, worlds
from mioportal.plumbing.actor import Actor, system
from mioportal.plumbing.models import World
from mioportal.rules.dates import add_months, at_japan, month_end, month_start
from mioportal.rules.hikari import HomeType
from mioportal.rules.identity import Paper, UploadReason
from mioportal.rules.instalments import DeviceKind
from mioportal.rules.options import AgreedFee, OptionCode
from mioportal.rules.pictures import required_sides
from mioportal.rules.related import Service

MORNING = time(9)
# Late enough that a lock of this minute still stands at ten, when the demonstration begins.
TRIED = time(9, 45)
# In months: a year is shown, and before it lies what the first of them carried over.
YEAR = 12


def card_end(today: date) -> date:
    """The last day of a card with which nothing is wrong for a while."""
    return month_end(add_months(today, 26))


class Story:
    """One member's world, told from the beginning to the morning of the day it is made."""

    by: Actor = system("demo")

    def __init__(
        self,
        *,
        mio_id: str,
        email: str,
        person: Person,
        since: date,
        secret: str,
        is_provisional: bool = False,
    ):
        begins = self.began_at = at_japan(since, MORNING)
        self.world: World = worlds.make_demo(name=mio_id, held_at=begins)
        self.member: Member = accounts.register_member(
            world=self.world,
            mio_id=mio_id,
            email=email,
            secret=secret,
            person=None if is_provisional else person,
            provisional=is_provisional,
            at=begins,
            by=self.by,
        )
        if not is_provisional:
            accounts.complete_identity(member=self.member, at=begins, by=self.by)
        self._number, self._cards, self.person = int(mio_id[2:]) * 100, 0, person

    def at(self, day: date, clock: time = MORNING) -> datetime:
        """Go on to an instant; everything due until then happens first."""
        instant = at_japan(day, clock)
        claim = worlds.take_lease(world=self.world)
        worlds.set_clock(world=self.world, claim=claim, to=instant)
        runner.run_through(self.world, instant, claim=claim)
        worlds.give_back(world=self.world, claim=claim)
        return instant

    def opens(
        self,
        plan_code: str,
        *,
        contracted_on: date,
        started_on: date | None = None,
        function: Line.Function = Line.Function.VOICE,
        medium: Line.Medium = Line.Medium.SIM,
        option_codes: tuple[str, ...] = (),
        agreed: tuple[AgreedFee, ...] = (),
        user_name: str = "",
        network: Line.Network = Line.Network.DOCOMO,
    ) -> Line:
        """A line opens. Numbers are invented ones (0000) and differ within the cast."""
        self._cards += 1
        serial = self._number + self._cards
        has_number = function != Line.Function.DATA
        prefix = "090" if function == Line.Function.VOICE else "070"
        new = NewLine(
            code=f"hdu{serial:08d}",
            plan_code=plan_code,
            contracted_on=contracted_on,
            started_on=started_on or contracted_on,
            iccid=f"898110000{serial:010d}",
            function=function,
            medium=medium,
            network=network,
            phone_number=f"{prefix}-0000-{serial:04d}" if has_number else "",
            user_name=user_name,
            option_codes=option_codes,
            agreed=agreed,
            # A whole life of midnights would take long: its books are written at the end.
            is_metered=False,
        )
        at = self.at(new.started_on)
        return contracts.open_line(member=self.member, new=new, at=at, by=self.by)

    def sends_papers(self, paper: Paper, on: date) -> None:
        """The member puts together what a paper needs, and sends it."""
        at = self.at(on)
        draft = papers.begin(member=self.member, paper=paper, at=at, by=self.by)
        for side in required_sides(paper, on):
            shown = drawn_paper()
            papers.add_picture(draft=draft, side=side, picture=shown, at=at, by=self.by)
        papers.send(draft=draft, at=at, by=self.by)

    def papers_come_back(self, on: date, reasons: list[UploadReason], note: str) -> None:
        """The reviewer sends them back."""
        at = self.at(on)
        sent = Submission.objects.select_related("member__user", "world").get(
            member=self.member, state=Submission.State.IN_REVIEW
        )
        papers_review.decide_return(submission=sent, reasons=reasons, note=note, at=at, by=self.by)

    def pays_with(self, card: DocumentedCard, *, expires_on: date, on: date | None = None) -> None:
        """A card is registered the way a member does it; without a day, at the beginning."""
        at = self.at(on) if on else self.began_at
        visit, _url = accounts.begin_visit(member=self.member, at=at)
        session = CardSession.objects.get(reference=visit.session)
        entry = Entry(card=card, expires_on=expires_on, holder=session.holder)
        processor.enter(session=session, entry=entry)
        accounts.finish_visit(visit=visit, code=session.code, at=at, by=self.by)

    def reads_news(self, since: date) -> None:
        """IIJ Pickup News is wanted from a day on."""
        at = self.at(since)
        accounts.choose_news(member=self.member, wanted=True, at=at, by=self.by)

    def misses_the_password(self, times: int, on: date) -> None:
        """Wrong passwords at the door, one after another, while the clock is told to the morning.

        The clock is not moved to them: what else happened that morning is told after them.
        """
        at, user = at_japan(on, TRIED), self.member.user
        by = replace(self.by, source="203.0.113.15", browser="Chrome（Windows）")
        for _time in range(times):
            tried = accounts.reserve_try(user=user, name=user.login, at=at)
            accounts.note_try(user=user, result=SignIn.Result.MISS, at=at, by=by)
            accounts.note_miss(tried=tried, at=at, by=by)

    def adds_option(self, line: Line, code: OptionCode, on: date) -> OptionPeriod:
        """An option is added on the site; free at first where it may be tried."""
        at = self.at(on)
        read = queries.line_of(self.member, line.code, on)
        assert read is not None
        return contracts.add_option(
            line=read,
            code=code,
            shown=queries.option_offer(read, code, on).shown,
            form=f"{line.code} {on}",
            at=at,
            by=self.by,
        )

    def has_read_mail(self, today: date) -> None:
        """Nothing of the past is sent any more; the last month's mails wait to be read."""
        outbox.file_past(world=self.world, read_before=at_japan(add_months(today, -1), MORNING))

    def has_used_data(self, today: date) -> None:
        """A year of use and grants of every line, as the midnights would have written them."""
        contracts.recount_past(
            world=self.world,
            since=add_months(month_start(today), -YEAR),
            at=self.at(today),
        )

    def telephones(
        self, line: Line, today: date, *, calls: Sequence[int] = (), messages: int = 0
    ) -> None:
        """Calls (seconds each) and messages of every month so far; every third month, twice."""
        months, day = 0, line.started_on
        while day <= today:
            for _time in range(2 if day.month % 3 == 0 else 1):
                contracts.note_use(
                    line=line, at=at_japan(day, MORNING), calls=calls, messages=messages
                )
            months += 1
            day = add_months(line.started_on, months)

    def buys_data(self, line: Line, on: date) -> None:
        """One parcel of extra data."""
        at = self.at(on)
        offer = queries.offer(line, 1, on)
        contracts.buy_data(
            line=line,
            parcels=1,
            shown=offer.shown,
            form=f"{line.code} {on}",
            at=at,
            by=self.by,
        )

    def says_ended(self, period: OptionPeriod, on: date) -> None:
        """A third party's option was ended over there, and the member says so."""
        contracts.tick_option(period=period, at=self.at(on), by=self.by)

    def cancels(self, line: Line, on: date) -> None:
        """The line's cancellation is accepted on the telephone."""
        line = Line.objects.select_related("member__user", "member__standing", "world").get(
            pk=line.pk
        )
        cancellation.accept_by_phone(line=line, at=self.at(on), by=self.by)

    def buys(
        self,
        line: Line,
        name: str,
        total: int,
        *,
        paid: int,
        today: date,
        kind: DeviceKind = DeviceKind.ORDINARY,
    ) -> Device:
        """A device is bought in instalments, so long ago that `paid` have been charged by today."""
        last = add_months(today.replace(day=1), -1)
        if charged_on(last) > today:
            last = add_months(last, -1)
        bought_on = add_months(last, 1 - paid).replace(day=10)
        new = NewDevice(name=name, kind=kind, total_yen=Decimal(total), bought_on=bought_on)
        return contracts.buy_device(line=line, new=new, at=self.at(bought_on), by=self.by)

    def holds_service(
        self,
        service: Service,
        since: date,
        *,
        home: HomeType | None = None,
        agreed: int | None = None,
    ) -> RelatedService:
        """A related service begins."""
        new = NewService(
            service=service,
            starts_on=since,
            home=home,
            agreed_yen=None if agreed is None else Decimal(agreed),
        )
        return contracts.begin_service(
            member=self.member, new=new, at=self.at(since), by=self.by
        )

    def shares(self, primary: Line, *secondaries: Line, on: date) -> ShareGroup:
        """Lines ask to share one plan and one pool, from the first of the next month on."""
        return contracts.make_group(
            primary=primary, secondaries=secondaries, at=self.at(on), by=self.by
        )

    def asks_for_primary(self, group: ShareGroup, line: Line, on: date) -> DeskRequest:
        """The member asks the desk to make another line the primary one."""
        return contracts.ask_primary_change(group=group, line=line, at=self.at(on), by=self.by)

    def books_plan(self, line: Line, plan_code: str, on: date) -> PlanChange:
        """A plan change is booked for the first of the next month."""
        at = self.at(on)
        held = queries.line_of(self.member, line.code, on)
        assert held is not None
        return contracts.book_plan_change(
            line=line,
            plan_code=plan_code,
            shown=queries.plan_offer(held, plan_code, on).shown,
            at=at,
            by=self.by,
        )
