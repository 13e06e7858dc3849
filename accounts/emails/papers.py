"""The mails about identity papers."""

from django.utils.translation import gettext as _

from accounts.models import Member, Submission
from mioportal.plumbing.outbox import Mail, from_template
from mioportal.rules.identity import UploadReason
from mioportal.words import catalogue


def papers_received(submission: Submission) -> Mail:
    """M-10 本人確認書類を受け取りました: receipt number, and by when the review is over."""
    return from_template(
        "M-10",
        _("本人確認書類を受け取りました"),
        "papers_received",
        submission=submission,
        member=submission.member,
    )


def papers_missing(member: Member) -> Mail:
    """M-10 本人確認書類が届いていません: what waits for them, and where to send them."""
    return from_template(
        "M-10", _("本人確認書類をお送りください"), "papers_missing", member=member
    )


def papers_decided(submission: Submission) -> Mail:
    """M-09 本人確認の結果: 完了, or 差し戻し with every reason and what clears it."""
    passed = submission.state == Submission.State.COMPLETE
    subject = _("本人確認が完了しました") if passed else _("本人確認書類をもう一度お送りください")
    return from_template(
        "M-09",
        subject,
        "papers_decided",
        submission=submission,
        member=submission.member,
        passed=passed,
        reasons=[catalogue.refusal(UploadReason(code)) for code in submission.reasons],
    )
