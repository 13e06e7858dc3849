"""The mails about a device in instalments (M-31); its monthly payments are told by the bill."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from contracts.models import Device, Payment
from mioportal.plumbing.outbox import Mail, from_template


def rest_called_in(
    device: Device, way: Payment.Way, yen: Decimal, month: date, charged_on: date
) -> Mail:
    """M-31 一括のお支払いの確認: what is charged at once, with which bill, and when."""
    return from_template(
        "M-31",
        _("端末の残りを一括でお支払いいただきます"),
        "device_rest_called_in",
        device=device,
        member=device.member,
        asked_for=way == Payment.Way.EARLY,
        yen=yen,
        month=month,
        charged_on=charged_on,
    )


def paid_off(device: Device) -> Mail:
    """M-31 完済: the device is paid off, and how to get the certificate."""
    return from_template(
        "M-31",
        _("端末の分割払いが完済になりました"),
        "device_paid_off",
        device=device,
        member=device.member,
    )


def paid_off_certificate(device: Device, number: str) -> Mail:
    """M-31 完済証明書: where it can be read and printed."""
    return from_template(
        "M-31",
        _("完済証明書を発行しました"),
        "device_certificate",
        device=device,
        member=device.member,
        number=number,
    )
