"""The processor as the portal reaches it (the setting CARD_PROCESSOR names this class)."""

from datetime import datetime

from django.urls import reverse

from mioportal.outside.processor import services
from mioportal.plumbing.gateways import CardSeen, HostedPage


class SimulatedProcessor:
    """A CardProcessor that lives on the same machine, and so needs no address of its own."""

    def begin(self, *, return_to: str, holder: str, at: datetime) -> HostedPage:
        """Open a page for one card."""
        session = services.open_page(return_to=return_to, holder=holder, at=at)
        url = reverse("processor:page", args=[session.reference])
        return HostedPage(url=url, session=session.reference)

    def collect(self, *, session: str, code: str) -> CardSeen:
        """What came of it."""
        return services.collect(reference=session, code=code)

    def forget(self, *, token: str) -> None:
        """The card is needed no more."""
        services.forget(token=token)
