"""The months' runs at the desk."""

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import services
from billing.models import BillRun
from mioportal.plumbing import clock
from mioportal.plumbing.actor import actor_of
from mioportal.plumbing.desk import ReadOnlyAdmin

_NOT_PROVEN = gettext_lazy(
    "%(run)s：請求と明細が記録と合わないため、締めていません。ほかの請求は作りました。"
    "次の内容を添えて、開発の担当へお知らせください。%(why)s"
)


@admin.register(BillRun)
class BillRunAdmin(ReadOnlyAdmin):
    """How far each month is, and who was left without a bill."""

    list_display = (
        *("month", "world", "begun_at", "finished_at"),
        *("progress", "bills", "yen", "parked"),
    )
    list_filter = (("world", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("world",)
    search_fields = ("world__name",)
    ordering = ("-month", "pk")
    actions = ("run_again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[BillRun]:
        """With what the ranges came to."""
        rows: QuerySet[BillRun] = super().get_queryset(request)
        return rows.annotate(
            ranges=Count("chunks"),
            done=Count("chunks", filter=Q(chunks__done_at__isnull=False)),
            sum_bills=Sum("chunks__bills"),
            sum_yen=Sum("chunks__yen"),
            sum_parked=Sum("chunks__parked"),
        )

    @admin.display(description=gettext_lazy("進み具合"))
    def progress(self, run: BillRun) -> str:
        """Ranges done, of all."""
        return f"{run.done}/{run.ranges}"  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("請求数"))
    def bills(self, run: BillRun) -> int:
        """How many bills it made."""
        return run.sum_bills or 0  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("合計（円）"))
    def yen(self, run: BillRun) -> str:
        """What they come to."""
        return f"{run.sum_yen or 0:,.0f}"  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("保留"))
    def parked(self, run: BillRun) -> int:
        """Members without a bill, until the cause is mended."""
        return run.sum_parked or 0  # type: ignore[attr-defined]

    def has_start_permission(self, request: HttpRequest) -> bool:
        """Who may have a month gone through once more."""
        return self.may(request, "billing.start_run")

    @admin.action(description=gettext_lazy("足りない請求を作る"), permissions=["start"])
    def run_again(self, request: HttpRequest, rows: QuerySet[BillRun]) -> None:
        """Bills that exist stay as they are; what is missing is made."""
        for run in rows.select_related("world"):
            with clock.taken(run.world) as at:
                try:
                    made = services.bill_month(
                        world=run.world, month=run.month, at=at, by=actor_of(request)
                    )
                except services.NotProven as error:
                    told = {"run": run, "why": error}
                    messages.error(request, _NOT_PROVEN % told)
                    continue
            told = {"run": run, "bills": made["bills"], "parked": made["parked"]}
            said = _("%(run)s：請求%(bills)s件、保留%(parked)s件です") % told
            messages.success(request, said)
