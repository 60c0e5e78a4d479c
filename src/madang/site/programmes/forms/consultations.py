"""Forms of consultations: a series of hours, a booking, a cancellation, what came of it."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Person
from madang.site.programmes.forms.contracts import DayInput
from madang.site.programmes.models import Consultation
from madang.site.programmes.rules.consultations import Series


class TimeInput(forms.TimeInput):
    """A time of day, entered by the browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(attrs={"class": "short"}, format="%H:%M")


class SeriesForm(forms.Form):
    """Hours to be offered."""

    adviser = forms.ModelChoiceField(
        Person.objects.none(), label=_("Adviser"), empty_label=None
    )
    subject = forms.CharField(label=_("What about"), max_length=150)
    first = forms.DateField(label=_("First day"), widget=DayInput)
    last = forms.DateField(label=_("Last day"), widget=DayInput)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    opens = forms.TimeField(label=_("From"), widget=TimeInput)
    closes = forms.TimeField(label=_("To"), widget=TimeInput)
    minutes = forms.TypedChoiceField(
        label=_("Minutes of each"),
        choices=[(each, str(each)) for each in (15, 20, 30, 45, 60, 90)],
        coerce=int,
        initial=30,
    )
    zone = forms.ChoiceField(label=_("Time zone"), choices=choices.zones)
    channel = forms.ChoiceField(label=_("Where"), choices=Consultation.Channel.choices)

    def __init__(
        self, data: Any = None, *, advisers: Any, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["adviser"].queryset = advisers  # type: ignore[attr-defined]

    @property
    def series(self) -> Series:
        """What is offered, once the form is valid."""
        clean = {k: v for k, v in self.cleaned_data.items() if k != "adviser"}
        return Series(**{**clean, "weekdays": frozenset(clean["weekdays"])})


class BookForm(forms.Form):
    """A question for the adviser."""

    question = forms.CharField(
        label=_("Your question"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The adviser reads it before. At most 400 characters."),
    )


class CancelForm(forms.Form):
    """Why an hour is cancelled; the verb says when a reason is needed."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other side reads it. At most 400 characters."),
    )


class HeldForm(forms.Form):
    """A line about an hour that took place."""

    note = forms.CharField(
        label=_("What came of it"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides read it. At most 400 characters."),
    )
