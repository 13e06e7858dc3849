"""Orders of the practice operators. Nowhere a whole reservation number."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models import World
from mioportal.rules.operators import LABELS


class OperatorOrder(models.Model):
    """One customer who wants to bring a telephone number to an operator."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("同意待ち")
        CHECKED = "checked", _("照会済")
        OPENED = "opened", _("開通")
        FAILED = "failed", _("開通できず")
        CANCELLED = "cancelled", _("取りやめ")

    reference = models.CharField(max_length=40, unique=True, default=secret_code)
    operator = models.CharField(
        _("事業者"), max_length=12, choices=[(code.value, name) for code, name in LABELS.items()]
    )
    phone_number = models.CharField(_("電話番号"), max_length=13)
    is_one_stop = models.BooleanField(_("ワンストップ方式"), default=False)
    number_tail = models.CharField(_("予約番号の末尾"), max_length=4, blank=True, default="")
    state = models.CharField(_("状態"), max_length=10, choices=State)
    # The customer's time; unknown until the number is found.
    world = models.ForeignKey(
        World, models.CASCADE, null=True, blank=True, related_name="operator_orders",
        verbose_name=_("世界"),
    )
    expires_on = models.DateField(_("有効期限"), null=True, blank=True)
    made_at = models.DateTimeField(_("受付日時"), null=True, blank=True)
    ended_at = models.DateTimeField(_("終わった日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("転出先のお申し込み")
        verbose_name_plural = _("転出先のお申し込み")
        permissions = [("play_operator", _("転出先の役をする"))]

    def __str__(self) -> str:
        return f"{self.get_operator_display()} {self.phone_number}"
