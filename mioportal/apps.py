"""The roof: it puts the rooms together and has no tables of its own."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The project itself, installed for its management commands."""

    name = "mioportal"
    label = "portal"
