"""A wizard that ends in something irreversible is a row, not a session (two tabs never mix)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mioportal.plumbing.codes import secret_code
from mioportal.plumbing.models.world import World


class PendingAct(models.Model):
    """What a member has entered so far, what they were shown, and whether it was used."""

    code = models.CharField(max_length=40, unique=True, default=secret_code)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="acts")
    world = models.ForeignKey(World, models.CASCADE, related_name="acts")
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    # What was on the page when the member agreed; the last step checks that it still holds.
    shown = models.JSONField(null=True, blank=True)
    shown_digest = models.CharField(max_length=64, blank=True, default="")
    started_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    result = models.CharField(max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("手続きの途中")
        verbose_name_plural = _("手続きの途中")

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
