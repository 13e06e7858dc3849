"""First floor: what a member holds."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContractsConfig(AppConfig):
    """Lines, SIMs, plans, options."""

    name = "contracts"
    verbose_name = _("契約")

    def ready(self) -> None:
        """Tell the floor below what it may ask about a member's lines."""
        from accounts import queries as accounts
        from contracts import queries

        accounts.functions_held.append(queries.functions_held)
        accounts.wants_voice_esim.append(queries.wants_voice_esim)
