"""The form with which an organiser keeps organisations apart."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation, name_key
from madang.site.events.models import Event, Registration
from madang.site.events.queries.people import countries_of
from madang.site.matching.queries.apart import Side, groups_here

Choices = list[tuple[str | Promise, Any]]


def side_choices(event: Event) -> Choices:
    """Return what a side of a rule can be at this event: kinds, countries and groups that are there."""
    names = dict(choices.countries())
    kinds = set(
        Registration.objects.filter(event=event)
        .order_by()
        .values_list("organisation__kind", flat=True)
    )
    groups = Organisation.objects.filter(pk__in=groups_here(event)).order_by("name")
    return [
        ("", _("nothing chosen")),
        (
            _("Kinds of organisation"),
            [
                (f"kind:{code}", label)
                for code, label in Organisation.Kind.choices
                if code in kinds
            ],
        ),
        (
            _("Countries"),
            [
                (f"country:{code}", names.get(code, code))
                for code in countries_of(event)
            ],
        ),
        (
            _("Members of a group or association"),
            [(f"group:{each.pk}", each.name) for each in groups],
        ),
    ]


class ApartForm(forms.Form):
    """Two sides, each a kind, a country, a group or one organisation by its name, and why they are kept apart."""

    first = forms.ChoiceField(label=_("One side"), required=False)
    first_name = forms.CharField(
        label=_("Or one organisation, by its name"), max_length=200, required=False
    )
    second = forms.ChoiceField(label=_("The other side"), required=False)
    second_name = forms.CharField(
        label=_("Or one organisation, by its name"), max_length=200, required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("Organisers alone read it.")
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.sides: dict[str, Side] = {}
        offered = side_choices(event)
        for name in ("first", "second"):
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        for name in ("first", "second"):
            self._read(name, clean)
        first, second = self.sides.get("first"), self.sides.get("second")
        if first is not None and first == second and first.by == "organisation":
            self.add_error(
                "second_name", _("That is the same organisation: name another one.")
            )
        return clean

    def _read(self, name: str, clean: dict[str, Any]) -> None:
        chosen, text = clean.get(name, ""), clean.get(f"{name}_name", "").strip()
        if bool(chosen) == bool(text):
            if name not in self.errors:
                self.add_error(
                    name, _("Choose one thing, or write the name of one organisation.")
                )
        elif text:
            self._find(name, text)
        else:
            by, _colon, code = chosen.partition(":")
            self.sides[name] = (
                Side(by, organisation=int(code)) if by == "group" else Side(by, code)
            )

    def _find(self, name: str, text: str) -> None:
        found = list(
            Registration.objects.filter(
                event=self.event, organisation__name_key=name_key(text)
            ).values_list("organisation_id", flat=True)[:2]
        )
        if len(found) == 1:
            self.sides[name] = Side("organisation", organisation=found[0])
        elif found:
            self.add_error(
                f"{name}_name", _("Several organisations of the event have this name.")
            )
        else:
            self.add_error(
                f"{name}_name", _("No organisation of the event has this name.")
            )
