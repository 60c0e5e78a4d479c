"""Forms of one's own entry, of the organisation's and of colleagues."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation, Person


class MyEntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a person says of themselves."""

    language = forms.ChoiceField(
        label=_("Language of mail and pages"), choices=settings.LANGUAGES
    )
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices.zones,
        help_text=_(
            "Times of an event are shown in its own zone, and in this one beside it."
        ),
    )

    class Meta:
        model = Person
        fields = ["name", "name_local", "job_title", "phone", "language", "zone"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "job_title": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        }


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an organisation's lead says of it; the name itself is the organiser's to change."""

    country = forms.ChoiceField(
        label=_("Country"), choices=choices.countries, required=False
    )
    website = forms.URLField(
        label=_("Website"),
        required=False,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"autocomplete": "url"}),
    )

    class Meta:
        model = Organisation
        fields = ["name_local", "kind", "country", "website"]


class ColleagueForm(forms.Form):
    """Somebody of one's organisation."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    job_title = forms.CharField(label=_("Role"), max_length=120, required=False)

    def add_refusal(self, error: Any) -> None:
        """Show an action's refusal at its field, or on top."""
        self.add_error(error.field if error.field in self.fields else None, str(error))
