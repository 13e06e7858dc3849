"""A second look at a sign-in that stands out: six digits by mail, once (C-117, D-54).

The digits are in the mail alone: they are made from the row's code with the site's key as the mail
leaves, like the link of M-06. A wrong entry counts as a miss of the login, so that whoever knows
the password cannot go through all digits.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import emails
from accounts.models import SecondCheck, SignIn, User
from accounts.services import lockout, visits
from mioportal.plumbing import audit, outbox, worlds
from mioportal.plumbing.actor import Actor
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models import Outbox
from mioportal.rules import second_check as rules
from mioportal.rules.dates import day_in_japan

CODE_MAIL = "M-40"


class CheckGone(Exception):
    """The digits were used, replaced by newer ones, entered wrongly too often, or are too old."""


class WrongDigits(Exception):
    """The digits are not those of the mail; they may be entered `left` times more."""

    def __init__(self, left: int) -> None:
        super().__init__(f"wrong digits: {left} tries left")
        self.left = left


def hold_sign_in(
    *, user: User, signs: Sequence[str], at: datetime, by: Actor
) -> SecondCheck:
    """Hold a sign-in whose password was right until its digits are entered (M-40).

    A demonstration world that waits for its member runs from now on, or they would never lapse.
    """
    code, world = secret_code(), user.member.world
    with transaction.atomic():
        worlds.let_run(world=world)
        SecondCheck.objects.filter(user=user).delete()
        check = SecondCheck.objects.create(
            code=code,
            user=user,
            digits_digest=_digest(user, code, digits_of(code, at)),
            signs=[str(sign) for sign in signs],
            source=by.source,
            asked_at=at,
            expires_at=rules.code_expires_at(at),
        )
        visits.note_try(user=user, result=SignIn.Result.HELD, at=at, by=by)
        _mail(check, 1, at)
        _audit(check, "hold_sign_in", at, by)
    return check


def is_open(check: SecondCheck, at: datetime) -> bool:
    """Whether the digits of a check may still be entered."""
    on = day_in_japan(at)
    return (
        check.used_at is None
        and check.expires_at > at
        and check.tries < rules.CODE_TRIES.on(on)
        and not check.user.member.has_ended(on)
    )


def enter_digits(*, check: SecondCheck, digits: str, at: datetime, by: Actor) -> User:
    """Whose digits these are: the sign-in goes on, once. Raises CheckGone, WrongDigits, Locked."""
    user, most = check.user, rules.CODE_TRIES.on(day_in_japan(at))
    if not is_open(check, at):
        raise CheckGone
    tried = lockout.reserve_try(user=user, name="", at=at)
    mine = SecondCheck.objects.filter(pk=check.pk, used_at=None, expires_at__gt=at)
    if not mine.filter(tries__lt=most).update(tries=F("tries") + 1):
        lockout.take_back(tried=tried, at=at)
        raise CheckGone
    if not constant_time_compare(check.digits_digest, _digest(user, check.code, digits)):
        with transaction.atomic():
            visits.note_try(user=user, result=SignIn.Result.CODE, at=at, by=by)
            _audit(check, "enter_wrong_digits", at, by)
        lockout.note_miss(tried=tried, at=at, by=by)
        check.refresh_from_db(fields=["tries"])
        raise WrongDigits(max(0, most - check.tries))
    if not mine.update(used_at=at):
        lockout.take_back(tried=tried, at=at)
        raise CheckGone
    lockout.note_right(tried=tried, at=at)
    return user


def mails_left(check: SecondCheck) -> int:
    """How often the digits may still be mailed."""
    most = rules.CODE_MAILS.on(day_in_japan(check.asked_at))
    keys = [f"{CODE_MAIL}:{check.code}:{number}" for number in range(1, most + 1)]
    return most - Outbox.objects.filter(key__in=keys).count()


def send_again(*, check: SecondCheck, at: datetime, by: Actor) -> bool:
    """Mail the same digits once more; False when that was done often enough."""
    try:
        with transaction.atomic():
            left = mails_left(check)
            if not left:
                return False
            _mail(check, rules.CODE_MAILS.on(day_in_japan(check.asked_at)) - left + 1, at)
            _audit(check, "send_digits_again", at, by)
    except IntegrityError:
        # Pressed twice at once: the other hand has sent it.
        return True
    return True


def with_digits(row: Outbox) -> str:
    """The words of M-40 as they leave: only the mail itself has the digits."""
    digits = digits_of(row.key.split(":")[1], row.at)
    return row.body.replace(str(emails.DIGITS_STAND_HERE), digits)


def digits_of(code: str, at: datetime) -> str:
    """The digits that belong to a row: made from its code with the site's key."""
    made = salted_hmac("accounts.second_check.digits", code, algorithm="sha256").digest()
    length = rules.CODE_DIGITS.on(day_in_japan(at))
    return f"{int.from_bytes(made) % 10**length:0{length}}"


def _digest(user: User, code: str, digits: str) -> str:
    told = f"{code}:{digits}:{user.get_session_auth_hash()}:{user.email}"
    return salted_hmac("accounts.second_check", told, algorithm="sha256").hexdigest()


def _mail(check: SecondCheck, number: int, at: datetime) -> None:
    outbox.put(
        world=check.user.member.world,
        user=check.user,
        mail=emails.check_code(check),
        key=f"{check.code}:{number}",
        at=at,
    )


def _audit(check: SecondCheck, verb: str, at: datetime, by: Actor) -> None:
    audit.record(
        world=check.user.member.world,
        at=at,
        by=by,
        verb=verb,
        subject=check.user.login,
        detail={"signs": check.signs},
    )
