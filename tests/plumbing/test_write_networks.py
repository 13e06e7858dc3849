"""How a network is written, and which networks an address lies in."""

import pytest

from mioportal.plumbing import networks


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("203.0.113.0/24", "203.0.113.0/24"),
        (" 203.0.113.0/255.255.255.0 ", "203.0.113.0/24"),
        ("203.0.113.7", "203.0.113.7/32"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("2001:0DB8:0000::/32", "2001:db8::/32"),
        ("2001:db8::7", "2001:db8::7/128"),
    ],
)
def test_a_network_is_written_in_one_way(typed: str, kept: str) -> None:
    assert networks.canonical(typed) == kept
    assert networks.canonical(kept) == kept


@pytest.mark.parametrize("typed", ["", "x", "203.0.113.0/33", "203.0.113", "2001:db8::/129", "/24"])
def test_what_is_no_network_is_refused(typed: str) -> None:
    with pytest.raises(ValueError):
        networks.canonical(typed)


@pytest.mark.parametrize("typed", ["0.0.0.0/0", "8.0.0.0/7", "::/0", "2000::/15"])
def test_half_the_world_is_refused(typed: str) -> None:
    with pytest.raises(networks.TooWide):
        networks.canonical(typed)


def test_an_address_within_a_network_is_refused_with_the_network_it_lies_in() -> None:
    with pytest.raises(networks.HasHostBits) as refused:
        networks.canonical("203.0.113.7/24")
    assert refused.value.network == "203.0.113.0/24"


@pytest.mark.parametrize(
    ("source", "inside", "outside"),
    [
        ("203.0.113.7", ["203.0.113.7/32", "203.0.113.0/24", "203.0.0.0/8"], "203.0.112.0/24"),
        ("2001:db8::7", ["2001:db8::7/128", "2001:db8::/32", "2001::/16"], "2001:db9::/32"),
        ("::ffff:203.0.113.7", ["203.0.113.0/24"], "::/16"),
    ],
    ids=["IPv4", "IPv6", "IPv4 in IPv6"],
)
def test_an_address_lies_in_every_network_around_it(
    source: str, inside: list[str], outside: str
) -> None:
    around = networks.around(source)
    assert set(inside) <= set(around)
    assert outside not in around
    assert all(networks.canonical(network) == network for network in around)


@pytest.mark.parametrize("source", ["", "unix:", "unknown"])
def test_what_is_no_address_lies_nowhere(source: str) -> None:
    assert networks.around(source) == []
