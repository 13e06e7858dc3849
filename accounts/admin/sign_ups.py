"""Who wanted to apply, at the desk: whether the mail went out, and what came of it."""

from django.contrib import admin

from accounts.models import SignUp
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(SignUp)
class SignUpAdmin(ReadOnlyAdmin):
    """Mail addresses that were to be confirmed, the newest first."""

    # It belongs to no world before there is a member.
    world_field = "user__member__world"
    list_display = ("email", "state", "partner", "asked_at", "expires_at", "user", "source")
    list_filter = ("state",)
    list_select_related = ("user",)
    search_fields = ("email", "user__login")
    ordering = ("-pk",)
    exclude = ("code", "link_digest")
