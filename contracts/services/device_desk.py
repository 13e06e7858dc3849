"""What the desk does about devices when a member asks: early repayment and the certificate."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import emails, queries
from contracts.models import DeskRequest, Device
from contracts.services import requests
from contracts.services.devices import NothingLeft, repay_early, tell
from contracts.services.requests import About, CannotBeDone, Matter
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan

Kind = DeskRequest.Kind


class NotPaidOff(Exception):
    """Something is left of the device: there is nothing to certify."""


def ask_early_repayment(*, device: Device, at: datetime, by: Actor) -> DeskRequest:
    """Ask the desk to put all that is left on the next bill (F-DEV-06). Raises NothingLeft."""
    ledger = queries.ledger_of(device.member, device.code, day_in_japan(at))
    if ledger is None or not ledger.may_repay_early:
        raise NothingLeft
    request, _is_new = requests.ask(
        member=device.member, kind=Kind.EARLY_REPAYMENT, subject=device.code, at=at, by=by
    )
    return request


def ask_certificate(*, device: Device, at: datetime, by: Actor) -> DeskRequest:
    """Ask for 完済証明書; one that was issued or asked for stands. Raises NotPaidOff."""
    if device.paid_off_on is None:
        raise NotPaidOff
    issued = queries.certificate(device)
    if issued is not None:
        return issued
    request, _is_new = requests.ask(
        member=device.member, kind=Kind.CERTIFICATE, subject=device.code, at=at, by=by
    )
    return request


def _device(request: DeskRequest) -> Device:
    devices = Device.objects.select_related("member__user", "world", "line")
    return devices.get(code=request.subject, member=request.member)


def _about(request: DeskRequest) -> About:
    device = _device(request)
    return About(label=device.name, url=f"/devices/{device.code}/")


def _repay(request: DeskRequest, at: datetime, by: Actor) -> None:
    asked_on = day_in_japan(request.asked_at)
    try:
        repay_early(device=_device(request), asked_on=asked_on, at=at, by=by)
    except NothingLeft as error:
        raise CannotBeDone(_("まとめて支払う分がありません")) from error


def _certify(request: DeskRequest, at: datetime, by: Actor) -> None:
    device = _device(request)
    number = request.receipt_number
    tell(device, emails.paid_off_certificate(device, number), f"certificate:{number}", at)


requests.matters[Kind.EARLY_REPAYMENT] = Matter(
    about=_about,
    next=gettext_lazy(
        "窓口が残りの額を確かめ、次の請求に一括で載せます。金額と請求日を、メールでお知らせします。"
    ),
    complete=_repay,
)
requests.matters[Kind.CERTIFICATE] = Matter(
    about=_about,
    next=gettext_lazy(
        "窓口がお支払いを確かめて発行します。発行すると、会員サイトで読んで印刷できます。"
    ),
    complete=_certify,
)
