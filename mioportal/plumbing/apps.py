"""The cellar: worlds and their clocks, jobs, mail, wizards, maintenance. It knows no app."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class PlumbingConfig(AppConfig):
    """Finds every app's jobs.py once the apps are loaded."""

    name = "mioportal.plumbing"
    label = "plumbing"
    verbose_name = _("しくみ")

    def ready(self) -> None:
        """Register the jobs."""
        autodiscover_modules("jobs")


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our own site, which leaves a trace of who signs in."""

    default = False
    default_site = "mioportal.plumbing.desk.DeskSite"
