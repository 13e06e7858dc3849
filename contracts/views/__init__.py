"""The pages of this app, by subject."""

from contracts.views.lines import line, lines, services_page, sim_return

__all__ = ["line", "lines", "services_page", "sim_return"]
