"""Make the demonstration's cast, and say who they are."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from mioportal.demo import cast, listing
from mioportal.plumbing import clock


class Command(BaseCommand):
    """Idempotent: whoever is there already stays as they are."""

    help = "Make the members and staff of the demonstration that are not there yet, and list them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make and list."""
        if not settings.DEMO:
            raise CommandError("The cast has a public password: set MIOPORTAL_DEMO=1 to make it.")
        with clock.taken(None):
            cast.make_all(clock.today())
        self.stdout.write(f"\nPassword of everybody: {settings.DEMO_PASSWORD}\n\nMembers")
        for member in listing.members():
            self.stdout.write(f"  {member['mio_id']}  {member['name']}  {member['situation']}")
        self.stdout.write("\nStaff (/admin/)")
        for staff in listing.staff():
            self.stdout.write(f"  {staff['name']:<10}  {staff['does']}")
        self.stdout.write("")
