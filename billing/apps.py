"""Second floor: bills, and what goes on them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """Reads what the lower floors record and derives charges from it."""

    name = "billing"
    verbose_name = _("請求")
