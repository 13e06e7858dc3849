"""The world outside: companies that the operator works with."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OutsideConfig(AppConfig):
    """The payment processor."""

    name = "mioportal.outside"
    label = "outside"
    verbose_name = _("外の世界（練習用）")
