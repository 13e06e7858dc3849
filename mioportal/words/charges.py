"""What a row of a bill is called, wherever it stands: quote, bill, paper, desk."""

from django.utils.translation import gettext as _

from mioportal.rules import options, plans, related
from mioportal.rules.charges import OF_DEVICES, ChargeKind
from mioportal.words import basis, catalogue
from mioportal.words.text import Text


def item(kind: ChargeKind, code: str, device: str = "") -> Text:
    """The row in words: which plan, option or service; `device` is the name of the device."""
    kind = ChargeKind(kind)
    if kind is ChargeKind.PLAN:
        return _("月額基本料 %s") % plans.plan(code).label
    if kind is ChargeKind.OPTION:
        return options.option(code).label
    if kind is ChargeKind.RELATED:
        return related.LABELS[related.Service(code)]
    if kind in OF_DEVICES and device:
        return _("%(what)s（%(device)s）") % {"what": catalogue.word(kind), "device": device}
    return catalogue.word(kind)


def rule(kind: ChargeKind, code: str, function: str = "", medium: str = "") -> str:
    """The row of the policy book that says what it costs; of a line by function and medium."""
    kind = ChargeKind(kind)
    if kind is ChargeKind.PLAN and function:
        # A line may have changed its form since, to one that the plan is not sold in.
        key = (code, plans.Function(function), plans.Medium(medium))
        table = plans.MONTHLY_FEES.get(key)
        return table.name if table else basis.OF_CHARGE[kind]
    if kind is ChargeKind.OPTION:
        option = options.OptionCode(code)
        tables = (options.OPTION_FEES, options.OPTION_FEE_RANGES)
        return next((of[option].name for of in tables if option in of), basis.OF_CHARGE[kind])
    return basis.OF_CHARGE[kind]
