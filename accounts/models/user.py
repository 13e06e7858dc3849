"""Who signs in: members and staff share this table, and nothing else."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.models import World


class UserManager(BaseUserManager["User"]):
    """What Django's own commands need."""

    def create_superuser(self, login: str, password: str, **fields: Any) -> "User":
        """A staff user who may do everything."""
        user = self.model(login=login, is_staff=True, is_superuser=True, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A login. `login` is the mioID of a member, or a staff member's name."""

    login = models.CharField(_("mioID・担当者名"), max_length=40, unique=True)
    email = models.EmailField(_("メールアドレス"), blank=True)
    name = models.CharField(_("名前"), max_length=80, blank=True)
    is_staff = models.BooleanField(_("担当者"), default=False)
    is_active = models.BooleanField(_("有効"), default=True)
    # Sessions carry the count they began under; raised, all of them are over.
    sessions_ended = models.PositiveIntegerField(default=0)

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects = UserManager()

    class Meta:
        verbose_name = _("ログイン")
        verbose_name_plural = _("ログイン")
        constraints = [
            # A mail address signs in, so it must name one person. A mioID that has ended lets it
            # go: whoever contracts again gets a new one (C-039).
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email="") & models.Q(is_active=True),
                name="one_login_per_mail_address",
            )
        ]

    def __str__(self) -> str:
        return self.login

    def get_session_auth_hash(self) -> str:
        """What a session must carry to last: it changes with the password and on the count."""
        return self._session_digest()

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under secret keys of earlier."""
        for key in settings.SECRET_KEY_FALLBACKS:
            yield self._session_digest(key)

    def _session_digest(self, secret: str | bytes | None = None) -> str:
        told = f"{self.password}:{self.sessions_ended}"
        return salted_hmac("accounts.sessions", told, secret=secret, algorithm="sha256").hexdigest()

    @property
    def world(self) -> World | None:
        """The world of the member behind this login; None for staff."""
        return None if self.is_staff else self.member.world
