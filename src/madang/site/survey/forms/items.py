"""The form of one item of the survey: what is sought or offered, its terms, its priority."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.survey import vocabulary
from madang.site.survey.actions.items import ItemContent
from madang.site.survey.bridge import country_group, proposals_in
from madang.site.survey.models import Item
from madang.site.survey.reading.names import codes_in, country_code

PRIORITIES = [
    (5, gettext_lazy("5: the reason to come")),
    (4, gettext_lazy("4: important")),
    (3, gettext_lazy("3: useful")),
    (2, gettext_lazy("2: good to have")),
    (1, gettext_lazy("1: if there is time")),
]


# Facets that are chosen from chips, besides the deal and the field; `device` is a part of modality.
CHIPS = ("modality", "partner_type", "size", "objective", "standing", "availability")  # fmt: skip
# What stands in the second folded part of the form.
MORE = ("device", "size", "objective", "standing", "availability")
STAGES = [("", "–"), *vocabulary.STAGES.items()]
CAPACITY_PREFIX = "capacity_"
MOST_AMOUNT = 10**15


def _chips(label: Any, terms: Mapping[str, str | Promise]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=list(terms.items()),
        widget=forms.CheckboxSelectMultiple,
    )


def place_code(text: str) -> str:
    """Return the code of a country or the id of a group of countries that a text names; empty for neither."""
    return country_code(text) or country_group(text)


def stages_between(first: str, last: str) -> list[str]:
    """Return the stages of an interval, both ends with it and in either order; one end alone is that stage.

    A prototype stands beside the preclinical stage, not before it: it is meant only where it is an end.
    """
    ends = [each for each in (first, last) if each in vocabulary.STAGES]
    if not ends:
        return []
    order = list(vocabulary.STAGES)
    low, high = sorted(order.index(each) for each in (ends[0], ends[-1]))
    between = order[low : high + 1]
    return [each for each in between if each != "prototype" or each in ends]


def ends_of(stages: Iterable[str]) -> tuple[str, str]:
    """Return the first and the last of some stages, the last empty for one alone; empty texts for none."""
    order = list(vocabulary.STAGES)
    known = sorted({each for each in stages if each in order}, key=order.index)
    if not known:
        return "", ""
    return known[0], known[-1] if len(known) > 1 else ""


def amounts_in(text: str) -> dict[str, int]:
    """Return the numbers of the capacities that a text names."""
    found = proposals_in(text)
    return {each.term: each.amount for each in found if each.amount is not None}


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
    modality = _chips(gettext_lazy("Modality"), vocabulary.MODALITIES)
    device = _chips(gettext_lazy("Kind of device"), vocabulary.DEVICES)
    stage_from = forms.ChoiceField(
        label=gettext_lazy("Stage, from"),
        help_text=gettext_lazy(
            "Where it stands now if you offer it, where it should stand if you seek it."
        ),
        required=False,
        choices=STAGES,
    )
    stage_to = forms.ChoiceField(
        label=gettext_lazy("Stage, to"),
        help_text=gettext_lazy("Empty means this one stage."),
        required=False,
        choices=STAGES,
    )
    partner_type = _chips(gettext_lazy("Kind of partner"), vocabulary.PARTNER_TYPES)
    size = _chips(gettext_lazy("Size of the partner"), vocabulary.SIZES)
    objective = _chips(gettext_lazy("Aim"), vocabulary.OBJECTIVES)
    standing = _chips(gettext_lazy("Patents and approvals"), vocabulary.STANDINGS)
    availability = _chips(gettext_lazy("How to meet"), vocabulary.AVAILABILITIES)
    countries = forms.CharField(
        label=gettext_lazy("Countries"),
        help_text=gettext_lazy(
            "Names, codes or groups, such as: Latvia; VN; ASEAN. Empty means any."
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
    declined = forms.CharField(
        required=False, max_length=4000, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a number for each capacity of the vocabulary."""
        super().__init__(*args, **kwargs)
        for name in vocabulary.CAPACITIES:
            self.fields[CAPACITY_PREFIX + name] = forms.IntegerField(
                label=vocabulary.term_label("capacity", name),
                required=False,
                min_value=1,
                max_value=MOST_AMOUNT,
                widget=forms.NumberInput(
                    attrs={"class": "short", "inputmode": "numeric"}
                ),
                error_messages={
                    "invalid": gettext_lazy("Write a number, such as 2000.")
                },
            )

    @property
    def capacity_fields(self) -> list[forms.BoundField]:
        """The numbers, for the page."""
        return [self[CAPACITY_PREFIX + name] for name in vocabulary.CAPACITIES]

    @property
    def has_more(self) -> bool:
        """Whether a field of the second folded part holds something or is wrong."""
        names = [*MORE, *(each.name for each in self.capacity_fields)]
        return any(self[name].value() or self[name].errors for name in names)

    def clean_countries(self) -> list[str]:
        codes, unknown = codes_in(self.cleaned_data["countries"], place_code)
        if unknown:
            raise forms.ValidationError(
                _(
                    "“%(name)s” is no country that is known here. Write its English or Korean name, or two letters."
                )
                % {"name": unknown[0]}
            )
        return codes

    def content(self, role: str, unconfirmed: Iterable[str] = ()) -> ItemContent:
        """Return what the item says, with proposals ("facet:term") that stay open; call on a valid form."""
        clean = self.cleaned_data
        narrow = [
            part.strip()
            for part in clean["other_fields"].replace("\n", ";").split(";")
            if part.strip()
        ]
        terms = {facet: clean[facet] for facet in ("deal", *CHIPS)}
        terms["stage"] = stages_between(clean["stage_from"], clean["stage_to"])
        amounts = {
            name: clean[CAPACITY_PREFIX + name]
            for name in vocabulary.CAPACITIES
            if clean[CAPACITY_PREFIX + name]
        }
        terms |= {
            "field": [*clean["field"], *narrow],
            "modality": [*clean["modality"], *clean["device"]],
            "country": clean["countries"],
            "capacity": list(amounts),
        }
        proposed: dict[str, list[str]] = {}
        for key in unconfirmed:
            facet, _colon, term = key.partition(":")
            proposed.setdefault(facet, []).append(term)
        if "capacity" in proposed:
            amounts = amounts_in(clean["text"]) | amounts
        return ItemContent(
            role=role,
            text=clean["text"].strip(),
            priority=clean["priority"],
            is_confidential=clean["is_confidential"],
            terms={facet: found for facet, found in terms.items() if found},
            unconfirmed=proposed,
            declined=clean["declined"].split(),
            amounts=amounts,
        )

    @staticmethod
    def values_of(item: Item) -> dict[str, Any]:
        """Return an item as initial values; terms outside the vocabulary are words of the field."""
        terms: dict[str, list[str]] = {}
        amounts: dict[str, int | None] = {}
        for term in item.terms.all():
            if term.is_confirmed:
                terms.setdefault(term.facet, []).append(term.term)
                amounts[CAPACITY_PREFIX + term.term] = term.amount
        fields, modalities = terms.pop("field", []), terms.pop("modality", [])
        first, last = ends_of(terms.pop("stage", []))
        return {
            "stage_from": first,
            "stage_to": last,
            **terms,
            **amounts,
            "modality": [term for term in modalities if term in vocabulary.MODALITIES],
            "device": [term for term in modalities if term in vocabulary.DEVICES],
            "declined": item.declined_terms,
            "text": item.text,
            "priority": item.priority,
            "is_confidential": item.is_confidential,
            "field": [term for term in fields if term in vocabulary.FIELDS],
            "other_fields": "; ".join(
                term for term in fields if term not in vocabulary.FIELDS
            ),
            "countries": "; ".join(
                vocabulary.term_label("country", code)
                for code in terms.get("country", [])
            ),
        }
