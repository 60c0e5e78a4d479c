"""What came of a meeting, what is done next, and why one side cannot come."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Person
from madang.site.meetings.models import Feedback, NextStep


class FeedbackForm(forms.Form):
    """A verdict, and a note that only this side's own people read."""

    verdict = forms.ChoiceField(
        label=_("What came of it"),
        choices=Feedback.Verdict.choices,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Only your own organisation reads it: neither the organisers nor the other side."
        ),
    )


class StepForm(forms.Form):
    """What is done next, by when and by whom; `people` speak for the organisation."""

    text = forms.CharField(label=_("What is done next"), max_length=300)
    due = forms.DateField(
        label=_("By when"), widget=forms.DateInput(attrs={"type": "date"})
    )
    doer = forms.ChoiceField(
        label=_("Who does it"),
        choices=NextStep.Doer.choices,
        widget=forms.RadioSelect,
        initial=NextStep.Doer.US,
    )
    person = forms.ChoiceField(
        label=_("Who of you sees to it"),
        required=False,
        help_text=_("They get mail the day before."),
    )

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in people}
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("Whoever enters this")),
            *((pk, each.name) for pk, each in self.people.items()),
        ]

    def facts(self) -> dict[str, Any]:
        """Return the step as the verb takes it."""
        clean = dict(self.cleaned_data)
        clean["person"] = self.people.get(clean["person"])
        return clean


class CannotComeForm(forms.Form):
    """Why a side cannot come."""

    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "The other side reads it in the mail that tells of the cancellation."
        ),
    )
