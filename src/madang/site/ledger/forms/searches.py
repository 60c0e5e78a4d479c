"""What narrows the lists of the ledger."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.ledger.models import Occasion, OrganisationRecord, Stage, Tie
from madang.site.ledger.queries.occasions import OccasionSearch
from madang.site.ledger.queries.organisations import OrganisationSearch
from madang.site.ledger.queries.ties import TieSearch

ALL = ("", _("all"))


def _search(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )


def choice_of(label: Any, of: list[tuple[str, Any]]) -> forms.ChoiceField:
    """Return a field that narrows a list by one of some words, or by none."""
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[ALL, *of],
        widget=forms.Select(attrs={"class": "input"}),
    )


def year_field() -> forms.IntegerField:
    """Return a field that narrows a list by a year."""
    return forms.IntegerField(
        label=_("Year"),
        required=False,
        min_value=1900,
        max_value=2200,
        widget=forms.NumberInput(attrs={"class": "input"}),
    )


class SearchForm(forms.Form):
    """The countries of a list, named in the reader's language; what does not fit an address is left out."""

    def __init__(self, *args: Any, countries: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(choices.countries())
        here = sorted(
            ((code, names.get(code, code)) for code in countries),
            key=lambda each: each[1],
        )
        for name in ("country", "with_country"):
            if name in self.fields:
                self.fields[name].choices = [ALL, *here]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Return what fits, without what is empty."""
        self.is_valid()
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value not in ("", None)
        }


class TieSearchForm(SearchForm):
    """What narrows the list of ties."""

    q = _search(_("Name or subject"))
    kind = choice_of(_("Kind"), [*Tie.Kind.choices])
    stage = choice_of(_("Stage"), [*Stage.choices])
    country = choice_of(_("Country"), [])
    with_country = choice_of(_("And country"), [])
    year = year_field()
    occasion = forms.SlugField(required=False, widget=forms.HiddenInput)
    attributed = forms.SlugField(required=False, widget=forms.HiddenInput)
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)

    def search(self) -> TieSearch:
        """Return what narrows the list."""
        values = self.values()
        return TieSearch(
            text=values.pop("q", "").strip(),
            other_country=values.pop("with_country", ""),
            **values,
        )


class OccasionSearchForm(SearchForm):
    """What narrows the list of occasions."""

    q = _search(_("Name, city or topic"))
    kind = choice_of(_("Kind"), [*Occasion.Kind.choices])
    country = choice_of(_("Country"), [])
    year = year_field()
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)

    def search(self) -> OccasionSearch:
        """Return what narrows the list."""
        values = self.values()
        return OccasionSearch(text=values.pop("q", "").strip(), **values)


class OrganisationSearchForm(SearchForm):
    """What narrows the list of organisations."""

    q = _search(_("Name, in any script"))
    kind = choice_of(_("Kind"), [*OrganisationRecord.Kind.choices])
    country = choice_of(_("Country"), [])
    cluster = forms.SlugField(required=False, widget=forms.HiddenInput)

    def search(self) -> OrganisationSearch:
        """Return what narrows the list."""
        values = self.values()
        return OrganisationSearch(text=values.pop("q", "").strip(), **values)
