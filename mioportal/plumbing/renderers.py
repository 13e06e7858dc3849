"""The member site's form renderer, apart from the admin's (which keeps Django's own)."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Renders forms, and the groups of label, hint, error and control, from templates/forms/."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
