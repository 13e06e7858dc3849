"""Who may open which address: whoever adds one says here what each kind of visitor gets."""

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


ACCESS = {
    "top": [Access(path="/", staff=DESK)],
    "rules": [everybodys("/rules/")],
    "rules_decisions": [everybodys("/rules/decisions/")],
    "plumbing:move": [Access(path="/clock/", owner=405, neighbour=405, staff=405)],
    # The members of a world share its clock, and so the log of what moving it brought.
    "plumbing:moved": [Access(path="/clock/moves/{move}/", staff=404)],
    "plumbing:health": [everybodys("/health/")],
    "accounts:sign_in": [
        Access(path="/login/", anonymous=200, owner=TOP, neighbour=TOP, staff=DESK)
    ],
    "accounts:sign_in_help": [everybodys("/login/help/")],
    "accounts:forgot_id": [everybodys("/login/forgot-id/")],
    "accounts:forgot_password": [everybodys("/login/forgot-password/")],
    "accounts:reset": [
        everybodys("/login/reset/{token}/"),
        everybodys("/login/reset/no-such-link/", 410),
    ],
    "accounts:sign_out": [everybodys("/logout/", 405)],
    "accounts:messages": [Access(path="/messages/")],
    "accounts:message": [theirs("/messages/{message}/")],
    "accounts:mail_help": [everybodys("/messages/help/")],
    "accounts:read_all": [Access(path="/messages/read/", owner=405, neighbour=405, staff=405)],
    "accounts:contact": [everybodys("/contact/")],
    "accounts:ask": [Access(path="/contact/mail/")],
    "accounts:inquiries": [Access(path="/contact/inquiries/")],
    "accounts:inquiry": [theirs("/contact/inquiries/{inquiry}/")],
    "contracts:services": [Access(path="/services/")],
    "contracts:lines": [Access(path="/lines/")],
    "contracts:line": [theirs("/lines/{line}/"), theirs("/lines/{leaving}/")],
    "contracts:sim_return": [theirs("/lines/{leaving}/sim-return/")],
    "contracts:plan_change": [theirs("/lines/{line}/plan/")],
    "contracts:book_plan": [theirs("/lines/{line}/plan/giga_10gb/")],
    "contracts:plan_change_receipt": [theirs("/plan-changes/{change}/")],
    "contracts:withdraw_plan": [theirs("/plan-changes/{change}/withdraw/")],
    "contracts:groups": [Access(path="/group/")],
    "contracts:make_group": [Access(path="/group/new/")],
    "contracts:group": [theirs("/group/{group}/")],
    "contracts:join_group": [theirs("/group/{group}/add/")],
    "contracts:ask_primary_change": [theirs("/group/{group}/primary/")],
    "contracts:part_from_group": [theirs("/group/{group}/lines/{second}/part/")],
    "contracts:call_off_group_change": [theirs("/group/{group}/lines/{third}/call-off/")],
    "contracts:devices": [Access(path="/devices/")],
    "contracts:device": [theirs("/devices/{device}/")],
    "contracts:repay_early": [theirs("/devices/{device}/repay/")],
    "contracts:certificate": [theirs("/devices/{paid_off}/certificate/")],
    "contracts:desk_request": [theirs("/requests/{request}/")],
    "contracts:related": [Access(path="/related/")],
    "contracts:related_service": [theirs("/related/{hikari}/"), theirs("/related/{supply}/")],
    "contracts:end_related": [
        theirs("/related/{hikari}/end/"),
        Access(path="/related/{supply}/end/", owner=LEADS_ON, neighbour=404),
    ],
    "contracts:related_receipt": [theirs("/related/{supply}/receipt/")],
    "cancellation:choose": [Access(path="/cancel/")],
    "cancellation:begin": [theirs("/cancel/lines/{line}/"), theirs("/cancel/lines/{leaving}/")],
    "cancellation:receipt_of_line": [
        Access(path="/cancel/lines/{leaving}/receipt/", owner=LEADS_ON, neighbour=404)
    ],
    "cancellation:step": [
        theirs(f"/cancel/acts/{{act}}/{step}/", staff=404)
        for step in ("reasons", "survey", "cautions", "review")
    ],
    "cancellation:receipt": [theirs("/cancel/receipts/{receipt}/")],
}
