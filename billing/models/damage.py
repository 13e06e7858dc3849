"""Fees for cards that did not come back, as the desk sees them."""

from django.utils.translation import gettext_lazy as _

from contracts.models import Sim


class SimFee(Sim):
    """A card whose fee was put before staff: the same row, with a staff screen of its own."""

    class Meta:
        proxy = True
        verbose_name = _("SIM損害金の確認")
        verbose_name_plural = _("SIM損害金の確認")
        permissions = [("charge_damage", _("SIM損害金の請求を承認する"))]
