"""Contract notices."""

from contracts.models import ContractNotice, Line


def notice_of(line: Line) -> ContractNotice | None:
    """The contract notice of a line that was applied for on the site."""
    return ContractNotice.objects.filter(line=line).first()
