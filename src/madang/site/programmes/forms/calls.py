"""Forms of calls. Times are written in the call's own zone."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core import choices
from madang.site.core.time import NoSuchTimeError, to_utc, zone
from madang.site.programmes.forms.programmes import (
    DATE,
    NUMBER,
    SLUG_HINT,
    TIME,
    Refusable,
    RowForm,
)
from madang.site.programmes.models import Call, CallQuestion


def day_field(label: Any) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label, widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )


def time_field(label: Any) -> forms.TimeField:
    """Return a field for a time of day."""
    return forms.TimeField(
        label=label, widget=forms.TimeInput(attrs=TIME, format="%H:%M")
    )


def read_moment(
    form: forms.BaseForm, values: dict[str, Any], name: str, zone_name: str
) -> datetime | None:
    """Return the instant of the fields `name`_day and `name`_time; a time that its zone skips is an error at the field."""
    day, clock = values.get(f"{name}_day"), values.get(f"{name}_time")
    if day is None or clock is None:
        return None
    try:
        return to_utc(day, clock, zone_name)
    except NoSuchTimeError:
        form.add_error(
            f"{name}_time",
            _("This time does not exist on that day: the clocks go forward."),
        )
        return None


class CallForm(RowForm):
    """What a call offers, to whom, by when, for how much."""

    opens_day = day_field(gettext_lazy("Opens on"))
    opens_time = time_field(gettext_lazy("Opening time"))
    closes_day = day_field(gettext_lazy("Closes on"))
    closes_time = time_field(gettext_lazy("Closing time"))
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=choices.zones,
        help_text=gettext_lazy("All times of the call are written in this zone."),
    )
    field_order = [
        "title",
        "slug",
        "kind",
        "text",
        "who_may_apply",
        "zone",
        "opens_day",
        "opens_time",
        "closes_day",
        "closes_time",
    ]

    class Meta:
        model = Call
        fields = [
            "title",
            "slug",
            "kind",
            "text",
            "who_may_apply",
            "zone",
            "seats",
            "budget",
            "most_each",
            "currency",
            "needs_contract",
        ]
        labels = {"slug": gettext_lazy("Short name in addresses")}
        help_texts = {
            "slug": SLUG_HINT,
            "currency": gettext_lazy("Three letters: EUR, KRW, NOK."),
            "needs_contract": gettext_lazy(
                "Only an organisation whose support contract with you runs can submit."
            ),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 6}),
            "who_may_apply": forms.Textarea(attrs={"rows": 3}),
            "seats": forms.TextInput(attrs=NUMBER),
            "budget": forms.TextInput(attrs=NUMBER),
            "most_each": forms.TextInput(attrs=NUMBER),
            "currency": forms.TextInput(attrs={"class": "short"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("opens", "closes"):
            instant = getattr(self.instance, f"{name}_at")
            if instant is not None:
                local = instant.astimezone(zone(self.instance.zone))
                self.initial[f"{name}_day"] = local.date()
                self.initial[f"{name}_time"] = local.time()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in ("opens", "closes"):
            instant = read_moment(self, values, name, values.get("zone") or "UTC")
            if instant is not None:
                setattr(self.instance, f"{name}_at", instant)
        values["currency"] = str(values.get("currency", "")).upper()
        return values


class ExtendForm(Refusable, forms.Form):
    """A later closing time, in the call's zone."""

    closes_day = day_field(gettext_lazy("New closing day"))
    closes_time = time_field(gettext_lazy("New closing time"))

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.call = call
        local = call.closes_at.astimezone(zone(call.zone))
        self.initial.update({"closes_day": local.date(), "closes_time": local.time()})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values["closes_at"] = read_moment(self, values, "closes", self.call.zone)
        return values


class QuestionForm(RowForm):
    """A question of a call."""

    class Meta:
        model = CallQuestion
        fields = ["text", "help", "most_characters", "is_required"]
        labels = {"most_characters": gettext_lazy("At most, characters")}
        widgets = {"most_characters": forms.TextInput(attrs=NUMBER)}

    def clean_most_characters(self) -> int:
        """Return the limit; an answer of nothing and one of a book are both refused."""
        most: int = self.cleaned_data["most_characters"]
        if not 50 <= most <= 20000:
            raise forms.ValidationError(_("50 to 20,000 characters."))
        return most
