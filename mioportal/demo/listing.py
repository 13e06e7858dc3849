"""The cast and the staff as the sign-in page shows them."""

from mioportal.demo.cast import CAST
from mioportal.demo.staff import STAFF


def members() -> list[dict[str, object]]:
    """Everybody of the cast."""
    return [
        {
            "mio_id": role.mio_id,
            "name": f"{role.family[0]} {role.given[0]}",
            "situation": role.situation,
        }
        for role in CAST
    ]


def staff() -> list[dict[str, object]]:
    """The staff."""
    return [{"name": staff.login, "does": staff.does} for staff in STAFF]
