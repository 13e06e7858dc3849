"""Input of the networks whose sign-ins are looked at twice."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import WatchedNetwork
from mioportal.plumbing import networks


class WatchedNetworkForm(forms.ModelForm):
    """A network, IPv4 or IPv6, in the one way of writing it."""

    class Meta:
        model = WatchedNetwork
        fields: ClassVar[list[str]] = ["network", "kind", "note"]

    def clean_network(self) -> str:
        """The network as it is kept; what is none, or half the world, is told why."""
        try:
            return networks.canonical(self.cleaned_data["network"])
        except networks.TooWide:
            raise ValidationError(
                _("範囲が広すぎます。IPv4は/8、IPv6は/16より狭いネットワークを入力してください")
            ) from None
        except networks.HasHostBits as error:
            raise ValidationError(
                _("ネットワークの先頭のアドレスで入力してください。例）%s") % error.network
            ) from None
        except ValueError:
            raise ValidationError(
                _("203.0.113.0/24 や 2001:db8::/32 のように入力してください")
            ) from None
