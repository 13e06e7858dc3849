"""Third floor: leaving without the number (解約)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CancellationConfig(AppConfig):
    """Cancelling a line."""

    name = "cancellation"
    verbose_name = _("解約")
