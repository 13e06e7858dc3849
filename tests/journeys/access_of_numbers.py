"""Who may open which address of leaving with the number."""

from tests.journeys.answers import LEADS_ON, Access, everybodys, theirs

ACCESS_OF_NUMBERS: dict[str, list[Access]] = {
    "mnp:choose": [Access(path="/mnp/")],
    "mnp:costs": [Access(path="/mnp/costs/")],
    "mnp:begin": [theirs("/mnp/lines/{line}/"), theirs("/mnp/lines/{leaving}/")],
    "mnp:step": [
        *(
            theirs(f"/mnp/acts/{{port_act}}/{step}/", staff=404)
            for step in ("survey", "cautions", "review")
        ),
        Access(
            path="/mnp/acts/{port_act}/devices/", owner=LEADS_ON, neighbour=404, staff=404
        ),
    ],
    "mnp:request": [
        theirs("/mnp/requests/{live_number}/"),
        theirs("/mnp/requests/{waiting_number}/"),
    ],
    "mnp:again": [theirs("/mnp/requests/{live_number}/again/")],
    "mnp:void": [
        theirs("/mnp/requests/{live_number}/void/"),
        Access(path="/mnp/requests/{waiting_number}/void/", owner=LEADS_ON, neighbour=404),
    ],
    "mnp:call_off": [
        theirs("/mnp/requests/{waiting_number}/call-off/"),
        Access(path="/mnp/requests/{live_number}/call-off/", owner=LEADS_ON, neighbour=404),
    ],
    "mnp:one_stop": [theirs("/mnp/one-stop/{one_stop}/")],
    # Another company's pages: whoever has the number may bring it there.
    "operator:start": [everybodys("/operators/")],
    "operator:order": [
        everybodys("/operators/orders/{one_stop}/"),
        everybodys("/operators/orders/no-such-order/", 404),
    ],
}
