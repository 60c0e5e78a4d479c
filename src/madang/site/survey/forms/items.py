"""The form of one item of the survey: what is sought or offered, its terms, its priority."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.templatetags.ui import country
from madang.site.survey import vocabulary
from madang.site.survey.actions.items import ItemContent
from madang.site.survey.models import Item
from madang.site.survey.reading.names import codes_in, country_code

PRIORITIES = [
    (5, gettext_lazy("5: the reason to come")),
    (4, gettext_lazy("4: important")),
    (3, gettext_lazy("3: useful")),
    (2, gettext_lazy("2: good to have")),
    (1, gettext_lazy("1: if there is time")),
]


class ItemForm(forms.Form):
    """One thing that is sought or offered."""

    text = forms.CharField(
        label=gettext_lazy("What it is"),
        help_text=gettext_lazy("Plain words. The other side may be a ministry."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Write one sentence that says what it is.")
        },
    )
    deal = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of deal"),
        required=True,
        choices=vocabulary.choices("deal"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one.")},
    )
    field = forms.MultipleChoiceField(
        label=gettext_lazy("Field"),
        required=False,
        choices=vocabulary.choices("field"),
        widget=forms.CheckboxSelectMultiple,
    )
    other_fields = forms.CharField(
        label=gettext_lazy("Narrower fields, in your words"),
        help_text=gettext_lazy(
            "Such as: measles; marginal zone lymphoma. Between two of them a semicolon."
        ),
        max_length=600,
        required=False,
    )
    modality = forms.MultipleChoiceField(
        label=gettext_lazy("Modality"),
        required=False,
        choices=vocabulary.choices("modality"),
        widget=forms.CheckboxSelectMultiple,
    )
    stage = forms.MultipleChoiceField(
        label=gettext_lazy("Stage"),
        required=False,
        choices=vocabulary.choices("stage"),
        widget=forms.CheckboxSelectMultiple,
    )
    partner_type = forms.MultipleChoiceField(
        label=gettext_lazy("Kind of partner"),
        required=False,
        choices=vocabulary.choices("partner_type"),
        widget=forms.CheckboxSelectMultiple,
    )
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy(
            "Names or codes, such as: Latvia; Republic of Korea; VN. Empty means any."
        ),
        max_length=600,
        required=False,
    )
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), choices=PRIORITIES, coerce=int, initial=3
    )
    is_confidential = forms.BooleanField(
        label=gettext_lazy("Confidential"),
        help_text=gettext_lazy(
            "It helps to find whom you should meet. Its words are shown to the organisers alone and never appear in a reason."
        ),
        required=False,
    )

    def clean_countries(self) -> list[str]:
        codes, unknown = codes_in(self.cleaned_data["countries"], country_code)
        if unknown:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is no country that is known here. Write its English or Korean name, or two letters."
                )
                % {"name": unknown[0]}
            )
        return codes

    def content(self, role: str) -> ItemContent:
        """Return what the item says; call on a valid form."""
        clean = self.cleaned_data
        narrow = [
            part.strip()
            for part in clean["other_fields"].replace("\n", ";").split(";")
            if part.strip()
        ]
        terms = {
            facet: clean[facet]
            for facet in ("deal", "modality", "stage", "partner_type")
        }
        terms |= {"field": [*clean["field"], *narrow], "country": clean["countries"]}
        return ItemContent(
            role=role,
            text=clean["text"].strip(),
            priority=clean["priority"],
            is_confidential=clean["is_confidential"],
            terms={facet: found for facet, found in terms.items() if found},
        )

    @staticmethod
    def values_of(item: Item) -> dict[str, Any]:
        """Return an item as initial values; terms outside the vocabulary are words of the field."""
        terms: dict[str, list[str]] = {}
        for term in item.terms.all():
            terms.setdefault(term.facet, []).append(term.term)
        fields = terms.pop("field", [])
        return {
            **terms,
            "text": item.text,
            "priority": item.priority,
            "is_confidential": item.is_confidential,
            "field": [term for term in fields if term in vocabulary.FIELDS],
            "other_fields": "; ".join(
                term for term in fields if term not in vocabulary.FIELDS
            ),
            "countries": "; ".join(country(code) for code in terms.get("country", [])),
        }
