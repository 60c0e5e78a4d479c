"""Forms of an event's basics, days, breaks and deadlines. They read what is written; the actions say what fits."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.core.time import zone as zone_of
from madang.site.events.models import Break, Day, Deadline, Event
from madang.site.events.queries.slots import instant
from madang.site.events.rules import SetUpError

DATE = {"type": "date", "class": "short"}
TIME = {"type": "time", "class": "short"}
NUMBER = {"class": "short", "inputmode": "numeric"}


def length_field() -> forms.IntegerField:
    """Return the field for the length of a meeting: 5 to 240 minutes."""
    return forms.IntegerField(
        label=_("Length of a meeting, minutes"),
        min_value=5,
        max_value=240,
        initial=25,
        widget=forms.NumberInput(attrs=NUMBER),
    )


def pause_field() -> forms.IntegerField:
    """Return the field for the pause between meetings: up to 120 minutes."""
    return forms.IntegerField(
        label=_("Pause between meetings, minutes"),
        min_value=0,
        max_value=120,
        initial=5,
        widget=forms.NumberInput(attrs=NUMBER),
    )


class Refusable(forms.BaseForm):
    """A form onto which a refused action can be written."""

    def refuse(self, error: SetUpError) -> None:
        """Show a refusal at the field that it names, or on top of the form."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class SetUpForm(Refusable, forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row. The actions check constraints, with words of their own."""

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the model's own checks out: the fields have checked the values, the actions check the row."""
        return {field.name for field in self.instance._meta.fields}  # noqa: SLF001

    def validate_unique(self) -> None:
        """Leave uniqueness to the actions."""


class BasicsForm(SetUpForm):
    """Name, place, lengths and limits of an event."""

    country = forms.ChoiceField(label=_("Country"), choices=choices.countries)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices.zones,
        help_text=_("All times of the event are written in this zone."),
    )
    slot_minutes = length_field()
    pause_minutes = pause_field()
    most_per_day = forms.IntegerField(
        label=_("Most meetings a day for each delegate"),
        min_value=1,
        max_value=50,
        initial=12,
        widget=forms.NumberInput(attrs=NUMBER),
    )
    most_in_a_row = forms.IntegerField(
        label=_("Most meetings in a row for each delegate"),
        help_text=_(
            "After so many meetings without a free slot or a break between them, a delegate has one slot free. Empty: no such rule."
        ),
        min_value=1,
        max_value=50,
        required=False,
        widget=forms.NumberInput(attrs=NUMBER),
    )
    walking_minutes = forms.IntegerField(
        label=_("Minutes to walk between two zones"),
        help_text=_(
            "The least time between two meetings of a delegate in different zones, from the end of one to the start of the next. Empty: no such rule."
        ),
        min_value=0,
        max_value=240,
        required=False,
        widget=forms.NumberInput(attrs=NUMBER),
    )

    class Meta:
        model = Event
        fields = [
            "name",
            "city",
            "country",
            "venue",
            "zone",
            "summary",
            "slot_minutes",
            "pause_minutes",
            "most_per_day",
            "most_in_a_row",
            "walking_minutes",
            "nobody_left_out",
            "is_listed",
        ]
        widgets = {"summary": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "nobody_left_out": _(
                "A timetable first gives a meeting to as many organisations as it can, then counts the weight of all meetings. The total may be lower."
            ),
            "is_listed": _(
                "Visitors without a part in it see its name, days, city and deadlines."
            ),
        }


class NewEventForm(BasicsForm):
    """The basics of a new event, with the short name that stays in its addresses."""

    class Meta(BasicsForm.Meta):
        fields = ["name", "slug", *BasicsForm.Meta.fields[1:]]
        help_texts = {
            **BasicsForm.Meta.help_texts,
            "slug": _(
                "Letters, figures and hyphens, such as summit-2027. It cannot be changed later."
            ),
        }


class DayForm(SetUpForm):
    """One day and its hours."""

    class Meta:
        model = Day
        fields = ["date", "opens", "closes"]
        widgets = {
            "date": forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
            "opens": forms.TimeInput(attrs=TIME, format="%H:%M"),
            "closes": forms.TimeInput(attrs=TIME, format="%H:%M"),
        }


class BreakForm(SetUpForm):
    """One break of a day."""

    class Meta:
        model = Break
        fields = ["name", "kind", "starts", "ends"]
        widgets = {
            "starts": forms.TimeInput(attrs=TIME, format="%H:%M"),
            "ends": forms.TimeInput(attrs=TIME, format="%H:%M"),
        }


class NewDayForm(DayForm):
    """A new day, which may take over the breaks of the last one."""

    same_breaks = forms.BooleanField(
        label=_("The same breaks as the last day"), required=False, initial=True
    )

    def __init__(self, *args: Any, last: Day | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if last is None:
            del self.fields["same_breaks"]


class NewBreakForm(BreakForm):
    """A new break, on one day or on all."""

    on_all_days = forms.BooleanField(
        label=_("On every day of the event"), required=False
    )


class DeadlineForm(SetUpForm):
    """One deadline: its day and time in the event's zone, and how long before it a reminder goes out."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    )
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs=TIME, format="%H:%M")
    )
    remind_days_before = forms.IntegerField(
        label=_("Reminder, days before"),
        min_value=0,
        max_value=60,
        widget=forms.NumberInput(attrs=NUMBER),
        help_text=_(
            "A mail goes once to the lead of each organisation that has not done it by then."
        ),
    )

    class Meta:
        model = Deadline
        fields = ["remind_days_before"]

    field_order = ["day", "time", "remind_days_before"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = self.instance.event
        if self.instance.due_at is not None:
            local: datetime = self.instance.due_at.astimezone(zone_of(self.event.zone))
            self.initial.update({"day": local.date(), "time": local.time()})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("day") and values.get("time"):
            try:
                self.instance.due_at = instant(
                    Day(event=self.event, date=values["day"]),
                    values["time"],
                    self.event.zone,
                    field="time",
                )
            except SetUpError as error:
                self.refuse(error)
        return values
