"""Forms of those who look after the directory."""

from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.forms.entries import OrganisationForm
from madang.site.directory.models import Organisation
from madang.site.directory.queries import countries_of_directory


class Found(TypedDict):
    """What narrows the directory; empty for everything."""

    text: str
    kind: str
    country: str
    twins: bool


class DirectoryFilterForm(forms.Form):
    """What narrows the list of all organisations."""

    q = forms.CharField(
        label=_("Name, in any script"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("all")), *Organisation.Kind.choices],
        widget=forms.Select(attrs={"class": "input"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    twins = forms.ChoiceField(
        label=_("Names"),
        required=False,
        choices=[("", _("all")), ("1", _("duplicates"))],
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(choices.countries())
        here = sorted(
            ((code, names.get(code, code)) for code in countries_of_directory()),
            key=lambda each: each[1],
        )
        self.fields["country"].choices = [("", _("all")), *here]  # type: ignore[attr-defined]

    def found(self) -> Found:
        """Return what narrows the list; what does not fit is left out."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "text": clean.get("q", "").strip(),
            "kind": clean.get("kind", ""),
            "country": clean.get("country", ""),
            "twins": clean.get("twins") == "1",
        }


class CorrectionForm(OrganisationForm):
    """Everything that the directory says of an organisation."""

    class Meta(OrganisationForm.Meta):
        fields = ["name", *OrganisationForm.Meta.fields]


class CuratorForm(forms.Form):
    """Who becomes a curator."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Of somebody who is known here. No mail goes out."),
    )
