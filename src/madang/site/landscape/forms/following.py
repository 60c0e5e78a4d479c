"""Forms of following: what a button names, and what a person adds from their own page."""

from typing import Any

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation, User
from madang.site.landscape.models import CalendarItem, Follow
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.queries.following import organisations_to_follow
from madang.site.landscape.rules.feed import Marks, marks_of
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.survey.vocabulary import FIELDS


class FollowForm(forms.Form):
    """What is to be followed; which of the fields are filled depends on the kind."""

    kind = forms.ChoiceField(label=_("What"), choices=Follow.Kind.choices)
    country_a = forms.CharField(required=False, max_length=2)
    country_b = forms.CharField(required=False, max_length=2)
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), required=False
    )
    field = forms.CharField(required=False, max_length=40)
    entry = forms.ModelChoiceField(queryset=CalendarItem.objects.none(), required=False)

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_to_follow()  # type: ignore[attr-defined]
        self.fields["entry"].queryset = entries_seen_by(user)  # type: ignore[attr-defined]

    def marks(self) -> tuple[str, Marks]:
        """Return kind and marks of what is named; a country with a second one is a pair. Raises LandscapeError where they do not fit."""
        if not self.is_valid():
            raise LandscapeError(gettext("There is nothing of this kind to follow."))
        clean = self.cleaned_data
        kind = clean["kind"]
        if kind == "country" and clean["country_b"]:
            kind = "pair"
        return kind, marks_of(
            kind,
            country_a=clean["country_a"],
            country_b=clean["country_b"],
            organisation=clean["organisation"],
            field=clean["field"],
            entry=clean["entry"],
        )


class CountriesForm(forms.Form):
    """One country, or two for a pair."""

    country_a = forms.ChoiceField(
        label=_("Country"), choices=choices.countries, widget=forms.Select()
    )
    country_b = forms.ChoiceField(
        label=_("and country, for a pair"),
        choices=choices.countries,
        required=False,
    )


class FieldForm(forms.Form):
    """One field of the vocabulary."""

    field = forms.ChoiceField(
        label=_("Field"), choices=lambda: [("", "–"), *FIELDS.items()]
    )


class OrganisationForm(forms.Form):
    """One organisation that a public page names."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_to_follow()  # type: ignore[attr-defined]
