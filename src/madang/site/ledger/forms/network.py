"""What narrows the network."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.searches import SearchForm, choice_of, year_field
from madang.site.ledger.models import Stage, Tie


class NetworkForm(SearchForm):
    """Kind, stage, country, year, a day; whether occasions are drawn too; around whom."""

    kind = choice_of(_("Kind"), [*Tie.Kind.choices])
    stage = choice_of(_("Stage"), [*Stage.choices])
    country = choice_of(_("Country"), [])
    year = year_field()
    as_of = forms.DateField(
        label=_("Begun by"),
        required=False,
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}),
    )
    occasions = forms.BooleanField(
        label=_("Who was at the same occasion"), required=False
    )
    around = forms.SlugField(required=False, widget=forms.HiddenInput)

    def facts(self) -> dict[str, Any]:
        """Return what narrows the network; `around` is a key."""
        values = self.values()
        values["with_occasions"] = values.pop("occasions", False)
        return values
