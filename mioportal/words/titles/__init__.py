"""What each table, or family of tables, is called."""

from mioportal.words.text import Title
from mioportal.words.titles import (
    accounts,
    application,
    devices,
    ending,
    holdings,
    option_changes,
    porting,
    service,
    sim_return,
)

TITLES: dict[str, Title] = {
    **accounts.TITLES,
    **application.TITLES,
    **devices.TITLES,
    **ending.TITLES,
    **holdings.TITLES,
    **option_changes.TITLES,
    **porting.TITLES,
    **service.TITLES,
    **sim_return.TITLES,
}
