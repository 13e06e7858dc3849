"""Third floor: leaving without the number (解約)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CancellationConfig(AppConfig):
    """Cancelling a line."""

    name = "cancellation"
    verbose_name = _("解約")

    def ready(self) -> None:
        """Let the form of the ground floor count as a request to take a cancellation back."""
        from accounts.services import inquiries
        from cancellation import services

        inquiries.received.append(services.heed_inquiry)
