"""Network addresses: how a network is written, and which networks an address may lie in."""

import ipaddress

# Wider than these is a slip of the hand: it would mean half of the world.
WIDEST = {4: 8, 6: 16}


class TooWide(ValueError):
    """The network holds so many addresses that nobody can have meant it."""


class HasHostBits(ValueError):
    """The address lies within the network; `network` is how the network itself is written."""

    def __init__(self, network: str) -> None:
        super().__init__(f"written as a network: {network}")
        self.network = network


def canonical(text: str) -> str:
    """A network in the one way of writing it: 203.0.113.0/24; a single address is a /32 or /128.

    Raises ValueError for what is none, HasHostBits and TooWide.
    """
    network = ipaddress.ip_network(text.strip(), strict=False)
    if network.prefixlen < WIDEST[network.version]:
        raise TooWide(str(network))
    if "/" in text and ipaddress.ip_interface(text.strip()).ip != network.network_address:
        raise HasHostBits(str(network))
    return str(network)


def around(source: str) -> list[str]:
    """Every network that an address lies in, from the narrowest on; [] for what is no address."""
    try:
        address = ipaddress.ip_address(source)
    except ValueError:
        return []
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    narrowest = address.max_prefixlen
    widest = WIDEST[address.version]
    lengths = range(narrowest, widest - 1, -1)
    return [str(ipaddress.ip_network((address, length), strict=False)) for length in lengths]
