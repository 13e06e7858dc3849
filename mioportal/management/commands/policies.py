"""Write docs/policies.md from the rules."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from mioportal.policies import document

PATH = Path("docs", "policies.md")


class Command(BaseCommand):
    """Idempotent: the same rules give the same document."""

    help = "Write docs/policies.md, the policy book for readers of the repository."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true", help="only say whether it is stale")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        """Write, or compare."""
        path = settings.BASE_DIR / PATH
        with translation.override(settings.LANGUAGE_CODE):
            made = document.text()
        if check:
            if not path.is_file() or path.read_text() != made:
                raise CommandError(f"{PATH} is stale: run `make policies` and commit it.")
        else:
            path.write_text(made)
            self.stdout.write(f"{PATH}: {len(made.splitlines())} lines")
