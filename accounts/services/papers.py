"""Identity papers as their owner handles them: asked for, put together, sent (F-IDV-02)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import emails, queries
from accounts.models import Member, PaperImage, Reminder, Submission
from accounts.services import identity, paper_store, papers_review, reminders
from accounts.services.pictures import Picture
from mioportal.plumbing import worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import readable
from mioportal.rules import identity as rules
from mioportal.rules import pictures
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import Paper, UploadFacts, UploadReason
from mioportal.rules.pictures import Side
from mioportal.rules.verdict import Verdict

State = Submission.State
IDENTITY = Member.Identity
OPEN = (State.DRAFT, State.IN_REVIEW)


class NotAsked(Exception):
    """The identity is confirmed: no papers are needed."""


class InReview(Exception):
    """Papers are being reviewed: nothing more is sent until that is over."""


class NotDraft(Exception):
    """These papers were sent, or given up; nothing is added any more."""


class Incomplete(Exception):
    """A side is missing; `sides` are all that are."""

    def __init__(self, sides: tuple[Side, ...]) -> None:
        super().__init__(", ".join(sides))
        self.sides = sides


class NotAccepted(Exception):
    """The papers are not taken; `verdict` holds every reason."""

    def __init__(self, verdict: Verdict[UploadReason]) -> None:
        super().__init__(", ".join(verdict.reasons))
        self.verdict = verdict


def ask_for_papers(
    *,
    member: Member,
    why: str,
    outdated: UploadReason = UploadReason.ADDRESS_DIFFERS,
    at: datetime,
    by: Actor,
) -> bool:
    """Papers are wanted of a member (未提出, C-076); False when that stood already.

    `why` is told on the site. Papers in review show what no longer holds: they go back as
    `outdated`.
    """
    with transaction.atomic():
        identity.hold(member)
        reviewed = Submission.objects.filter(member=member, state=State.IN_REVIEW).first()
        if reviewed is not None:
            papers_review.decide_return(
                submission=reviewed, reasons=[outdated], note=why, at=at, by=by
            )
        asked = identity.set_state(member, IDENTITY.NOT_SUBMITTED, why, at, by)
        if asked:
            identity.remind(member, at)
            identity.trace(member, "ask_for_papers", at, by, {"why": why})
    return asked


def begin(*, member: Member, paper: Paper, at: datetime, by: Actor) -> Submission:
    """Put papers together, or go on with those begun before; another paper may be chosen.

    Raises NotAsked, InReview.
    """
    with transaction.atomic():
        if identity.hold(member) == IDENTITY.COMPLETE:
            raise NotAsked
        found = Submission.objects.filter(member=member, state__in=OPEN).first()
        if found is None:
            return Submission.objects.create(
                member=member, world=member.world, paper=paper, started_at=at
            )
        if found.state == State.IN_REVIEW:
            raise InReview
        if found.paper != paper:
            _change_paper(found, paper)
    return found


def _change_paper(draft: Submission, paper: Paper) -> None:
    if not identity.drafts(draft).update(paper=paper):
        raise NotDraft
    draft.paper = paper
    kept = {side.value for side in (Side.SUPPLEMENT_FRONT, Side.SUPPLEMENT_BACK)}
    identity.take_away(draft.images.exclude(side__in=kept))


def add_picture(
    *, draft: Submission, side: Side, picture: Picture, at: datetime, by: Actor
) -> PaperImage:
    """Keep a picture of one side, in place of an earlier one.

    Raises NoRoom, and NotDraft also when another paper was chosen meanwhile.
    The file is written first; without its row it goes again.
    """
    if side not in pictures.possible_sides(draft.paper, day_in_japan(at)):
        raise ValueError(f"side: {side} does not belong to {draft.paper}")
    name = paper_store.keep(picture.data)
    try:
        with transaction.atomic():
            # Whoever writes to a draft holds its row: sending and giving up wait their turn.
            if not identity.drafts(draft).filter(paper=draft.paper).update(state=State.DRAFT):
                raise NotDraft
            identity.take_away(draft.images.filter(side=side))
            image = PaperImage.objects.create(
                submission=draft,
                side=side,
                name=name,
                image_format="jpeg",
                sent_bytes=picture.sent_bytes,
                width=picture.width,
                height=picture.height,
                added_at=at,
            )
            identity.trace(draft.member, "add_paper_picture", at, by, {"side": str(side)})
    except BaseException:
        paper_store.drop(name)
        raise
    return image


def drop_picture(*, draft: Submission, side: Side, at: datetime, by: Actor) -> bool:
    """Take one picture away; False when there is none. Raises NotDraft."""
    with transaction.atomic():
        if not identity.drafts(draft).update(state=State.DRAFT):
            raise NotDraft
        dropped = identity.take_away(draft.images.filter(side=side))
        if dropped:
            identity.trace(draft.member, "drop_paper_picture", at, by, {"side": str(side)})
    return dropped > 0


def drop_draft(*, draft: Submission, at: datetime, by: Actor) -> bool:
    """Give up papers that were not sent; their pictures go at once. False when that was done."""
    return identity.give_up(draft, at, by)


def send(*, draft: Submission, at: datetime, by: Actor) -> Submission:
    """Hand papers in for review (提出する); sent before, they are returned as they are.

    Raises Incomplete, NotAccepted, NotDraft when they were given up, NotAsked.
    """
    today = day_in_japan(at)
    with transaction.atomic():
        stands = identity.hold(draft.member)
        is_draft = identity.drafts(draft).update(state=State.DRAFT)
        draft.refresh_from_db()
        if draft.state == State.DROPPED:
            raise NotDraft
        if not is_draft:
            return draft
        if stands == IDENTITY.COMPLETE:
            raise NotAsked
        _check(draft, at)
        Submission.objects.filter(pk=draft.pk).update(
            state=State.IN_REVIEW,
            receipt_number=f"H{today:%y%m%d}-{readable(5)}",
            sent_at=at,
            review_due_on=rules.review_due_on(today),
        )
        draft.refresh_from_db()
        identity.set_state(draft.member, IDENTITY.IN_REVIEW, "", at, by)
        reminders.call_off(member=draft.member, kind=Reminder.Kind.PAPERS)
        identity.put(draft, emails.papers_received(draft), "received", at)
        worlds.note(
            world=draft.world,
            at=at,
            kind="papers_sent",
            title=_("本人確認書類を提出しました（受付番号 %s）") % draft.receipt_number,
            subject=draft.member.mio_id,
            link="/identity/",
        )
        identity.trace(draft.member, "send_papers", at, by, {"receipt": str(draft.receipt_number)})
    return draft


def _check(draft: Submission, at: datetime) -> None:
    today = day_in_japan(at)
    there = {Side(image.side): image.sent_bytes for image in draft.images.all()}
    missing = [side for side in pictures.required_sides(draft.paper, today) if side not in there]
    if missing:
        raise Incomplete(tuple(missing))
    verdict = rules.may_upload(
        UploadFacts(
            paper=Paper(draft.paper),
            sent_on=today,
            sizes=tuple(there.values()),
            for_voice_esim=queries.is_for_voice_esim(draft.member),
            has_supplement=Side.SUPPLEMENT_FRONT in there,
        )
    )
    if not verdict.allowed:
        raise NotAccepted(verdict)
