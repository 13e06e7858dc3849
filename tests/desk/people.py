"""The staff of the demonstration at their desk, and how a list of theirs is worked with."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Model
from django.test import Client

from accounts import services as accounts
from accounts.models import User
from mioportal.demo.staff import STAFF
from tests.journeys.reading import Page

ROLES = [staff.login for staff in STAFF]


def made(role: str) -> User:
    """One of the demonstration's staff, with the rights they have there."""
    staff = next(each for each in STAFF if each.login == role)
    return accounts.make_staff(
        login=role,
        name=str(staff.does),
        secret=make_password("mio-demo-2026"),
        permissions=staff.permissions,
        is_superuser=staff.is_superuser,
    )


class Desk:
    """Somebody at the staff screens. Every POST carries the token of a page."""

    def __init__(self, role: str) -> None:
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(made(role))

    def open(self, path: str) -> Page:
        """Look at a page."""
        return Page(self.client.get(path), path)

    def act(self, path: str, action: str, rows: Iterable[Model], **more: Any) -> Page:
        """Choose an action for some rows of a list and press the button."""
        sent = {"action": action, "_selected_action": [row.pk for row in rows], **more}
        return self.post(path, sent)

    def confirm(self, path: str, page: Page) -> Page:
        """Send the form of a page that asks before it acts."""
        form = next(form for form in page.forms if "action" in form.fields)
        return self.post(path, dict(form.fields))

    def post(self, path: str, sent: dict[str, Any], *, follow: bool = True) -> Page:
        """Send something to a page of the desk."""
        if "csrftoken" not in self.client.cookies:
            self.client.get("/contact/")
        token = self.client.cookies["csrftoken"].value
        answer = self.client.post(path, sent | {"csrfmiddlewaretoken": token}, follow=follow)
        return Page(answer, path)
