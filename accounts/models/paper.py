"""Identity papers (本人確認書類): what a member sent, and what was decided of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.member import Member
from mioportal.plumbing.codes import public_code
from mioportal.plumbing.models import World
from mioportal.rules.identity import Paper
from mioportal.words import catalogue


class Submission(models.Model):
    """One sending of papers, from the first picture to the decision. Its pictures go, it stays."""

    class State(models.TextChoices):
        """ST-identity of one sending; a draft that was given up is DROPPED."""

        DRAFT = "draft", _("提出前")
        IN_REVIEW = "in_review", _("審査中")
        RETURNED = "returned", _("差し戻し")
        COMPLETE = "complete", _("完了")
        DROPPED = "dropped", _("取りやめ")

    code = models.CharField(max_length=16, unique=True, default=public_code)
    receipt_number = models.CharField(
        _("受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="submissions", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="submissions", verbose_name=_("世界")
    )
    paper = models.CharField(
        _("書類の種類"),
        max_length=24,
        choices=[(each.value, catalogue.word(each)) for each in Paper],
    )
    state = models.CharField(_("状態"), max_length=10, choices=State, default=State.DRAFT)
    started_at = models.DateTimeField(_("開始日時"))
    sent_at = models.DateTimeField(_("提出日時"), null=True, blank=True)
    review_due_on = models.DateField(_("審査の期限"), null=True, blank=True)
    decided_at = models.DateTimeField(_("決定日時"), null=True, blank=True)
    decided_by = models.CharField(_("審査した担当者"), max_length=150, blank=True)
    # Values of UploadReason: why it was sent back.
    reasons = models.JSONField(_("差し戻しの理由"), default=list, blank=True)
    note = models.CharField(_("会員への説明"), max_length=200, blank=True)
    images_kept_through = models.DateField(_("画像を保管する最終日"), null=True, blank=True)
    purged_at = models.DateTimeField(_("画像を消した日時"), null=True, blank=True)

    class Meta:
        verbose_name = _("本人確認書類")
        verbose_name_plural = _("本人確認書類")
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=models.Q(state__in=("draft", "in_review")),
                name="one_open_submission_per_member",
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", receipt_number=None)
                # Given up before they were sent, or ended with the mioID in the middle of a review.
                | models.Q(state="dropped")
                | models.Q(
                    state__in=("in_review", "returned", "complete"),
                    receipt_number__isnull=False,
                    sent_at__isnull=False,
                    review_due_on__isnull=False,
                ),
                name="papers_that_were_sent_have_a_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("returned", "complete"), decided_at__isnull=False)
                | models.Q(state__in=("draft", "in_review", "dropped"), decided_at=None),
                name="papers_are_decided_or_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "images_kept_through"],
                condition=models.Q(purged_at=None),
                name="pictures_still_kept",
            )
        ]

    def __str__(self) -> str:
        return f"{self.receipt_number or self.code} {self.get_paper_display()}"


class PaperImage(models.Model):
    """One side, as it was drawn anew: no row without its file, no file without its row."""

    class Side(models.TextChoices):
        """Up to four (C-079)."""

        FRONT = "front", _("表面")
        BACK = "back", _("裏面")
        SUPPLEMENT_FRONT = "supplement_front", _("補助書類（表面）")
        SUPPLEMENT_BACK = "supplement_back", _("補助書類（裏面）")

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="images")
    side = models.CharField(_("面"), max_length=16, choices=Side)
    # A generated name within the store of papers; never what the member's file was called.
    name = models.CharField(max_length=80, unique=True)
    image_format = models.CharField(max_length=4)
    sent_bytes = models.PositiveIntegerField(_("送られたファイルの大きさ"))
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(_("追加した日時"))

    class Meta:
        verbose_name = _("本人確認書類の画像")
        verbose_name_plural = _("本人確認書類の画像")
        constraints = [
            models.UniqueConstraint(fields=["submission", "side"], name="one_picture_per_side")
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.get_side_display()}"
