"""Ground floor: who the member is."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """mioIDs, sign-in, standing, messages."""

    name = "accounts"
    verbose_name = _("会員")
