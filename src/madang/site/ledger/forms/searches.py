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


def _choice(label: Any, of: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[ALL, *of],
        widget=forms.Select(attrs={"class": "input"}),
    )


def _year() -> forms.IntegerField:
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
    kind = _choice(_("Kind"), [*Tie.Kind.choices])
    stage = _choice(_("Stage"), [*Stage.choices])
    country = _choice(_("Country"), [])
    with_country = _choice(_("And country"), [])
    year = _year()
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
    kind = _choice(_("Kind"), [*Occasion.Kind.choices])
    country = _choice(_("Country"), [])
    year = _year()
    organisation = forms.SlugField(required=False, widget=forms.HiddenInput)

    def search(self) -> OccasionSearch:
        """Return what narrows the list."""
        values = self.values()
        return OccasionSearch(text=values.pop("q", "").strip(), **values)


class OrganisationSearchForm(SearchForm):
    """What narrows the list of organisations."""

    q = _search(_("Name, in any script"))
    kind = _choice(_("Kind"), [*OrganisationRecord.Kind.choices])
    country = _choice(_("Country"), [])
    cluster = forms.SlugField(required=False, widget=forms.HiddenInput)

    def search(self) -> OrganisationSearch:
        """Return what narrows the list."""
        values = self.values()
        return OrganisationSearch(text=values.pop("q", "").strip(), **values)
