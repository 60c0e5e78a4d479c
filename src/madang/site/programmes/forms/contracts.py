"""Forms of contracts: offering one, signing, declining, and the support."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.programmes.models import Application, Programme, SupportItem
from madang.site.programmes.rules.contracts import Terms
from madang.site.programmes.rules.programmes import ProgrammeError

ROWS = 4


def add_refusal(form: forms.Form, error: ProgrammeError) -> None:
    """Show a verb's refusal at its field, or on top."""
    form.add_error(error.field if error.field in form.fields else None, str(error))


class DayInput(forms.DateInput):
    """A day, entered by the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"class": "short", **(attrs or {})}, format="%Y-%m-%d")


class OfferForm(forms.Form):
    """A contract to be offered: for whom, its words and its days, and up to four supports."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Programme"), empty_label=None
    )
    beneficiary = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Who uses the support")
    )
    application = forms.ModelChoiceField(
        Application.objects.none(),
        label=_("From the accepted application"),
        required=False,
        empty_label=_("none"),
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=60_000,
        help_text=_(
            "The whole contract. A blank line begins a paragraph. The document is made once; after that its words do not change."
        ),
    )
    sign_until = forms.DateField(
        label=_("Sign until"),
        widget=DayInput,
        help_text=_("After this day the offer lapses."),
    )
    runs_from = forms.DateField(label=_("Runs from"), widget=DayInput)
    runs_until = forms.DateField(label=_("Runs until"), widget=DayInput)

    def __init__(
        self,
        data: Any = None,
        *,
        programmes: Any,
        beneficiaries: Any,
        applications: Any,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["beneficiary"].queryset = beneficiaries  # type: ignore[attr-defined]
        self.fields["application"].queryset = applications  # type: ignore[attr-defined]
        for row in range(ROWS):
            self.fields[f"name_{row}"] = forms.CharField(
                label=_("Support"), max_length=200, required=False
            )
            self.fields[f"amount_{row}"] = forms.IntegerField(
                label=_("How many"),
                required=False,
                min_value=1,
                max_value=1_000_000,
                widget=forms.NumberInput(attrs={"class": "short"}),
            )
            self.fields[f"unit_{row}"] = forms.CharField(
                label=_("Unit, such as hours"), max_length=40, required=False
            )

    @property
    def rows(self) -> list[list[Any]]:
        """The fields of each support, for the page."""
        return [
            [self[f"{name}_{row}"] for name in ("name", "amount", "unit")]
            for row in range(ROWS)
        ]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        for row in range(ROWS):
            given = [clean.get(f"{name}_{row}") for name in ("name", "amount", "unit")]
            if any(given) and not all(given) and f"amount_{row}" not in self.errors:
                self.add_error(
                    f"name_{row}", _("A support has a name, a number and a unit.")
                )
        return clean

    @property
    def terms(self) -> Terms:
        """What the contract says, once the form is valid."""
        clean = self.cleaned_data
        return Terms(
            title=clean["title"],
            text=clean["text"],
            sign_until=clean["sign_until"],
            runs_from=clean["runs_from"],
            runs_until=clean["runs_until"],
            items=[
                (clean[f"name_{row}"], clean[f"unit_{row}"], clean[f"amount_{row}"])
                for row in range(ROWS)
                if clean[f"name_{row}"]
            ],
        )


class SignForm(forms.Form):
    """A signature: the name as the signer writes it, and that the document was read."""

    name = forms.CharField(
        label=_("Your name, as your signature"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    agreed = forms.BooleanField(
        label=_("I have read the document and sign it for my organisation."),
        error_messages={"required": _("Tick the box once you have read the document.")},
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)


class SignatureCodeForm(forms.Form):
    """The code of the mail that confirms a signature."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "short",
            }
        ),
    )


class ReasonForm(forms.Form):
    """Why something is declined; the other side reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other side reads it. At most 400 characters."),
    )


class SupportForm(forms.Form):
    """Support that is asked for."""

    item = forms.ModelChoiceField(
        SupportItem.objects.none(), label=_("Support"), empty_label=None
    )
    amount = forms.IntegerField(
        label=_("How many"),
        min_value=1,
        max_value=1_000_000,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    text = forms.CharField(
        label=_("What for"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, items: Any) -> None:
        super().__init__(data)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
