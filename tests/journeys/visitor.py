"""Somebody in front of the site who only follows links and presses buttons."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client

from accounts.models import Member, User
from tests.factories import PASSWORD
from tests.journeys.reading import Page


class Visitor:
    """A browser without JavaScript. Every POST goes out of a form of the page, token and all."""

    def __init__(self, **headers: Any) -> None:
        self.client = Client(enforce_csrf_checks=True, **headers)
        self.page: Page = None  # type: ignore[assignment]  # nothing is open yet

    @classmethod
    def signed_in_as(cls, who: Member | User) -> "Visitor":
        """Somebody whose session exists already; a held world stays held."""
        visitor = cls()
        visitor.client.force_login(who.user if isinstance(who, Member) else who)
        return visitor

    def open(self, path: str) -> Page:
        """Type an address; redirects are followed."""
        return self._go("get", path, {})

    def follow(self, label: str) -> Page:
        """Press a link with these words."""
        return self.open(urljoin(self.page.path, self.page.link(label)))

    def press(self, button: str, **answers: Any) -> Page:
        """Press a button, after filling in the fields named; None leaves a field out."""
        form, given = self.page.form(button)
        sent: dict[str, Any] = dict(form.fields)
        if given.get("name"):
            sent[given["name"]] = given.get("value", "")
        sent |= answers
        sent = {name: value for name, value in sent.items() if value is not None}
        target = urljoin(self.page.path, given.get("formaction") or form.action)
        return self._go(form.method, target, sent)

    def sign_in(self, login: str, password: str = PASSWORD) -> Page:
        """Fill in the sign-in form that is open."""
        return self.press("ログイン", login=login, password=password)

    def _go(self, method: str, path: str, sent: dict[str, Any]) -> Page:
        response = getattr(self.client, method)(path, sent, follow=True)
        if response.redirect_chain:
            path = urljoin(path, response.redirect_chain[-1][0])
        self.page = Page(response, urlsplit(path).path)
        return self.page
