"""Services beside the lines: IIJmioひかり and the others (F-HIK-01 to 06)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Member
from contracts.models.period import Period
from mioportal.plumbing.models import World
from mioportal.rules.hikari import HomeType
from mioportal.rules.related import LABELS


class RelatedService(Period):
    """One contract of its own, from when to when. None of them ends with a line (C-102)."""

    class Home(models.TextChoices):
        """Of ひかり: values of `rules.hikari.HomeType`."""

        APARTMENT = HomeType.APARTMENT.value, _("マンションタイプ")
        HOUSE = HomeType.HOUSE.value, _("ファミリータイプ")

    class State(models.TextChoices):
        """ST-hikari; the other services are in use until they are over."""

        IN_USE = "IN_USE", _("利用中")
        END_ASKED = "END_ASKED", _("解約申込")
        WORK_PLANNED = "WORK_PLANNED", _("工事調整")
        REMOVAL_AWAITED = "REMOVAL_AWAITED", _("撤去待ち")
        DONE = "DONE", _("完了")

    code = models.CharField(_("サービスコード"), max_length=16, unique=True)
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="related_services", verbose_name=_("会員")
    )
    world = models.ForeignKey(
        World, models.PROTECT, related_name="related_services", verbose_name=_("世界")
    )
    service = models.CharField(
        _("サービス"),
        max_length=12,
        choices=[(each.value, label) for each, label in LABELS.items()],
    )
    home = models.CharField(_("タイプ"), max_length=10, choices=Home, blank=True, default="")
    # The month's fee that the contract names; ひかり has its list price.
    agreed_yen = models.DecimalField(
        _("月額"), max_digits=8, decimal_places=1, null=True, blank=True
    )
    state = models.CharField(
        _("状態"), max_length=16, choices=State, default=State.IN_USE
    )
    work_on = models.DateField(_("工事日"), null=True, blank=True)
    removal_on = models.DateField(_("撤去日"), null=True, blank=True)
    # Of a service that the member ended on the site.
    end_accepted_at = models.DateTimeField(_("解約の受付日時"), null=True, blank=True)
    receipt_number = models.CharField(
        _("受付番号"), max_length=16, unique=True, null=True, blank=True
    )
    # Of ひかり, once its last day is decided: 0 outside the minimum term.
    early_end_yen = models.DecimalField(
        _("途中解約金"), max_digits=6, decimal_places=0, null=True, blank=True
    )
    # The first month at full price that the member has been told of (M-19).
    told_full_price_from = models.DateField(
        _("mio割の終わりをお知らせした月"), null=True, blank=True
    )

    class Meta(Period.Meta):
        verbose_name = _("関連サービス")
        verbose_name_plural = _("関連サービス")
        permissions = [("end_hikari", _("IIJmioひかりの解約を進める"))]
        constraints = [
            *Period.Meta.constraints,
            models.CheckConstraint(
                condition=(models.Q(service="hikari", agreed_yen=None) & ~models.Q(home=""))
                | (~models.Q(service="hikari") & models.Q(home="", agreed_yen__isnull=False)),
                name="hikari_has_a_home_and_others_a_fee",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="DONE") | models.Q(ends_on__isnull=False),
                name="a_service_that_is_done_has_a_last_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["world", "ends_on"],
                condition=models.Q(ends_on__isnull=False),
                name="services_with_a_last_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_service_display()}"
