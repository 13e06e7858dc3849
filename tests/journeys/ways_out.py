"""What of the owner's has an address among the ways to leave."""

from datetime import date

from contracts.models import Line
from tests.factories import CompanyPaperFactory, LineFactory


def ways_out(line: Line) -> dict[str, str]:
    """A request of a company, and a line that is cancelled on the telephone alone."""
    paper = CompanyPaperFactory(request__member=line.member, request__lines=[line])
    old = LineFactory(member=line.member, contracted_on=date(2015, 12, 31))
    return {"company": paper.request.receipt_number, "of_2015": old.code}
