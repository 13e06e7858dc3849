"""Second floor: bills, and what goes on them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BillingConfig(AppConfig):
    """Reads what the lower floors record and derives charges from it."""

    name = "billing"
    verbose_name = _("請求")

    def ready(self) -> None:
        """Tell the ground floor what a new card, and a debt that is settled, mean here."""
        from accounts import services as accounts
        from billing import services

        accounts.card_registered.append(services.charge_debts)
        accounts.debt_settled.append(services.clear_all)
