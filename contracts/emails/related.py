"""The mails about related services: how they end, and how ひかり loses its discount."""

from datetime import date

from django.utils.translation import gettext as _

from contracts.models import RelatedService
from contracts.queries import Held
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules import hikari
from mioportal.rules.related import LABELS, Service


def service_ended(service: RelatedService) -> Mail:
    """M-17 解約の受付: the last day of a service ended on the site, and what its month costs."""
    label = LABELS[Service(service.service)]
    return from_template(
        "M-17",
        _("%sの解約を受け付けました") % label,
        "related_ended",
        service=service,
        label=label,
        member=service.member,
    )


def hikari_step(service: RelatedService) -> Mail:
    """M-17 ひかりの解約の進み具合: what was agreed, what comes next, what ending costs."""
    state = RelatedService.State(service.state)
    subjects = {
        RelatedService.State.WORK_PLANNED: _("IIJmioひかりの工事日が決まりました"),
        RelatedService.State.REMOVAL_AWAITED: _("IIJmioひかりの撤去日が決まりました"),
        RelatedService.State.IN_USE: _("IIJmioひかりの解約を取り下げました"),
        RelatedService.State.DONE: _("IIJmioひかりの解約が完了しました"),
    }
    return from_template(
        "M-17",
        subjects[state],
        "hikari_step",
        service=service,
        state=state.value,
        label=f"{LABELS[Service.HIKARI]} {service.get_home_display()}",
        term_through=hikari.minimum_term_through(service.starts_on),
        fee=hikari.EARLY_END_FEE.on(service.starts_on),
        member=service.member,
    )


def mio_wari_ends(held: Held, month: date) -> Mail:
    """M-19 mio割の終わり: 660円, from which month, and the new price."""
    return from_template(
        "M-19",
        _("mio割が終わります"),
        "mio_wari_ends",
        held=held,
        month=month,
        member=held.row.member,
    )
