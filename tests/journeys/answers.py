"""What a visitor of one kind gets at an address."""

from dataclasses import dataclass

SIGN_IN, TOP, DESK, LEADS_ON = "to sign-in", "to the top page", "to the desk", "to another page"
Answer = int | str


@dataclass(frozen=True, kw_only=True)
class Access:
    """An address and what each kind of visitor gets. `{…}` is something of the owner's."""

    path: str
    anonymous: Answer = SIGN_IN
    owner: Answer = 200
    neighbour: Answer = 200
    staff: Answer = 403


def theirs(path: str, staff: Answer = 403) -> Access:
    """An address of something that belongs to one member."""
    return Access(path=path, neighbour=404, staff=staff)


def everybodys(path: str, answer: Answer = 200) -> Access:
    """An address that is answered alike to all."""
    return Access(path=path, anonymous=answer, owner=answer, neighbour=answer, staff=answer)
