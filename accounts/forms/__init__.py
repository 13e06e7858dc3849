"""Input of the account pages, by subject."""

from accounts.forms.desk import ChangeMailForm
from accounts.forms.inquiries import LINE_LENGTH, AnswerForm, InquiryForm
from accounts.forms.networks import WatchedNetworkForm
from accounts.forms.signing import (
    DigitsForm,
    ForgotIdForm,
    ForgotPasswordForm,
    NewPasswordForm,
    SignInForm,
)

__all__ = [
    "LINE_LENGTH",
    "AnswerForm",
    "ChangeMailForm",
    "DigitsForm",
    "ForgotIdForm",
    "ForgotPasswordForm",
    "InquiryForm",
    "NewPasswordForm",
    "SignInForm",
    "WatchedNetworkForm",
]
