"""主回線変更: asked for on the site, carried out by the desk for the next midnight (F-SHR-05)."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contracts import queries
from contracts.models import DeskRequest, Line, ShareGroup
from contracts.services import requests
from contracts.services.groups import GroupRefused, NothingComing, change_primary
from contracts.services.requests import About, CannotBeDone, Matter
from mioportal.plumbing.actor import Actor
from mioportal.rules.dates import day_in_japan
from mioportal.words import catalogue

_KIND = DeskRequest.Kind.PRIMARY_CHANGE


def ask_primary_change(
    *, group: ShareGroup, line: Line, at: datetime, by: Actor
) -> DeskRequest:
    """Ask the desk to make a secondary line the primary one; what is open for the group stands.

    Raises GroupRefused.
    """
    today = day_in_japan(at)
    found = queries.group_by_code(group.member, group.code, today)
    if found is None:
        raise NothingComing
    verdict = queries.may_be_primary(found, line, today)
    if not verdict.allowed:
        raise GroupRefused({line.code: verdict.reasons})
    request, _is_new = requests.ask(
        member=group.member, kind=_KIND, subject=group.code, line=line, at=at, by=by
    )
    return request


def _group(request: DeskRequest) -> ShareGroup:
    rows = ShareGroup.objects.select_related("member__user", "world")
    return rows.get(code=request.subject, member=request.member)


def _about(request: DeskRequest) -> About:
    return About(label=_("シェアグループ"), url=f"/group/{request.subject}/")


def _complete(request: DeskRequest, at: datetime, by: Actor) -> None:
    if request.line is None:
        raise CannotBeDone(_("新しい主回線が、依頼にありません"))
    try:
        change_primary(group=_group(request), line=request.line, at=at, by=by)
    except GroupRefused as refused:
        (reasons,) = refused.reasons.values()
        why = "、".join(str(catalogue.refusal(reason).title) for reason in reasons)
        raise CannotBeDone(why) from refused
    except NothingComing as error:
        raise CannotBeDone(_("このグループは、もうありません")) from error


requests.matters[_KIND] = Matter(
    about=_about,
    next=gettext_lazy(
        "窓口が処理した日の翌日0:00に、主回線が変わります。費用はかかりません。"
        "変わる日は、メールでお知らせします。"
    ),
    complete=_complete,
)
