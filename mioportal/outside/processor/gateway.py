"""The processor as the portal reaches it (the setting CARD_PROCESSOR names this class)."""

from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from mioportal.outside.processor import ledger, services
from mioportal.plumbing.gateways import CardSeen, Charged, HostedPage


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

    def charge(self, *, token: str, yen: Decimal, key: str, at: datetime) -> Charged:
        """Charge a card; a key that is known names the charge that was made under it."""
        return ledger.charge(token=token, yen=yen, key=key, at=at)

    def refund(self, *, key: str, yen: Decimal, refund_key: str, at: datetime) -> None:
        """Give back some of a charge."""
        ledger.refund(key=key, yen=yen, refund_key=refund_key, at=at)
