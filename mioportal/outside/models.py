"""Tables of the world outside, by company."""

from mioportal.outside.clearing.models import OperatorOrder
from mioportal.outside.processor.models import CardCharge, CardRefund, CardSession, VaultedCard

__all__ = ["CardCharge", "CardRefund", "CardSession", "OperatorOrder", "VaultedCard"]
