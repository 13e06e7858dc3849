"""Why something is refused, and the way out."""

from enum import StrEnum

from mioportal.words.refusals import (
    accounts,
    ending,
    holdings,
    options,
    pictures,
    porting,
    service,
)
from mioportal.words.text import Refusal

REFUSALS: dict[type[StrEnum], dict[StrEnum, Refusal]] = {
    **accounts.REFUSALS,
    **ending.REFUSALS,
    **holdings.REFUSALS,
    **options.REFUSALS,
    **pictures.REFUSALS,
    **porting.REFUSALS,
    **service.REFUSALS,
}
