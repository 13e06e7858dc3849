"""Sign-in by mioID or registered mail address, however it was typed (F-ACC-05, C-044)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import User
from mioportal.rules.mioid import normalise_login


class MioIdOrMail(ModelBackend):
    """Finds a login by either of its two names; the password is verified exactly as received."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        """The active user with this name and password, or None after one hash in every case."""
        if username is None or password is None:
            return None
        user = self._named(normalise_login(username))
        if user is None:
            # Hash all the same: an unknown name must take as long as a known one.
            User().set_password(password)
            return None
        if user.check_password(password) and self.user_can_authenticate(user):
            return user
        return None

    def _named(self, login: str) -> User | None:
        if "@" in login:
            return User.objects.filter(email__iexact=login).first()
        return User.objects.filter(login__iexact=login).first()

    def get_user(self, user_id: Any) -> User | None:
        """The signed-in user with member and world in one query."""
        user = User.objects.select_related("member__world", "member__standing").filter(pk=user_id)
        found = user.first()
        return found if found and self.user_can_authenticate(found) else None
