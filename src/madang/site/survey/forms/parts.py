"""To whom a part is handed: a colleague known here, or a new one by name and address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.directory.models import Person
from madang.site.directory.queries import colleagues_of


class GiveForm(forms.Form):
    """Who gets a part, with a message."""

    person = forms.ModelChoiceField(
        label=gettext_lazy("Colleague"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=gettext_lazy("somebody new"),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of somebody new"), max_length=120, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of somebody new"),
        help_text=gettext_lazy("The invitation goes there at once."),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Message"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = colleagues_of(by).filter(is_lead=False)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("person") or "email" in self.errors:
            return data
        if not data.get("email"):
            self.add_error(
                "person", _("Choose a colleague, or write a name and an address.")
            )
        elif not data.get("name"):
            self.add_error("name", _("Write the name that belongs to the address."))
        return data

    def refuse(self, error: Any) -> None:
        """Show an action's refusal at its field, or on top."""
        name = getattr(error, "field", "")
        self.add_error(name if name in self.fields else None, str(error))
