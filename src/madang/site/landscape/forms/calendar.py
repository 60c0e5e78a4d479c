"""Forms of the calendar: what narrows it, and what a date says."""

from datetime import date
from typing import Any, TypedDict

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import User
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.queries.following import organisations_to_follow
from madang.site.survey.vocabulary import FIELDS


class Found(TypedDict):
    """What narrows the calendar; empty for everything that lies ahead."""

    country: str
    field: str
    kind: str
    month: date | None
    past: bool


class CalendarFilterForm(forms.Form):
    """What narrows the calendar. It offers only what is there."""

    month = forms.ChoiceField(
        label=_("Month"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    field = forms.ChoiceField(
        label=_("Field"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=[("", _("all")), *CalendarItem.Kind.choices],
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, user: User | AnonymousUser, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = list(
            entries_seen_by(user)
            .order_by()
            .values_list("first_day", "country", "field")
            .distinct()
        )
        months = sorted({day.replace(day=1) for day, _code, _term in rows if day})
        codes = {code for _day, code, _term in rows}
        terms = {term for _day, _code, term in rows}
        offered: dict[str, list[tuple[str, str | Promise]]] = {
            "month": [
                (f"{month:%Y-%m}", date_format(month, "YEAR_MONTH_FORMAT"))
                for month in months
            ],
            "country": [
                (code, name)
                for code, name in choices.countries()
                if code in codes - {""}
            ],
            "field": [(term, name) for term, name in FIELDS.items() if term in terms],
        }
        for name, options in offered.items():
            first = _("from today") if name == "month" else _("all")
            self.fields[name].choices = [("", first), *options]  # type: ignore[attr-defined]

    def found(self) -> Found:
        """Return what narrows the calendar; what does not fit is left out."""
        self.is_valid()
        clean = self.cleaned_data
        month = clean.get("month") or ""
        return {
            "country": clean.get("country", ""),
            "field": clean.get("field", ""),
            "kind": clean.get("kind", ""),
            "month": date.fromisoformat(f"{month}-01") if month else None,
            "past": self.data.get("past") == "1",
        }


class EntryForm(forms.ModelForm):  # type: ignore[type-arg]
    """What a date says."""

    country = forms.ChoiceField(
        label=_("Country"), choices=choices.countries, required=False
    )
    field = forms.ChoiceField(
        label=_("Field"),
        choices=lambda: [("", "–"), *FIELDS.items()],
        required=False,
    )

    class Meta:
        model = CalendarItem
        fields = [
            "kind",
            "title",
            "theme",
            "start",
            "end",
            "venue",
            "city",
            "country",
            "field",
            "organisation",
            "link",
            "source_note",
            "audience",
        ]
        labels = {"organisation": _("Organiser"), "audience": _("Who may read it")}
        help_texts = {
            "start": _("2027-03-09, or 2027-03 where the day is not known."),
            "end": _("Empty where it is one day."),
            "link": _("A page of this site, such as /programmes/."),
            "source_note": _("Publisher, title and date."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_to_follow()  # type: ignore[attr-defined]
