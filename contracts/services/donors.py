"""The list of operators of the one-stop way (C-109): staff keep it, in real time."""

from datetime import datetime

from django.db import transaction

from contracts.models import OneStopDonor
from mioportal.plumbing import audit
from mioportal.plumbing.actor import Actor


def save_donor(*, donor: OneStopDonor, at: datetime, by: Actor) -> None:
    """From now on an operator takes part in the one-stop way, or does not."""
    with transaction.atomic():
        donor.save()
        _audit(donor, "change_one_stop_donor", at, by)


def drop_donor(*, donor: OneStopDonor, at: datetime, by: Actor) -> None:
    """The book of rules holds again for an operator."""
    with transaction.atomic():
        _audit(donor, "drop_one_stop_donor", at, by)
        donor.delete()


def _audit(donor: OneStopDonor, verb: str, at: datetime, by: Actor) -> None:
    detail = {"takes_part": donor.takes_part, "note": donor.note}
    audit.record(world=None, at=at, by=by, verb=verb, subject=donor.operator, detail=detail)
