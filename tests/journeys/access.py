"""Who may open which address: whoever adds one says here what each kind of visitor gets."""

from tests.journeys.access_of_numbers import ACCESS_OF_NUMBERS
from tests.journeys.answers import DESK, LEADS_ON, SIGN_IN, TOP, Access, everybodys, theirs

__all__ = ["ACCESS", "DESK", "LEADS_ON", "SIGN_IN", "TOP", "Access"]

ACCESS: dict[str, list[Access]] = ACCESS_OF_NUMBERS | {
    "top": [Access(path="/", staff=DESK)],
    "rules": [everybodys("/rules/")],
    "rules_decisions": [everybodys("/rules/decisions/")],
    "manuals": [everybodys("/manuals/")],
    "manual": [everybodys("/manuals/leaving/"), everybodys("/manuals/nothing/", 404)],
    "contracts:about": [everybodys("/about/")],
    "contracts:plan_list": [everybodys("/plans/")],
    "contracts:start": [everybodys("/start/")],
    "contracts:start_check": [everybodys("/start/check/"), everybodys("/start/check/?look=1")],
    "contracts:start_devices": [everybodys("/start/devices/")],
    "contracts:tried_devices": [
        everybodys("/start/devices/list/"),
        everybodys("/start/devices/list/?words=iphone&maker=Nobody"),
    ],
    "contracts:start_ready": [everybodys("/start/ready/")],
    "contracts:start_trouble": [everybodys("/start/trouble/")],
    "contracts:setup": [everybodys("/start/setup/")],
    "contracts:setup_guide": [
        everybodys("/start/setup/iphone/"),
        everybodys("/start/setup/nothing/", 404),
    ],
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
    "accounts:second_check": [
        # Of the browser alone whose password was right.
        everybodys("/login/check/{check}/", 410),
        everybodys("/login/check/no-such-check/", 410),
    ],
    "accounts:send_digits_again": [everybodys("/login/check/{check}/again/", 405)],
    "accounts:sign_up": [
        Access(
            path="/sign-up/", anonymous=200, owner=LEADS_ON, neighbour=LEADS_ON, staff=LEADS_ON
        )
    ],
    "accounts:confirm_sign_up": [
        everybodys("/sign-up/{sign_up}/"),
        everybodys("/sign-up/no-such-link/", 410),
    ],
    "contracts:apply": [Access(path="/apply/", anonymous=LEADS_ON)],
    "contracts:apply_step": [
        theirs("/apply/{application}/step/lines/"),
        Access(
            path="/apply/{application}/step/check/", owner=LEADS_ON, neighbour=404, staff=403
        ),
    ],
    "contracts:apply_new_line": [theirs("/apply/{application}/lines/new/")],
    "contracts:apply_line": [theirs("/apply/{application}/lines/{applied}/")],
    "contracts:apply_drop_line": [
        Access(
            path="/apply/{application}/lines/{applied}/drop/",
            owner=405,
            neighbour=405,
            staff=405,
        )
    ],
    "contracts:apply_give_up": [theirs("/apply/{application}/give-up/")],
    "contracts:application_receipt": [theirs("/apply/{handed_in}/receipt/")],
    "accounts:sign_out": [everybodys("/logout/", 405)],
    "accounts:messages": [Access(path="/messages/")],
    "accounts:message": [theirs("/messages/{message}/")],
    "accounts:mail_help": [everybodys("/messages/help/")],
    "accounts:read_all": [Access(path="/messages/read/", owner=405, neighbour=405, staff=405)],
    "billing:bills": [Access(path="/bills/")],
    "billing:bill": [theirs("/bills/2026-09/"), Access(path="/bills/2026-10/")],
    "billing:bill_pdf": [theirs("/bills/2026-09/pdf/")],
    "billing:bill_csv": [theirs("/bills/2026-09/csv/")],
    "accounts:payment": [Access(path="/payment/")],
    "accounts:change_card": [Access(path="/payment/card/", owner=405, neighbour=405, staff=405)],
    "accounts:card_visit": [
        theirs("/payment/visits/{visit}/"),
        theirs("/payment/visits/{open_visit}/"),
    ],
    "accounts:remove_card": [theirs("/payment/cards/{visit}/remove/")],
    # Another company's page: whoever has its address may enter a card there.
    "processor:page": [
        everybodys("/processor/pages/{hosted}/"),
        everybodys("/processor/pages/no-such-page/", 404),
    ],
    "billing:unpaid": [Access(path="/bills/unpaid/")],
    "billing:slip": [theirs("/bills/slips/{slip}/")],
    # Another company's till: it reads any slip, and knows nobody's name.
    "store:till": [
        everybodys("/store/till/{slip}/"),
        everybodys("/store/till/no-such-slip/", 404),
    ],
    "accounts:mio_id": [Access(path="/profile/mioid/")],
    "accounts:sign_ins": [Access(path="/profile/sign-ins/")],
    "accounts:end_sessions": [
        Access(path="/profile/sign-ins/end/", owner=405, neighbour=405, staff=405)
    ],
    "accounts:contact": [everybodys("/contact/")],
    "accounts:ask": [Access(path="/contact/mail/")],
    "accounts:inquiries": [Access(path="/contact/inquiries/")],
    "accounts:inquiry": [theirs("/contact/inquiries/{inquiry}/")],
    "accounts:papers": [Access(path="/identity/")],
    "accounts:papers_choose": [Access(path="/identity/new/")],
    "accounts:papers_sides": [theirs("/identity/{draft}/")],
    "accounts:papers_check": [theirs("/identity/{draft}/check/")],
    "accounts:papers_drop": [
        Access(path="/identity/{draft}/drop/", owner=405, neighbour=405, staff=405)
    ],
    "accounts:papers_receipt": [theirs("/identity/{papers}/receipt/")],
    "accounts:papers_upload": [
        Access(path="/identity/{draft}/front/", owner=405, neighbour=405, staff=405)
    ],
    "accounts:papers_picture": [theirs("/identity/{draft}/front/picture/")],
    "accounts:papers_remove": [
        Access(path="/identity/{draft}/front/remove/", owner=405, neighbour=405, staff=405)
    ],
    # Only with the key that the desk gives to whoever opened the papers there.
    "accounts:papers_review": [
        Access(path="/identity/{draft}/front/review/", owner=403, neighbour=403, staff=403)
    ],
    "accounts:profile": [Access(path="/profile/")],
    "accounts:change_name": [Access(path="/profile/name/")],
    "accounts:change_address": [Access(path="/profile/address/")],
    "accounts:change_phones": [Access(path="/profile/phone/")],
    "accounts:change_password": [Access(path="/profile/password/")],
    "accounts:change_mail": [Access(path="/profile/mail/")],
    "accounts:send_mail_again": [
        Access(path="/profile/mail/again/", owner=405, neighbour=405, staff=405)
    ],
    "accounts:drop_mail_change": [
        Access(path="/profile/mail/drop/", owner=405, neighbour=405, staff=405)
    ],
    # Whoever has the mail may press the button of its link.
    "accounts:confirm_mail": [
        everybodys("/profile/mail/confirm/{old_link}/"),
        everybodys("/profile/mail/confirm/{new_link}/"),
        everybodys("/profile/mail/confirm/no-such-link/", 410),
    ],
    "accounts:news": [Access(path="/profile/news/")],
    "accounts:stop_news": [
        everybodys("/profile/news/stop/{way_out}/"),
        everybodys("/profile/news/stop/no-such-link/", 404),
    ],
    "contracts:services": [Access(path="/services/")],
    "contracts:lines": [Access(path="/lines/")],
    "contracts:line": [theirs("/lines/{line}/"), theirs("/lines/{leaving}/")],
    "contracts:contract_notice": [
        theirs("/lines/{new_line}/notice/"),
        Access(path="/lines/{line}/notice/", owner=404, neighbour=404),
    ],
    "contracts:progress": [Access(path="/apply/progress/", anonymous=200, staff=200)],
    # Whoever has not shown the mail address of the application is asked for it.
    "contracts:application_progress": [
        Access(
            path="/apply/progress/{followed}/",
            anonymous=LEADS_ON,
            neighbour=404,
            staff=LEADS_ON,
        ),
        Access(
            path="/apply/progress/A261015-NOTHING2/",
            anonymous=LEADS_ON,
            owner=404,
            neighbour=404,
            staff=LEADS_ON,
        ),
    ],
    "contracts:open_applied": [
        theirs("/apply/progress/{followed}/lines/{brought}/open/"),
        Access(
            path="/apply/progress/{followed}/lines/{unready}/open/", owner=LEADS_ON, neighbour=404
        ),
    ],
    "contracts:replace_reservation": [
        theirs("/apply/progress/{followed}/lines/{brought}/reservation/"),
    ],
    "contracts:data": [Access(path="/data/")],
    "contracts:line_data": [theirs("/lines/{line}/data/"), theirs("/lines/{leaving}/data/")],
    "contracts:switch_data": [
        Access(path="/lines/{line}/data/speed/", owner=405, neighbour=405, staff=405)
    ],
    "contracts:buy_data": [theirs("/lines/{line}/data/buy/")],
    "contracts:data_receipt": [theirs("/data/receipts/{bought}/")],
    "contracts:sim_return": [theirs("/lines/{leaving}/sim-return/")],
    "contracts:return_label": [theirs("/lines/{leaving}/sim-return/label/")],
    "contracts:sim_posted": [theirs("/lines/{leaving}/sim-return/posted/")],
    "contracts:sim_lost": [theirs("/lines/{leaving}/sim-return/lost/")],
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
    "contracts:certificate_pdf": [
        Access(path="/devices/{paid_off}/certificate/pdf/", owner=404, neighbour=404, staff=403)
    ],
    "contracts:desk_request": [theirs("/requests/{request}/")],
    "contracts:related": [Access(path="/related/")],
    "contracts:related_service": [theirs("/related/{hikari}/"), theirs("/related/{supply}/")],
    "contracts:end_related": [
        theirs("/related/{hikari}/end/"),
        Access(path="/related/{supply}/end/", owner=LEADS_ON, neighbour=404),
    ],
    "contracts:related_receipt": [theirs("/related/{supply}/receipt/")],
    "contracts:options": [Access(path="/options/")],
    "contracts:add_option": [
        theirs("/lines/{line}/options/tobila_phone/add/"),
        theirs("/lines/{line}/options/device_cover/add/"),
    ],
    "contracts:option_added": [theirs("/options/{option}/added/")],
    "contracts:end_option": [
        theirs("/options/{option}/end/"),
        theirs("/options/{elsewhere}/end/"),
        Access(path="/options/{ended}/end/", owner=LEADS_ON, neighbour=404),
    ],
    "contracts:tick_option": [
        Access(path="/options/{elsewhere}/tick/", owner=405, neighbour=405, staff=405)
    ],
    "contracts:option_ended": [theirs("/options/{ended}/ended/")],
    "contracts:audit": [Access(path="/options/audit/")],
    "contracts:audit_step": [
        theirs(f"/options/audit/{{audit}}/{step}/") for step in ("list", "need", "end", "confirm")
    ],
    "cancellation:choose": [Access(path="/cancel/")],
    "cancellation:abroad": [Access(path="/cancel/abroad/")],
    "cancellation:group": [
        theirs("/cancel/lines/{primary}/group/"),
        Access(path="/cancel/lines/{line}/group/", owner=LEADS_ON, neighbour=404, staff=403),
    ],
    "cancellation:by_phone": [
        theirs("/cancel/lines/{of_2015}/phone/"),
        Access(path="/cancel/lines/{line}/phone/", owner=LEADS_ON, neighbour=404, staff=403),
    ],
    # The owner is no company; companies are tried in tests/cancellation/test_companies.py.
    "cancellation:company": [
        Access(path="/cancel/company/", owner=LEADS_ON, neighbour=LEADS_ON)
    ],
    "cancellation:company_request": [theirs("/cancel/company/{company}/")],
    "cancellation:company_paper": [
        theirs("/cancel/company/{company}/papers/company_seal/", staff=200)
    ],
    "cancellation:begin": [theirs("/cancel/lines/{line}/"), theirs("/cancel/lines/{leaving}/")],
    "cancellation:receipt_of_line": [
        Access(path="/cancel/lines/{leaving}/receipt/", owner=LEADS_ON, neighbour=404)
    ],
    "cancellation:step": [
        theirs(f"/cancel/acts/{{act}}/{step}/", staff=404)
        for step in ("reasons", "survey", "cautions", "review")
    ],
    "cancellation:receipt": [theirs("/cancel/receipts/{receipt}/")],
    "cancellation:after": [
        theirs("/cancel/lines/{leaving}/after/"),
        Access(path="/cancel/lines/{line}/after/", owner=404, neighbour=404),
    ],
    "cancellation:tick": [
        Access(path="/cancel/lines/{leaving}/after/tick/", owner=405, neighbour=405, staff=405)
    ],
    "cancellation:withdraw": [theirs("/cancel/receipts/{receipt}/withdraw/")],
    "cancellation:undo": [
        theirs("/cancel/initial/lines/{line}/"),
        theirs("/cancel/initial/lines/{new_line}/"),
        Access(path="/cancel/initial/lines/{undone_line}/", owner=LEADS_ON, neighbour=404),
    ],
    "cancellation:undone": [theirs("/cancel/initial/{undone}/")],
}
