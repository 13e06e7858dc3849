"""Input of the account pages, by subject."""

from accounts.forms.desk import ChangeMailForm, DeskAddressForm, DeskNameForm, PickupNewsForm
from accounts.forms.inquiries import LINE_LENGTH, AnswerForm, InquiryForm
from accounts.forms.networks import WatchedNetworkForm
from accounts.forms.profile import (
    AddressForm,
    ChangePasswordForm,
    MailChangeForm,
    NameForm,
    NewMailForm,
    PhonesForm,
    ProofForm,
)
from accounts.forms.signing import (
    DigitsForm,
    ForgotIdForm,
    ForgotPasswordForm,
    NewPasswordForm,
    SignInForm,
    SignUpForm,
)

__all__ = [
    "LINE_LENGTH",
    "AddressForm",
    "AnswerForm",
    "ChangeMailForm",
    "ChangePasswordForm",
    "DeskAddressForm",
    "DeskNameForm",
    "DigitsForm",
    "ForgotIdForm",
    "ForgotPasswordForm",
    "InquiryForm",
    "MailChangeForm",
    "NameForm",
    "NewMailForm",
    "NewPasswordForm",
    "PhonesForm",
    "PickupNewsForm",
    "ProofForm",
    "SignInForm",
    "SignUpForm",
    "WatchedNetworkForm",
]
