"""IIJ Pickup News."""

from django.utils.translation import gettext_lazy

from accounts.models import Member, PickupNews
from mioportal.plumbing.outbox import Mail, from_template

# What the message box shows where the mail itself has the link that ends the news.
WAY_OUT_STANDS_HERE = gettext_lazy("受け取りは、会員サイトの「メールの受け取り」で止められます。")
WAY_OUT = gettext_lazy("受け取りをやめる（ログインは要りません）:")


def pickup_news(issue: PickupNews, member: Member) -> Mail:
    """M-04 IIJ Pickup News: the issue, and how to get no more of them."""
    return from_template(
        "M-04",
        issue.title,
        "pickup_news",
        issue=issue,
        member=member,
        way_out=WAY_OUT_STANDS_HERE,
    )
