"""本人確認書類のアップロード: from what is asked to the receipt (F-IDV-01 to 05)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import queries, services
from accounts.forms.papers import CheckForm, PaperForm, PictureForm
from accounts.models import Member, PaperImage, Submission
from accounts.services import paper_store, papers, pictures
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.requests import member_of
from mioportal.plumbing.uploads import CAP, was_cut
from mioportal.rules import identity
from mioportal.rules.dates import day_in_japan
from mioportal.rules.identity import PAPER_RULES, UploadReason
from mioportal.rules.pictures import (
    PictureFacts,
    PictureFault,
    Side,
    draft_through,
    may_take,
    possible_sides,
    required_sides,
)
from mioportal.rules.verdict import Verdict
from mioportal.words import catalogue

State = Submission.State


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """本人確認状況, what to send, and what was sent so far."""
    member, today = member_of(request), clock.today()
    sent = list(queries.submissions_of(member))
    open_one = next((row for row in sent if row.state in papers.OPEN), None)
    last = next((row for row in sent if row.decided_at), None)
    for_esim = queries.is_for_voice_esim(member)
    context = {
        "last": last if member.identity == Member.Identity.RETURNED else None,
        "reasons": [catalogue.refusal(UploadReason(code)) for code in last.reasons]
        if last
        else [],
        "open": open_one,
        "may_send": member.identity in _MAY_SEND and not _in_review(open_one),
        "accepted": [
            {
                "name": catalogue.word(paper),
                "with_supplement": identity.needs_supplement(paper, today),
            }
            for paper in identity.accepted_papers(today, for_esim)
        ],
        "for_voice_esim": for_esim,
        "never": [catalogue.word(each) for each in identity.NEVER_ACCEPTED.on(today)],
        "rules": [catalogue.word(each) for each in PAPER_RULES.on(today)],
        "sent": [row for row in sent if row.receipt_number],
    }
    return render(request, "accounts/papers.html", context)


_MAY_SEND = (
    Member.Identity.NOT_SUBMITTED,
    Member.Identity.RETURNED,
    Member.Identity.IN_REVIEW,
)


def _in_review(row: Submission | None) -> bool:
    return row is not None and row.state == State.IN_REVIEW


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which paper: then its sides are asked for. Pictures of another paper's sides go."""
    member, today = member_of(request), clock.today()
    draft = queries.submissions_of(member).filter(state=State.DRAFT).first()
    initial = {"paper": draft.paper} if draft else None
    for_esim = queries.is_for_voice_esim(member)
    form = PaperForm(request.POST or None, on=today, for_voice_esim=for_esim, initial=initial)
    if request.method == "POST" and form.is_valid():
        paper, by = form.cleaned_data["paper"], actor_of(request)
        try:
            begun = papers.begin(member=member, paper=paper, at=clock.now(), by=by)
        except (papers.NotAsked, papers.InReview):
            messages.info(request, _("いまは、書類をお送りいただく必要はありません"))
            return redirect("accounts:papers")
        return redirect("accounts:papers_sides", code=begun.code)
    context = {"form": form, "for_voice_esim": for_esim}
    return render(request, "accounts/papers_choose.html", context)


@require_safe
def sides(request: HttpRequest, code: str) -> HttpResponse:
    """The sides one by one: what is there, and what is still missing."""
    row = _mine(request, code)
    if row.state == State.DROPPED:
        return redirect("accounts:papers")
    if row.state != State.DRAFT:
        return redirect("accounts:papers_receipt", code=code)
    return _sides_page(request, row)


def _sides_page(request: HttpRequest, row: Submission, **more: Any) -> HttpResponse:
    today = clock.today()
    there = {image.side: image for image in row.images.all()}
    required = required_sides(row.paper, today)
    failed: PictureForm | None = more.get("form")
    rows = [
        {
            "side": side.value,
            "name": catalogue.word(side),
            "required": side in required,
            "there": there.get(side.value),
            "form": failed
            if failed is not None and failed.prefix == side.value
            else PictureForm(prefix=side.value),
        }
        for side in possible_sides(row.paper, today)
    ]
    context = {
        "papers": row,
        "rows": rows,
        "missing": [each["name"] for each in rows if each["required"] and not each["there"]],
        "kept_through": draft_through(day_in_japan(row.started_at)),
        "is_my_number": row.paper == identity.Paper.MY_NUMBER_CARD,
        **more,
    }
    return render(request, "accounts/papers_sides.html", context)


@require_POST
def upload(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """One file for one side. What is there already stays when this one is not taken."""
    row, asked = _mine(request, code), _side(side)
    services.knock(source=f"papers:{row.member_id}")
    form = PictureForm(request.POST, request.FILES, prefix=side)
    file = request.FILES.get(f"{side}-picture")
    now = clock.now()
    try:
        if was_cut(request):
            facts = PictureFacts(sent_on=now.date(), size=CAP + 1)
            raise pictures.NotTaken(may_take(facts))
        if not form.is_valid() or file is None:
            return _sides_page(request, row, form=form)
        picture = pictures.read(file, now.date())
        papers.add_picture(draft=row, side=asked, picture=picture, at=now, by=actor_of(request))
    except pictures.NotTaken as refused:
        form.errors.clear()
        for words in _words(refused.verdict):
            form.add_error("picture", words)
        return _sides_page(request, row, form=form)
    except paper_store.NoRoom:
        form.add_error(
            "picture",
            _("いま画像を保管できません。しばらくたってから、もう一度アップロードしてください"),
        )
        return _sides_page(request, row, form=form)
    except (papers.NotDraft, ValueError):
        messages.warning(request, _("この画像は追加していません。いまの準備の状況をご確認ください"))
        return redirect("accounts:papers_sides", code=code)
    messages.success(request, _("%sをアップロードしました") % catalogue.word(asked))
    return redirect("accounts:papers_sides", code=code)


def _words(verdict: Verdict[PictureFault]) -> list[str]:
    found = [catalogue.refusal(reason) for reason in verdict.reasons]
    return [f"{each.text}{each.cure}" for each in found]


@require_POST
def remove(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """Take one picture away again."""
    row, asked = _mine(request, code), _side(side)
    try:
        papers.drop_picture(draft=row, side=asked, at=clock.now(), by=actor_of(request))
    except papers.NotDraft:
        pass
    else:
        messages.success(request, _("%sの画像を削除しました") % catalogue.word(asked))
    return redirect("accounts:papers_sides", code=code)


@require_safe
def picture(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """The owner's own picture, as it is kept."""
    row = _mine(request, code)
    return picture_response(get_object_or_404(PaperImage, submission=row, side=side))


def picture_response(image: PaperImage) -> HttpResponse:
    """The file as what it is, a JPEG and nothing else."""
    try:
        with paper_store.store().open(image.name) as file:
            data = file.read()
    except FileNotFoundError:
        raise Http404 from None
    name = f'inline; filename="{image.side}.jpg"'
    return HttpResponse(data, content_type="image/jpeg", headers={"Content-Disposition": name})


@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Everything once more before it is sent: the pictures, and the five rules ticked."""
    row = _mine(request, code)
    if row.state != State.DRAFT:
        return redirect("accounts:papers_sides", code=code)
    form = CheckForm(request.POST or None, on=clock.today())
    if request.method == "POST" and form.is_valid():
        try:
            papers.send(draft=row, at=clock.now(), by=actor_of(request))
        except papers.Incomplete as missing:
            names = _("、").join(str(catalogue.word(side)) for side in missing.sides)
            form.add_error(None, _("%sの画像がありません。追加してから提出してください") % names)
        except papers.NotAccepted as refused:
            for reason in refused.verdict.reasons:
                words = catalogue.refusal(reason)
                form.add_error(None, f"{words.title}。{words.cure}")
        except (papers.NotDraft, papers.NotAsked):
            return redirect("accounts:papers")
        else:
            return redirect("accounts:papers_receipt", code=code)
    shown = [
        {"image": image, "side": image.side, "name": catalogue.word(Side(image.side))}
        for image in queries.in_order(row.images.all())
    ]
    context = {"papers": row, "pictures": shown, "form": form}
    return render(request, "accounts/papers_check.html", context)


@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    """What was sent, by when the result comes, and the result once it is there."""
    row = _mine(request, code)
    if not row.receipt_number:
        return redirect("accounts:papers_sides", code=code)
    context = {
        "papers": row,
        "reasons": [catalogue.refusal(UploadReason(reason)) for reason in row.reasons],
        "sides": [
            catalogue.word(Side(image.side)) for image in queries.in_order(row.images.all())
        ],
        "mail_to": row.member.user.email,
    }
    return render(request, "accounts/papers_receipt.html", context)


@require_POST
def drop(request: HttpRequest, code: str) -> HttpResponse:
    """提出をやめる: the pictures go at once."""
    if papers.drop_draft(draft=_mine(request, code), at=clock.now(), by=actor_of(request)):
        messages.success(request, _("提出をやめました。アップロードした画像は消去しました"))
    return redirect("accounts:papers")


def _mine(request: HttpRequest, code: str) -> Submission:
    return get_object_or_404(queries.submissions_of(member_of(request)), code=code)


def _side(side: str) -> Side:
    try:
        return Side(side)
    except ValueError:
        raise Http404 from None
