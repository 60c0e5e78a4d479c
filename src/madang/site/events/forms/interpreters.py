"""Forms of interpreters: names, pairs of languages, hours."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.core.templatetags.ui import day as day_name
from madang.site.events.forms.setup import TIME, Refusable, SetUpForm
from madang.site.events.models import Day, Interpreter
from madang.site.events.queries.setup import DayHours

PAIRS = range(1, 5)


class InterpreterForm(SetUpForm):
    """An interpreter with up to four pairs of languages."""

    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_(
            "With it the interpreter can sign in and see the agenda. No mail goes out for it."
        ),
    )

    class Meta:
        model = Interpreter
        fields = ["name"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.instance.person if self.instance.person_id else None
        self.initial["email"] = person.email if person else ""
        there = list(self.instance.pairs.all()) if self.instance.pk else []
        for number in PAIRS:
            first = forms.ChoiceField(
                label=_("Pair %(number)s, one language") % {"number": number},
                choices=choices.languages,
            )
            second = forms.ChoiceField(
                label=_("Pair %(number)s, other language") % {"number": number},
                choices=choices.languages,
            )
            first.required = second.required = number == 1
            self.fields[f"first_{number}"], self.fields[f"second_{number}"] = (
                first,
                second,
            )
            if number <= len(there):
                pair = there[number - 1]
                self.initial.update(
                    {
                        f"first_{number}": pair.first,
                        f"second_{number}": pair.second,
                    }
                )

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the pairs as rows of two fields."""
        return [(self[f"first_{number}"], self[f"second_{number}"]) for number in PAIRS]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for number in PAIRS:
            first, second = (
                values.get(f"first_{number}"),
                values.get(f"second_{number}"),
            )
            if bool(first) != bool(second):
                self.add_error(
                    f"second_{number}",
                    _("Choose both languages of the pair, or neither."),
                )
            elif first and first == second:
                self.add_error(f"second_{number}", _("Choose two different languages."))
        return values

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs that are filled."""
        values = self.cleaned_data
        return [
            (values[f"first_{number}"], values[f"second_{number}"])
            for number in PAIRS
            if values[f"first_{number}"]
        ]


class HoursForm(Refusable, forms.Form):
    """When an interpreter works, day by day. Both times empty mean the whole day."""

    def __init__(self, *args: Any, hours: list[DayHours], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hours = hours
        for each in hours:
            key = each.day.pk
            self.fields[f"away_{key}"] = forms.BooleanField(
                label=_("Away all day"), required=False, initial=each.is_away
            )
            for name, label, value in (
                ("from", _("From"), each.begins),
                ("until", _("Until"), each.ends),
            ):
                field = forms.TimeField(
                    label=label,
                    required=False,
                    initial=value,
                    widget=forms.TimeInput(attrs=TIME, format="%H:%M"),
                )
                self.fields[f"{name}_{key}"] = field

    def rows(self) -> list[tuple[str, DayHours, list[forms.BoundField]]]:
        """Return for each day its name, its hours now, and its three fields."""
        return [
            (
                day_name(each.day.date),
                each,
                [self[f"{name}_{each.day.pk}"] for name in ("from", "until", "away")],
            )
            for each in self.hours
        ]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for each in self.hours:
            begins, ends = (
                values.get(f"from_{each.day.pk}"),
                values.get(f"until_{each.day.pk}"),
            )
            if (begins is None) != (ends is None):
                self.add_error(
                    f"until_{each.day.pk}", _("Write both times, or neither.")
                )
        return values

    def changed(self) -> list[tuple[Day, tuple[time, time] | None]]:
        """Return the days that were changed, each with its new hours; None is away."""
        result: list[tuple[Day, tuple[time, time] | None]] = []
        for each in self.hours:
            key = each.day.pk
            if not {f"away_{key}", f"from_{key}", f"until_{key}"} & set(
                self.changed_data
            ):
                continue
            begins, ends = (
                self.cleaned_data[f"from_{key}"],
                self.cleaned_data[f"until_{key}"],
            )
            whole = (begins or each.day.opens, ends or each.day.closes)
            result.append(
                (each.day, None if self.cleaned_data[f"away_{key}"] else whole)
            )
        return result
