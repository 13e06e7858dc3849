"""The desk's screens of the world outside, by company."""

from mioportal.outside.clearing.admin import OperatorOrderAdmin
from mioportal.outside.processor.admin import (
    CardChargeAdmin,
    CardRefundAdmin,
    CardSessionAdmin,
    VaultedCardAdmin,
)

__all__ = [
    "CardChargeAdmin",
    "CardRefundAdmin",
    "CardSessionAdmin",
    "OperatorOrderAdmin",
    "VaultedCardAdmin",
]
