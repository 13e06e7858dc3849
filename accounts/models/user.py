"""Who signs in: members and staff share this table, and nothing else."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
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

    USERNAME_FIELD = "login"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["email"]

    objects = UserManager()

    class Meta:
        verbose_name = _("ログイン")
        verbose_name_plural = _("ログイン")
        constraints = [
            # A mail address signs in, so it must name one person.
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_login_per_mail_address",
            )
        ]

    def __str__(self) -> str:
        return self.login

    @property
    def world(self) -> World | None:
        """The world of the member behind this login; None for staff."""
        return None if self.is_staff else self.member.world
