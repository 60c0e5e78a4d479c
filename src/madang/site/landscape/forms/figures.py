"""The entry of a figure: what is measured, what the source states, and the passage that states it."""

from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from madang.site.landscape.models import Indicator, Observation
from madang.site.landscape.queries.places import country_codes, place_of
from madang.site.ledger.models import Audience, Modality, Source

INPUT = {"class": "input"}
OF_INDICATOR = ("name", "measure", "unit", "sector", "denominator", "better")
SCALES = [
    (1, _("as it stands")),
    (10**3, _("thousand")),
    (10**6, _("million")),
    (10**9, _("billion")),
    (10**12, _("trillion")),
]


class FilterForm(forms.Form):
    """What narrows the list of indicators."""

    q = forms.CharField(
        label=_("Name or field"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    measure = forms.ChoiceField(
        label=_("Measure"),
        required=False,
        choices=[("", _("all")), *Indicator.Measure.choices],
        widget=forms.Select(attrs=INPUT),
    )


class FigureForm(forms.Form):
    """One figure as one source states it. A share says of what, or that the source does not; a rank says which way."""

    name = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        help_text=_("In the words of the source, as “medical technology market volume”."),
    )  # fmt: skip
    measure = forms.ChoiceField(label=_("Measure"), choices=Indicator.Measure.choices)
    unit = forms.CharField(
        label=_("Unit"),
        max_length=40,
        help_text=_("As EUR, percent, persons, rank or times."),
    )
    sector = forms.CharField(label=_("Field"), max_length=100, required=False)
    denominator = forms.CharField(
        label=_("Share of what"), max_length=200, required=False
    )
    is_whole_unknown = forms.BooleanField(
        label=_("The source does not say of what"), required=False
    )
    better = forms.ChoiceField(
        label=_("Which way, for a rank"),
        required=False,
        choices=Indicator.Better.choices,
    )
    value = forms.DecimalField(
        label=_("Value, as stated"),
        max_digits=18,
        decimal_places=6,
        help_text=_("3.6 for 3.6 billion. Digits after the point are kept: they say how far the figure is rounded."),
    )  # fmt: skip
    scale = forms.TypedChoiceField(
        label=_("In units of"), choices=SCALES, coerce=int, initial=1
    )
    qualifier = forms.ChoiceField(
        label=_("How exact"),
        choices=[
            ("exact", _("as it stands")),
            ("around", _("around")),
            ("over", _("over")),
            ("under", _("under")),
        ],
    )
    geography = forms.CharField(
        label=_("Where"),
        max_length=20,
        required=False,
        help_text=_("A country as KR, a region as DE-Ruhr."),
    )
    counterpart = forms.CharField(label=_("With"), max_length=20, required=False)
    period = forms.CharField(
        label=_("Period"),
        max_length=30,
        required=False,
        help_text=_("2014, 2014-03, 2014/2019; P10Y for over ten years. Blank if the source does not say."),
    )  # fmt: skip
    base_period = forms.CharField(
        label=_("Compared with"), max_length=30, required=False
    )
    modality = forms.ChoiceField(label=_("How it is said"), choices=Modality.choices)
    status = forms.ChoiceField(
        label=_("How it stands"),
        choices=[
            (code, label)
            for code, label in Observation.Status.choices
            if code != Observation.Status.WITHDRAWN
        ],
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    source = forms.ModelChoiceField(
        label=_("Source"),
        queryset=Source.objects.order_by("-id"),
        help_text=_("A new source is entered in the ledger first."),
    )
    paraphrase = forms.CharField(
        label=_("What the passage says, in your own words"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exact = forms.CharField(
        label=_("The words themselves"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("At most what a quotation needs."),
        max_length=300,
    )
    audience = forms.ChoiceField(label=_("Who may read it"), choices=Audience.choices)

    def _place(self, name: str) -> str:
        text: str = self.cleaned_data[name].strip()
        if not text or text.upper() in country_codes():
            return text.upper()
        try:
            return place_of(text).code
        except Http404 as error:
            raise forms.ValidationError(_("No country or region has this code.")) from error  # fmt: skip

    def clean_geography(self) -> str:
        return self._place("geography")

    def clean_counterpart(self) -> str:
        return self._place("counterpart")

    def indicator(self) -> dict[str, Any]:
        """Return what names the indicator."""
        clean = {name: self.cleaned_data[name] for name in OF_INDICATOR}
        if clean["measure"] != Indicator.Measure.RANK:
            clean["better"] = ""
        if clean["measure"] != Indicator.Measure.SHARE:
            clean["denominator"] = ""
        return clean

    def figure(self) -> dict[str, Any]:
        """Return what the figure says; the value in units of one, with the decimals that were written."""
        names = ("scale", "qualifier", "geography", "counterpart", "period", "base_period", "modality", "status", "note", "audience", "is_whole_unknown")  # fmt: skip
        value = self.cleaned_data["value"]
        facts = {name: self.cleaned_data[name] for name in names}
        exponent = value.as_tuple().exponent
        facts["decimals"] = max(0, -exponent) if isinstance(exponent, int) else 0
        facts["value"] = value * facts["scale"]
        return facts


class CorrectionForm(FigureForm):
    """What takes the place of a figure, and why. What is measured stays: a figure of something else is withdrawn and entered anew."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays beside the old value, for everybody who reads the figure."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in (*OF_INDICATOR, "is_whole_unknown"):
            self.fields.pop(name)

    def figure(self) -> dict[str, Any]:
        """Return what the figure says; what is measured is not asked."""
        self.cleaned_data["is_whole_unknown"] = False
        facts = super().figure()
        facts.pop("is_whole_unknown")
        return facts


def first_values(row: Observation) -> dict[str, Any]:
    """Return a figure as the form of its correction shows it first, with the source and passage on which it rests."""
    names = ("scale", "qualifier", "geography", "counterpart", "period", "base_period", "modality", "status", "note", "audience")  # fmt: skip
    first = {name: getattr(row, name) for name in names}
    first["value"] = f"{row.value / row.scale:.{row.decimals}f}"
    passage = next(iter(row.claim.passages.all()), None)
    if passage is not None:
        first |= {"source": passage.source_id, "exact": passage.exact, "paraphrase": passage.paraphrase}  # fmt: skip
    return first


class WithdrawForm(forms.Form):
    """Why a figure is withdrawn."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Kept with the figure, for whoever asks later."),
    )
