"""完済証明書 as a PDF to keep or to hand in (F-DEV-06)."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contracts import queries
from contracts.models import DeskRequest, Device
from contracts.views.devices import own_ledger
from mioportal.plumbing.templatetags.ui import jdate, yen
from mioportal.rules.dates import day_in_japan


@require_safe
def certificate_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The paper, once the desk has issued it; 404 before."""
    device = own_ledger(request, code).device
    issued = queries.certificate(device)
    if issued is None:
        raise Http404
    answer = HttpResponse(_paper(device, issued), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{issued.receipt_number}.pdf"'
    return answer


def _paper(device: Device, issued: DeskRequest) -> bytes:
    """Whose device, which, and that nothing is owed of it any more."""
    # What writes PDFs takes 17 MB: processes that write none shall not carry it.
    from mioportal.plumbing.papers import Paper

    member = device.member
    assert device.paid_off_on is not None and issued.done_at is not None
    paid_off, issued_on = jdate(device.paid_off_on), jdate(day_in_japan(issued.done_at))
    paper = Paper(
        title=_("完済証明書 %s") % issued.receipt_number,
        foot=_("%(issuer)s 証明書番号 %(number)s")
        % {"issuer": settings.INVOICE_ISSUER, "number": issued.receipt_number},
    )
    paper.title(_("完済証明書"))
    paper.side_by_side(
        [_("%s 様") % member.full_name, f"mioID {member.mio_id}"],
        [
            str(settings.INVOICE_ISSUER),
            _("発行日 %s") % issued_on,
            _("証明書番号 %s") % issued.receipt_number,
        ],
    )
    paper.text(
        _("次の端末の分割払いは、%sにすべて支払われました。残債がないことを証明します。") % paid_off
    )
    rows = [
        [_("契約番号"), device.code],
        [_("端末名"), device.name],
        [_("購入日"), jdate(device.bought_on)],
        [_("総額"), yen(device.total_yen)],
        [_("完済日"), paid_off],
        [_("残債"), yen(0)],
    ]
    paper.table([_("項目"), _("内容")], rows, (0.4, 0.6))
    paper.note(_("これは練習用サイトの証明書です。実在の契約の証明にはなりません。"))
    return paper.file()
