"""IIJ Pickup News: who gets it, what staff write, and that each issue is mailed once (F-ACC-14)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import emails
from accounts.models import Member, NewsMailed, PickupNews
from mioportal.plumbing import audit, outbox
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.models import Outbox
from mioportal.rules.dates import day_in_japan

NEWS_MAIL = "M-04"


class AlreadyMailed(Exception):
    """Somebody has been sent this issue: what it says stands."""


def choose_news(*, member: Member, wanted: bool, at: datetime, by: Actor) -> bool:
    """A member wants the news from this day on, or no more; False when that stood already."""
    with transaction.atomic():
        chosen = Member.objects.filter(
            pk=member.pk, pickup_news_since__isnull=wanted
        ).update(pickup_news_since=day_in_japan(at) if wanted else None)
        if chosen:
            audit.record(
                world=member.world,
                at=at,
                by=by,
                verb="start_pickup_news" if wanted else "stop_pickup_news",
                subject=member.mio_id,
            )
    return bool(chosen)


def mail_issue(*, issue: PickupNews, member: Member, at: datetime) -> bool:
    """Mail an issue to a member who asked for it; False when they were sent it before."""
    with transaction.atomic():
        _row, is_new = NewsMailed.objects.get_or_create(
            issue=issue, member=member, defaults={"at": at}
        )
        if is_new:
            outbox.put(
                world=member.world,
                user=member.user,
                mail=emails.pickup_news(issue, member),
                key=f"{issue.code}:{member.mio_id}",
                at=at,
            )
    return is_new


def save_issue(*, issue: PickupNews, at: datetime, by: Actor) -> None:
    """Write an issue, or change one that nobody has been sent yet. Raises AlreadyMailed."""
    with transaction.atomic():
        _refuse_mailed(issue)
        issue.save()
        _audit(issue, "save_pickup_news", at, by)


def drop_issue(*, issue: PickupNews, at: datetime, by: Actor) -> None:
    """Take back an issue that nobody has been sent yet. Raises AlreadyMailed."""
    with transaction.atomic():
        _refuse_mailed(issue)
        _audit(issue, "drop_pickup_news", at, by)
        issue.delete()


def _refuse_mailed(issue: PickupNews) -> None:
    # The job holds an issue while it mails it: it is either untouched or mailed from here on.
    PickupNews.objects.select_for_update().filter(pk=issue.pk).first()
    if issue.pk and NewsMailed.objects.filter(issue=issue).exists():
        raise AlreadyMailed


def _audit(issue: PickupNews, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=issue.world,
        at=at,
        by=by,
        verb=verb,
        subject=issue.code,
        detail={"title": issue.title, "mail_on": issue.mail_on.isoformat()},
    )


def with_way_out(row: Outbox) -> str:
    """The words of M-04 as they leave: only the mail itself has the link that ends the news."""
    link = settings.SITE_URL + reverse("accounts:stop_news", args=[token_of(row.code)])
    return row.body.replace(str(emails.WAY_OUT_STANDS_HERE), f"{emails.WAY_OUT}\n{link}")


def token_of(code: str) -> str:
    """The secret part of a link that ends the news: the mail's code, signed with the site's key."""
    return f"{code}-{_signature(code)}"


def member_with(token: str) -> Member | None:
    """Whose news a link ends: it works as long as the mail lies about, whatever the day."""
    code, _hyphen, signature = token.partition("-")
    if not constant_time_compare(signature, _signature(code)):
        return None
    members = Member.objects.select_related("user", "world")
    return members.filter(user__outbox__code=code, user__outbox__mail_code=NEWS_MAIL).first()


def _signature(code: str) -> str:
    return salted_hmac("accounts.pickup_news", code, algorithm="sha256").hexdigest()[:32]
