"""First floor: what a member holds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    """Lines, SIMs, plans, options."""

    name = "contracts"
    verbose_name = _("契約")
