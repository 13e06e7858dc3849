"""The desk's screens of the world outside, by company."""

from mioportal.outside.processor.admin import CardSessionAdmin, VaultedCardAdmin

__all__ = ["CardSessionAdmin", "VaultedCardAdmin"]
