"""Who signed in from where, at the desk."""

from django.contrib import admin

from accounts.models import SignIn
from mioportal.plumbing.desk import ReadOnlyAdmin


@admin.register(SignIn)
class SignInAdmin(ReadOnlyAdmin):
    """The histories of sign-ins, the newest first (F-ACC-19)."""

    list_display = ("at", "user", "result", "source", "browser", "ended_at", "world")
    list_filter = ("result", ("world", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("user", "world")
    search_fields = ("user__login", "user__email", "source")
    ordering = ("-pk",)
    exclude = ("session_digest",)
