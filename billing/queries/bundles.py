"""Parts of many members' bills: those of lines come in one row a member, however many lines."""

from dataclasses import replace

from django.db import connection

from billing.queries.among import keyed_by
from billing.queries.parts import Span, keys_of_lines, parts_of_lines, parts_of_members
from billing.queries.prepared import Row, statements
from billing.queries.ways import BY_KEYS, ONE_BY_ONE, found_by

_MARK = "\n"
_BUNDLED = f"""
    WITH {{head}}part (member_id, line_id, code, terms) AS ({{parts}})
    SELECT member_id, {{listed}}(CAST(line_id AS text), '{_MARK}'), {{listed}}(terms, '{_MARK}')
    FROM part GROUP BY member_id
"""
# The primary keys of lines, one for each part, and the terms of the parts.
Bundle = tuple[str, str]


def opened(bundle: Bundle) -> tuple[list[str], list[str]]:
    """One after another."""
    lines, terms = bundle
    return lines.split(_MARK), terms.split(_MARK)


def bundles(span: Span) -> dict[int, Bundle]:
    """What belongs to the lines of a range, by member; inside a transaction."""
    asked = statements(parts_of_lines, replace(span, by_keys=connection.vendor == "postgresql"))
    parts = " UNION ALL ".join([question.text for question in asked])
    if connection.vendor == "postgresql":
        (keys,) = statements(keys_of_lines, span)
        head, listed, asked = f"{keyed_by(keys.text)}, ", "STRING_AGG", [keys, *asked]
    else:
        head, listed = "", "GROUP_CONCAT"
    text = _BUNDLED.format(head=head, parts=parts, listed=listed)
    params = [param for question in asked for param in question.params]
    with found_by(BY_KEYS), connection.cursor() as cursor:
        cursor.execute(text, params)
        return {member: (lines, terms) for member, lines, terms in cursor.fetchall()}


def others(span: Span) -> list[Row]:
    """The other parts of the range's members, as they are; inside a transaction."""
    with found_by(ONE_BY_ONE):
        return [row for each in statements(parts_of_members, span) for row in each.rows()]
