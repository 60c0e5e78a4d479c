"""What came of a meeting, and why one side cannot come."""

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.meetings.models import Feedback


class FeedbackForm(forms.Form):
    """A verdict, and a note that only the organisers read."""

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
        help_text=_("The organisers read it, the other side does not."),
    )


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
