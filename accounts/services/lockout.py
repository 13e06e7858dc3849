"""Locking a name after wrong passwords, and opening it again (F-ACC-09, C-048).

A try is counted as a miss before its password is hashed, and taken back if the password was right.
So of many guesses at once no more get through than of as many in a row. A name that nobody has is
locked just like a member's: the answer must not tell them apart.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts import emails
from accounts.models import SignInLock, User
from mioportal.plumbing import audit, outbox, realtime, worlds
from mioportal.plumbing.actor import Actor, Role
from mioportal.plumbing.gate import Locked
from mioportal.rules import lockout as rules

# Whoever loses a turn so often meets more hands than a person has.
_ROUNDS = 50
_STRANGERS_FORGOTTEN_AFTER = timedelta(days=2)


@dataclass(frozen=True, kw_only=True, slots=True)
class Try:
    """One try that may hash a password: what it met, and what it left if nothing else comes."""

    lock: SignInLock
    met: rules.LockState
    left: rules.LockState

    @property
    def locks(self) -> bool:
        """Whether this is the miss too many, if it is a miss."""
        return self.left.locked_until is not None


def reserve_try(*, user: User | None, name: str, at: datetime) -> Try:
    """Count a try on a login (None: nobody has this normalised name). Raises Locked.

    While locked a try moves the end, once. A demonstration world that waits for its member runs
    from the first try that meets a lock, or the lock would never end.
    """
    for _round in range(_ROUNDS):
        lock = _lock_of(user, name)
        met = rules.before_try(lock.state, at)
        if rules.is_locked(met, at):
            if met == lock.state or _write(lock, met):
                assert met.locked_until is not None
                if user is not None and user.world is not None:
                    worlds.let_run(world=user.world)
                raise Locked(met.locked_until)
            continue
        left = rules.after_failure(met, at)
        if _write(lock, left):
            return Try(lock=lock, met=met, left=left)
    raise worlds.WorldBusy


def note_miss(*, tried: Try, at: datetime, by: Actor) -> None:
    """The password was wrong: the miss stands, and a lock that it began is told (M-08).

    A demonstration world that waits for its member runs from now on, or the lock would never end;
    a past that the system tells wakes nobody.
    """
    user, until = tried.lock.user, tried.left.locked_until
    if user is None or until is None:
        return
    with transaction.atomic():
        world = user.world
        if world is not None:
            if by.role != Role.SYSTEM:
                worlds.let_run(world=world)
            outbox.put(
                world=world,
                user=user,
                mail=emails.locked(user, until),
                key=f"locked:{tried.lock.pk}:{tried.lock.turn}",
                at=at,
            )
        detail = {"until": until.isoformat()}
        audit.record(
            world=world, at=at, by=by, verb="lock_sign_in", subject=user.login, detail=detail
        )


def note_right(*, tried: Try, at: datetime) -> None:
    """The password was right: nothing counts any more, but a lock that others began stays."""
    for _round in range(_ROUNDS):
        lock = SignInLock.objects.get(pk=tried.lock.pk)
        state = lock.state
        if tried.locks and state.locked_at == tried.left.locked_at:
            state = replace(state, misses=0, locked_at=tried.met.locked_at, locked_until=None)
        else:
            state = rules.after_success(state, at)
        if state == lock.state or _write(lock, state):
            return
    raise worlds.WorldBusy


def take_back(*, tried: Try, at: datetime) -> None:
    """This try does not count after all; those before it do, and a lock that others began stays."""
    for _round in range(_ROUNDS):
        lock = SignInLock.objects.get(pk=tried.lock.pk)
        state = lock.state
        if tried.locks and state.locked_at == tried.left.locked_at:
            state = tried.met
        elif state.misses and not rules.is_locked(state, at):
            state = replace(state, misses=state.misses - 1)
        if state == lock.state or _write(lock, state):
            return
    raise worlds.WorldBusy


def lift_lock(*, user: User, at: datetime, by: Actor) -> bool:
    """Open a login: its misses are forgotten. False when no lock stood (M-08 is not sent then)."""
    with transaction.atomic():
        for _round in range(_ROUNDS):
            lock = SignInLock.objects.filter(user=user).first()
            if lock is None or lock.state == rules.LockState():
                return False
            stood = rules.is_locked(lock.state, at)
            if _write(lock, rules.after_reset(lock.state, at)):
                if stood:
                    _tell_lifted(user, lock, at, by)
                return stood
    raise worlds.WorldBusy


def _tell_lifted(user: User, lock: SignInLock, at: datetime, by: Actor) -> None:
    world = user.world
    if world is not None:
        key = f"lifted:{lock.pk}:{lock.turn}"
        outbox.put(world=world, user=user, mail=emails.unlocked(user), key=key, at=at)
    audit.record(world=world, at=at, by=by, verb="lift_lock", subject=user.login)


def _lock_of(user: User | None, name: str) -> SignInLock:
    whose = {"stranger": _stranger(name)} if user is None else {"user": user}
    now = realtime.now()
    lock, is_new = SignInLock.objects.select_related("user").get_or_create(
        **whose, defaults={"tried_at": now}
    )
    if is_new:
        long_ago = now - _STRANGERS_FORGOTTEN_AFTER
        SignInLock.objects.filter(user=None, tried_at__lt=long_ago).delete()
    if user is not None:
        lock.user = user
    return lock


def _stranger(name: str) -> str:
    return salted_hmac("accounts.lockout", name, algorithm="sha256").hexdigest()


def _write(lock: SignInLock, state: rules.LockState) -> bool:
    """Write a state if the turn is still ours; of many hands that read the same, one writes."""
    written = SignInLock.objects.filter(pk=lock.pk, turn=lock.turn).update(
        misses=state.misses,
        locked_at=state.locked_at,
        locked_until=state.locked_until,
        turn=lock.turn + 1,
        tried_at=realtime.now(),
    )
    if written:
        lock.turn += 1
    return bool(written)
