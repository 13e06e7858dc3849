"""Pictures of papers for those who review them, and only after the look was noted."""

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.models import PaperImage, Submission, User
from accounts.views.papers import picture_response

# Real time: as long as one look at a page of the desk may take.
KEY_LASTS_SECONDS = 30 * 60
_SIGNER = TimestampSigner(salt="accounts.papers_review")


def key_for(user: User, submission: Submission) -> str:
    """What lets one reviewer see one submission's pictures for a while."""
    return _SIGNER.sign(f"{user.pk}:{submission.code}").rpartition(f"{submission.code}:")[2]


@require_safe
def review_picture(request: HttpRequest, code: str, side: str) -> HttpResponse:
    """One picture: for whoever may decide identities and opened these papers at the desk."""
    user = request.user
    if not (isinstance(user, User) and user.is_staff):
        raise PermissionDenied
    if not user.has_perm("accounts.decide_identity"):
        raise PermissionDenied
    signed = f"{user.pk}:{code}:{request.GET.get('key', '')}"
    try:
        _SIGNER.unsign(signed, max_age=KEY_LASTS_SECONDS)
    except BadSignature:
        raise PermissionDenied from None
    return picture_response(get_object_or_404(PaperImage, submission__code=code, side=side))
