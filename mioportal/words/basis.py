"""Which row of the book each day and each charge of a quote rests on."""

from collections.abc import Mapping

from mioportal.rules.charges import ChargeKind
from mioportal.rules.leaving import EventKind

OF_EVENT: Mapping[EventKind, str] = {
    EventKind.ACCEPTED: "cancellation_receipt_decides",
    EventKind.SIM_RETURN_OPENS: "sim_return_open_at_acceptance",
    EventKind.LINE_ENDS: "cancellation_at_month_end",
    EventKind.SECONDARY_ENDS: "share_primary_ends_all",
    EventKind.OPTION_ENDS: "option_last_month_in_full",
    EventKind.NUMBER_LOST: "number_never_returns",
    EventKind.NUMBER_MOVES: "port_out_ends_line",
    EventKind.RESERVATION_ENDS: "port_out_beside_cancellation",
    EventKind.MAIL_ADDRESS_ENDS: "mail_address_ends",
    EventKind.DEVICE_DISCOUNT_ENDS: "instalments_on_leaving.support",
    EventKind.OPTION_GOES_ON: "option_on_line_end.tabuho",
    EventKind.OPTION_TO_CHECK: "option_on_line_end.nuisance_guard",
    EventKind.TRIAL_BECOMES_PAID: "option_aftercheck",
    EventKind.SERVICE_GOES_ON: "related_after_line.hikari",
    EventKind.MIO_WARI_ENDS: "mio_wari_ends_next_month",
    EventKind.SHARE_FEE_CHANGES: "added_sim_fee",
    EventKind.BILL_FIXED: "bill_confirmed_day",
    EventKind.CARD_CHARGED: "card_charged_day",
    EventKind.BANK_DEBIT: "debit_days.rakuten",
    EventKind.CLOUD_DELETED: "cloud_days",
    EventKind.INSTALMENTS_END: "instalments_left_include_month",
    EventKind.CARD_NEEDED_THROUGH: "card_needed_months",
    EventKind.SIM_FEE_RISK: "sim_fee_risk_months",
    EventKind.MIOID_VALID_THROUGH: "mioid_closing_months",
}
OF_CHARGE: Mapping[ChargeKind, str] = {
    ChargeKind.PLAN: "last_month_in_full",
    ChargeKind.ADDED_SIM: "added_sim_fee",
    ChargeKind.OPTION: "option_last_month_in_full",
    ChargeKind.FAMILY_DISCOUNT: "family_discount",
    ChargeKind.CALLS: "call_unit_price",
    ChargeKind.SMS: "sms_price",
    ChargeKind.DATA: "data_price",
    ChargeKind.UNIVERSAL_SERVICE: "universal_service_fee",
    ChargeKind.RELAY_SERVICE: "relay_service_fee",
    ChargeKind.INITIAL_FEE: "initial_fee",
    ChargeKind.SIM_ISSUE: "sim_issue_fee.docomo.sim",
    ChargeKind.CANCELLATION_FEE: "cancellation_fee",
    ChargeKind.PORT_OUT_FEE: "port_out_fee",
    ChargeKind.RELEASE_FEE: "voice_release_fee",
    ChargeKind.INSTALMENT: "instalment_remainder_first",
    ChargeKind.DEVICE_DISCOUNT: "instalments_on_leaving.support",
    ChargeKind.INSTALMENT_REST: "instalment_lump_on_last_bill",
    ChargeKind.RELATED: "hikari_fee.apartment",
    ChargeKind.MIO_WARI: "mio_wari",
    ChargeKind.HIKARI_EARLY_END: "hikari_early_end_fee",
    ChargeKind.SIM_DAMAGE: "sim_damage_fee",
}
