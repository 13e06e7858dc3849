"""Sign-in by mioID or registered mail address, however it was typed (F-ACC-05, C-044)."""

from datetime import datetime
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts import queries, services
from accounts.models import SignIn, User
from mioportal.plumbing import clock
from mioportal.plumbing.actor import Actor, Role, visitor_of
from mioportal.plumbing.gate import Ended, Held, Locked
from mioportal.rules.dates import day_in_japan
from mioportal.rules.mioid import normalise_login
from mioportal.rules.second_check import RiskSign, may_enter_at_once

# A command or a test: nobody came through a door.
_NOBODY = Actor(role=Role.MEMBER, label="")


class MioIdOrMail(ModelBackend):
    """Finds a login by either of its two names; the password is verified exactly as received."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The active user with this name and password, or None after one hash in every case.

        Raises Locked and TooManyTries before any hash, Locked after the miss too many as well;
        Ended and Held after a right password only.
        """
        if username is None or password is None:
            return None
        if request is None:
            return self._try(normalise_login(username), password, _NOBODY)
        by = visitor_of(request)
        services.knock(source=by.source)
        user = self._try(normalise_login(username), password, by)
        if user is not None:
            services.take_back_knock(source=by.source)
        return user

    def _try(self, name: str, password: str, by: Actor) -> User | None:
        found = queries.login_named(name)
        with clock.taken(found.world if found else None) as at:
            try:
                tried = services.reserve_try(user=found, name=name, at=at)
            except Locked:
                services.note_try(user=found, result=SignIn.Result.LOCKED, at=at, by=by)
                raise
            if found is not None and found.check_password(password):
                if _has_ended(found, at):
                    services.note_right(tried=tried, at=at)
                    raise Ended
                if self.user_can_authenticate(found):
                    signs = _signs(found, by.source, at)
                    if signs:
                        # Until the second check is passed, misses of before are not forgotten.
                        services.take_back(tried=tried, at=at)
                        raise Held(found, signs)
                    services.note_right(tried=tried, at=at)
                    return found
            if found is None:
                # Hash all the same: an unknown name must take as long as a known one.
                User().set_password(password)
            services.note_try(user=found, result=SignIn.Result.MISS, at=at, by=by)
            services.note_miss(tried=tried, at=at, by=by)
            if tried.left.locked_until is not None:
                # Told at once: whoever tries again unknowing makes the lock longer.
                raise Locked(tried.left.locked_until)
        return None

    def get_user(self, user_id: Any) -> User | None:
        """The signed-in user with member and world in one query.

        None once the mioID's last day is over, whether or not the job has carried that out.
        """
        user = User.objects.select_related("member__world", "member__standing").filter(pk=user_id)
        found = user.first()
        if found is None or not self.user_can_authenticate(found):
            return None
        return None if _has_ended(found, clock.moment_of(found.world)) else found


def _has_ended(user: User, at: datetime) -> bool:
    return not user.is_staff and user.member.has_ended(day_in_japan(at))


def _signs(user: User, source: str, at: datetime) -> tuple[RiskSign, ...]:
    """What stands out about a member's sign-in so much that a code has to follow."""
    if user.is_staff:
        return ()
    return may_enter_at_once(queries.risk_of(user, source, at), day_in_japan(at)).reasons
