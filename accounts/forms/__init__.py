"""Input of the account pages, by subject."""

from accounts.forms.desk import ChangeMailForm
from accounts.forms.inquiries import LINE_LENGTH, AnswerForm, InquiryForm
from accounts.forms.signing import ForgotIdForm, ForgotPasswordForm, NewPasswordForm, SignInForm

__all__ = [
    "LINE_LENGTH",
    "AnswerForm",
    "ChangeMailForm",
    "ForgotIdForm",
    "ForgotPasswordForm",
    "InquiryForm",
    "NewPasswordForm",
    "SignInForm",
]
