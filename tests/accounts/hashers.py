"""A quick hasher that counts how often it works."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Stands in PASSWORD_HASHERS; `worked` is set to 0 by the test."""

    algorithm = "counted"
    worked = 0

    def encode(self, password: str, salt: str) -> str:
        """Hash, and count."""
        CountingHasher.worked += 1
        return super().encode(password, salt)
