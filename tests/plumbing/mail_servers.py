"""Mail servers as they are on a bad day. Each is a Django mail backend."""

import smtplib
from collections.abc import Sequence
from typing import ClassVar

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.locmem import EmailBackend as InMemory


class Unreachable(BaseEmailBackend):
    """Nobody listens at the address. `knocks` counts the tries."""

    knocks: ClassVar[list[str]] = []

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Refuse the connection."""
        self.knocks.extend(str(message.subject) for message in messages)
        raise ConnectionRefusedError(111, "Connection refused")


class Picky(InMemory):
    """Takes every mail but those to an address that begins with "nobody"."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Refuse the recipient, as SMTP does."""
        for message in messages:
            if message.to[0].startswith("nobody"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"no such user")})
        return super().send_messages(list(messages))


class PullsThePlug(BaseEmailBackend):
    """The machine goes down in mid-sending."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Never come back."""
        raise SystemExit("power cut")
