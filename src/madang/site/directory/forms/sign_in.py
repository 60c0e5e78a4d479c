"""The two forms of signing in: the address, then the code from the mail."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from django import forms
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


class CodeForm(ConfirmLoginCodeForm):  # type: ignore[misc] # the library has no types
    """The code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code from the mail")
        code.widget = forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        )
