"""Where a login was used from, and the second look at a sign-in that stands out."""

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.models.user import User
from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models import World


class SignIn(models.Model):
    """One try at somebody's door (F-ACC-19), as the member reads it.

    A try at a name that nobody has writes the same row without a user: it must not cost less.
    """

    class Result(models.TextChoices):
        """How it went."""

        IN = "IN", _("ログイン")
        MISS = "MISS", _("パスワードの間違い")
        LOCKED = "LOCKED", _("ロック中")
        HELD = "HELD", _("追加の確認")
        CODE = "CODE", _("確認コードの間違い")

    user = models.ForeignKey(
        User,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="sign_ins",
        verbose_name=_("ログイン"),
    )
    world = models.ForeignKey(
        World, models.CASCADE, null=True, related_name="sign_ins", verbose_name=_("世界")
    )
    at = models.DateTimeField(_("日時"))
    result = models.CharField(_("結果"), max_length=6, choices=Result)
    source = models.CharField(_("接続元"), max_length=60, blank=True)
    browser = models.CharField(_("ブラウザー"), max_length=80, blank=True)
    # A keyed digest of a secret of the session that it opened; "" where it opened none.
    session_digest = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(_("ログアウト"), null=True, blank=True)

    class Meta:
        verbose_name = _("ログインの履歴")
        verbose_name_plural = _("ログインの履歴")
        indexes = [
            models.Index(fields=["user", "-at"]),
            models.Index(fields=["world", "at"], name="sign_ins_of_a_world"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.get_result_display()} {localtime(self.at):%Y-%m-%d %H:%M}"


class WatchedNetwork(models.Model):
    """Network addresses whose sign-ins are looked at twice (C-117). Staff keep the list.

    Written in the one way there is (`plumbing.networks.canonical`), so that it is found by name.
    """

    class Kind(models.TextChoices):
        """What stands behind the addresses."""

        VPN = "VPN", _("VPN・中継サーバー")
        ABROAD = "ABROAD", _("海外")

    network = models.CharField(
        _("ネットワーク"),
        max_length=43,
        unique=True,
        help_text=_("例）203.0.113.0/24"),
    )
    kind = models.CharField(_("種類"), max_length=6, choices=Kind)
    note = models.CharField(_("メモ"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("注意する接続元")
        verbose_name_plural = _("注意する接続元")

    def __str__(self) -> str:
        return f"{self.network} {self.get_kind_display()}"


class SecondCheck(models.Model):
    """A right password that did not suffice: a code by mail has to follow it (C-117).

    The digits are made from the row's code with the site's key; of a login only the newest counts.
    """

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    user = models.ForeignKey(User, models.CASCADE, related_name="second_checks")
    # Keyed, and of the login as it stood: with a new password, a new mail address or all sessions
    # ended, the digits of before no longer fit.
    digits_digest = models.CharField(max_length=64)
    # Values of RiskSign: what stood out.
    signs = models.JSONField(default=list)
    source = models.CharField(_("接続元"), max_length=60, blank=True)
    asked_at = models.DateTimeField(_("受付日時"))
    expires_at = models.DateTimeField(_("期限"))
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("追加の確認")
        verbose_name_plural = _("追加の確認")

    def __str__(self) -> str:
        return f"{self.user} {localtime(self.asked_at):%Y-%m-%d %H:%M}"
