"""What all staff screens share: rows are read; actions that call services change them."""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    """A staff screen without forms: decided fields are nobody's to type over."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nothing is added by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is changed by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nothing is deleted."""
        return False

    def may(self, request: HttpRequest, permission: str) -> bool:
        """Whether the signed-in member of staff has a permission ("app.codename")."""
        return bool(request.user.has_perm(permission))
