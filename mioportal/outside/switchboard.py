"""The carriers' switchboard, simulated: cards, invented numbers, what other operators answer."""

from hashlib import blake2b

from mioportal.plumbing.switching import NumberRefused, WhyRefused

# A reservation number with this end is known to no operator: for trying what happens then.
UNKNOWN_END = "0000"
# Numbers that nobody has (0000 behind the prefix).
_CARD, _INVENTED = "898110099", "0000"


class SimulatedSwitchboard:
    """Answers from what it is asked alone: nothing is kept, nothing is by chance."""

    def card(self, *, key: str, turn: int = 0) -> str:
        """Nineteen digits, as a card has."""
        return f"{_CARD}{_digits('card', key, turn, length=10)}"

    def new_number(self, *, key: str, prefix: str, turn: int = 0) -> str:
        """An invented number."""
        return f"{prefix}-{_INVENTED}-{_digits('number', key, turn, length=4)}"

    def bring(self, *, key: str, number: str, reservation: str, donor: str) -> None:
        """Every number is let go, but for a reservation number that is made to fail."""
        if reservation.endswith(UNKNOWN_END):
            raise NumberRefused(WhyRefused.UNKNOWN_RESERVATION)


def _digits(what: str, key: str, turn: int, *, length: int) -> str:
    seed = f"{what}\0{key}\0{turn}".encode()
    number = int.from_bytes(blake2b(seed, digest_size=8).digest())
    return f"{number % 10**length:0{length}d}"
