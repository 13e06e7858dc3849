"""What stands between a guess and a password: locks of names, and tries counted per address."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.rules.lockout import LockState


class SignInLock(models.Model):
    """Misses and lock of one login; names that nobody has are locked as well, or they would tell.

    `turn` counts the writes: whoever writes says which turn they read, so that of many tries at
    once each is counted. Times are of the member's world.
    """

    user = models.OneToOneField(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sign_in_lock",
        verbose_name=_("ログイン"),
    )
    # A keyed digest of a name that nobody has: what was typed may be a password.
    stranger = models.CharField(max_length=64, unique=True, null=True, blank=True)
    misses = models.PositiveSmallIntegerField(_("続けて間違えた回数"), default=0)
    locked_at = models.DateTimeField(_("ロックがかかった日時"), null=True, blank=True)
    locked_until = models.DateTimeField(_("ロックの終わり"), null=True, blank=True)
    turn = models.PositiveIntegerField(default=0)
    tried_at = models.DateTimeField(_("最後に試した実時刻"))

    class Meta:
        verbose_name = _("ログインのロック")
        verbose_name_plural = _("ログインのロック")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user=None, stranger__isnull=False)
                | models.Q(user__isnull=False, stranger=None),
                name="a_lock_is_a_logins_or_a_strangers",
            )
        ]

    def __str__(self) -> str:
        return str(self.user or self.stranger)

    @property
    def state(self) -> LockState:
        """What the rules know of it."""
        return LockState(
            misses=self.misses, locked_at=self.locked_at, locked_until=self.locked_until
        )


class Knocks(models.Model):
    """Tries that one network address has made since an instant of real time."""

    source = models.CharField(_("接続元"), max_length=60, unique=True)
    since = models.DateTimeField(_("数え始めた実時刻"))
    count = models.PositiveSmallIntegerField(_("回数"))

    class Meta:
        verbose_name = _("接続元ごとの回数")
        verbose_name_plural = _("接続元ごとの回数")

    def __str__(self) -> str:
        return f"{self.source}: {self.count}"
