"""A word for each code that is not a reason."""

from enum import StrEnum

from mioportal.words.terms import accounts, ending, holdings, porting, service
from mioportal.words.text import Text

TERMS: dict[type[StrEnum], dict[StrEnum, Text]] = {
    **accounts.TERMS,
    **ending.TERMS,
    **holdings.TERMS,
    **porting.TERMS,
    **service.TERMS,
}
