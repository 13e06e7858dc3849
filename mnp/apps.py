"""Third floor: leaving with the number (MNP 転出)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MnpConfig(AppConfig):
    """Reservation numbers and port-out."""

    name = "mnp"
    verbose_name = _("MNP転出")
