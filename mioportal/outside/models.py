"""Tables of the world outside, by company."""

from mioportal.outside.processor.models import CardSession, VaultedCard

__all__ = ["CardSession", "VaultedCard"]
