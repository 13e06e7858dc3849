"""The desk's screens of the world outside, by company."""

from mioportal.outside.processor.admin import (
    CardChargeAdmin,
    CardRefundAdmin,
    CardSessionAdmin,
    VaultedCardAdmin,
)

__all__ = ["CardChargeAdmin", "CardRefundAdmin", "CardSessionAdmin", "VaultedCardAdmin"]
