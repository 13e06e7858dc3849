"""Pages of leaving with the number, by subject."""

from mnp.views.changing import again, call_off, void
from mnp.views.number import request_page
from mnp.views.one_stop import one_stop
from mnp.views.pages import begin, choose, costs
from mnp.views.wizard import step

__all__ = [
    "again",
    "begin",
    "call_off",
    "choose",
    "costs",
    "one_stop",
    "request_page",
    "step",
    "void",
]
