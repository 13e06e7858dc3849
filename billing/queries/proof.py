"""What there is of a range's bills: a look at all of them says what foreign keys say of each."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection

from billing.models import RunChunk
from billing.queries.ways import IN_ORDER, found_by

# In SQL, as every range asks it. A bill of nobody in this world is not among them,
_BILLS = """
    SELECT COUNT(bill.id), COALESCE(SUM(bill.total_yen), 0), MIN(bill.id), MAX(bill.id)
    FROM billing_bill bill JOIN accounts_member member ON member.id = bill.member_id
    WHERE bill.month = %(month)s AND bill.world_id = %(world)s AND member.world_id = %(world)s
    AND bill.member_id BETWEEN %(first)s AND %(last)s AND member.id BETWEEN %(first)s AND %(last)s
"""
# nor an item of no bill among these. Items of other bills stay unread.
_ITEMS = """
    SELECT COUNT(item.bill_id), SUM(CASE WHEN item.bill_id IS NULL THEN 1 ELSE 0 END)
    FROM billing_bill bill LEFT JOIN billing_billitem item
    ON item.bill_id = bill.id AND item.bill_id BETWEEN %(lowest)s AND %(highest)s
    WHERE bill.month = %(month)s AND bill.world_id = %(world)s
    AND bill.member_id BETWEEN %(first)s AND %(last)s AND bill.id BETWEEN %(lowest)s AND %(highest)s
"""


@dataclass(frozen=True, slots=True)
class There:
    """Bills and items of a range, what the bills come to, and how many of them are empty."""

    bills: int
    items: int
    yen: Decimal
    empty: int


def there(chunk: RunChunk) -> There:
    """What a range has in the month of its run; inside a transaction."""
    asked: dict[str, Any] = {
        "month": chunk.run.month,
        "world": chunk.run.world_id,
        "first": chunk.first_member,
        "last": chunk.last_member,
    }
    with found_by(IN_ORDER), connection.cursor() as cursor:
        cursor.execute(_BILLS, asked)
        bills, yen, asked["lowest"], asked["highest"] = cursor.fetchone()
        if not bills:
            return There(0, 0, Decimal(0), 0)
        cursor.execute(_ITEMS, asked)
        items, empty = cursor.fetchone()
    return There(bills, items, Decimal(yen), empty)
