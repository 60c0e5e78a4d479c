"""What narrows the list of clusters, and which two stand side by side."""

from typing import Any, TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.landscape.models import ClusterProfile
from madang.site.landscape.queries.clusters import clusters, countries_of_clusters
from madang.site.landscape.queries.figures import Reader
from madang.site.landscape.queries.places import countries_seen_by, country_name


class Found(TypedDict):
    """What narrows the list; blank for all."""

    text: str
    country: str


class ClusterFilterForm(forms.Form):
    """What narrows the list of clusters."""

    q = forms.CharField(
        label=_("Name, field or city"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, user: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = sorted(countries_of_clusters(user), key=country_name)
        self.fields["country"].choices = [  # type: ignore[attr-defined]
            ("", _("all")),
            *((code, country_name(code)) for code in codes),
        ]

    def found(self) -> Found:
        """Return what narrows the list; what does not fit is left out."""
        self.is_valid()
        clean = self.cleaned_data
        return {"text": clean.get("q", "").strip(), "country": clean.get("country", "")}


def _labels(rows: list[ClusterProfile]) -> list[tuple[str, str]]:
    return [(f"cluster-{row.organisation_id}", str(row.organisation)) for row in rows]


class CompareForm(forms.Form):
    """Two clusters, or two countries."""

    a = forms.ChoiceField(
        label=_("First"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    b = forms.ChoiceField(
        label=_("Second"), required=False, widget=forms.Select(attrs={"class": "input"})
    )

    def __init__(self, *args: Any, user: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            ("", "–"),
            (_("Clusters"), _labels(list(clusters(user)))),
            (
                _("Countries"),
                [(row.code, row.name) for row in countries_seen_by(user)],
            ),
        ]
        for name in ("a", "b"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a cluster beside a country, and something beside itself."""
        clean: dict[str, Any] = self.cleaned_data
        one, other = clean.get("a", ""), clean.get("b", "")
        if one and other and one == other:
            self.add_error("b", _("Choose something other than the first."))
        elif one and other and one.startswith("cluster-") != other.startswith("cluster-"):  # fmt: skip
            self.add_error("b", _("Two clusters or two countries: their rows are not the same."))  # fmt: skip
        return clean
