"""Forms of signing in: the address, the code from the mail, and a second factor for those who want one."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madang.site.directory.actions.people import admit_address


class AddressForm(RequestLoginCodeForm):  # type: ignore[misc] # the library has no types
    """Where the code goes."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address at which you were invited."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        # A person whom an organiser or a colleague entered by address comes in without waiting for a letter.
        admit_address(self.cleaned_data["email"])
        email: str = super().clean_email()
        return email


def _as_code(field: forms.Field, label: Promise, *, keyboard: str) -> None:
    field.label = label  # type: ignore[assignment] # the stubs know a lazy string by a private name
    field.widget = forms.TextInput(
        attrs={
            "autocomplete": "one-time-code",
            "autocapitalize": "characters",
            "spellcheck": "false",
            "inputmode": keyboard,
            "class": "short",
        }
    )


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc] # the library has no types
    """The code of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the mail"), keyboard="text")


class FactorForm(AuthenticateForm):  # type: ignore[misc] # the library has no types
    """The second factor, after the code of the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Code from your app, or a recovery code")
        _as_code(self.fields["code"], label, keyboard="numeric")


class FactorAgainForm(ReauthenticateForm):  # type: ignore[misc] # the library has no types
    """The second factor once more, before it is changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label = _("Code from your app, or a recovery code")
        _as_code(self.fields["code"], label, keyboard="numeric")


class FirstFactorCodeForm(ActivateTOTPForm):  # type: ignore[misc] # the library has no types
    """The first code that a new app shows."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code that the app shows"), keyboard="numeric")
