"""Public codes: what addresses and receipts carry instead of primary keys."""

import secrets

# No 0/O, 1/I/L: a member reads these aloud on the telephone.
READABLE = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_PUBLIC = 12


def readable(length: int) -> str:
    """A random code that survives being read aloud."""
    return "".join(secrets.choice(READABLE) for _ in range(length))


def public_code() -> str:
    """A short random code for an address whose row is also guarded by its owner."""
    return readable(_PUBLIC)


def is_public_code(text: str) -> bool:
    """Whether a text could be such a code."""
    return len(text) == _PUBLIC and set(text) <= set(READABLE)


def secret_code() -> str:
    """128 random bits and more, for an address that nobody may guess."""
    return secrets.token_urlsafe(24)
