"""Input of the contract pages, by subject."""

from contracts.forms.applying import LineForm, PrepaymentForm
from contracts.forms.choosing import DeviceSearchForm, PreCheckForm
from contracts.forms.contractor import ConsentToApplyForm, ContractorForm
from contracts.forms.data import AgreeToBuyForm, BuyDataForm
from contracts.forms.devices import ChoiceForm
from contracts.forms.groups import AddLinesForm, NewGroupForm, PrimaryForm
from contracts.forms.options import AddOptionForm, ChecklistForm, DropForm, ShownForm
from contracts.forms.porting_in import NameThereForm, PortInForm
from contracts.forms.progress import ProgressForm, ReservationForm
from contracts.forms.related import DayForm
from contracts.forms.requests import RefusalForm
from contracts.forms.sim_return import CardsForm, PostedForm, WaiverForm

__all__ = [
    "ConsentToApplyForm",
    "ContractorForm",
    "LineForm",
    "NameThereForm",
    "PortInForm",
    "PrepaymentForm",
    "AddLinesForm",
    "AddOptionForm",
    "AgreeToBuyForm",
    "BuyDataForm",
    "CardsForm",
    "ChecklistForm",
    "ChoiceForm",
    "DayForm",
    "DeviceSearchForm",
    "DropForm",
    "NewGroupForm",
    "PostedForm",
    "PreCheckForm",
    "PrimaryForm",
    "ProgressForm",
    "RefusalForm",
    "ReservationForm",
    "ShownForm",
    "WaiverForm",
]
