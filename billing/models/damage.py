"""Fees for cards that did not come back, as the desk sees them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.models import Sim


class SimFeeManager(models.Manager["SimFee"]):
    """Only cards whose fee was put before staff."""

    def get_queryset(self) -> models.QuerySet["SimFee"]:
        """Those with a case, open or decided."""
        return super().get_queryset().filter(case_opened_at__isnull=False)


class SimFee(Sim):
    """A card whose fee was put before staff: the same row, with a staff screen of its own."""

    cases = SimFeeManager()

    class Meta:
        proxy = True
        default_manager_name = "cases"
        verbose_name = _("SIM損害金の確認")
        verbose_name_plural = _("SIM損害金の確認")
        permissions = [("charge_damage", _("SIM損害金の請求を承認する"))]
