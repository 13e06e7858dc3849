"""A fleet: a demonstration world of as many members as you like, drawn by a seed.

For benchmarks and for teaching. `shares` says what a fleet is made of, `households`, `holdings` and
`use` draw it, `writing` writes it at once.
"""

from mioportal.demo.fleet.making import MOST, NameTaken, make

__all__ = ["MOST", "NameTaken", "make"]
