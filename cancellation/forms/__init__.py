"""Whether what was typed is well formed."""

from cancellation.forms.cancelling import (
    REASON_LABELS,
    SATISFACTION,
    ConsentForm,
    DeviceChoice,
    DevicesForm,
    GoOnForm,
    LastingForm,
    MailForm,
    QuestionsForm,
    ReasonsForm,
    SurveyForm,
    TogetherForm,
)
from cancellation.forms.companies import (
    AskPapersForm,
    CallOffForm,
    CompanyForm,
    CompanyPaperForm,
)
from cancellation.forms.taking_back import (
    LetterForm,
    RefuseWithdrawalForm,
    UndoForm,
    WithdrawForm,
)

__all__ = [
    "AskPapersForm",
    "CallOffForm",
    "CompanyForm",
    "CompanyPaperForm",
    "ConsentForm",
    "DeviceChoice",
    "DevicesForm",
    "GoOnForm",
    "LastingForm",
    "LetterForm",
    "MailForm",
    "QuestionsForm",
    "REASON_LABELS",
    "ReasonsForm",
    "RefuseWithdrawalForm",
    "SATISFACTION",
    "SurveyForm",
    "TogetherForm",
    "UndoForm",
    "WithdrawForm",
]
