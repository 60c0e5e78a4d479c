"""Forms of requests: asking, saying yes or no, cancelling, and answering for somebody who telephoned."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.events.models import Delegate, Registration
from madang.site.meetings.models import Meeting
from madang.site.meetings.queries.requests import delegates_of


class DelegatesField(forms.ModelMultipleChoiceField[Delegate]):
    """Who comes, out of one side's own delegates."""

    def __init__(self, registration: Registration, **options: Any) -> None:
        super().__init__(
            queryset=delegates_of(registration),
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=gettext_lazy("Who comes"),
            help_text=gettext_lazy("Nobody chosen means any of your delegates."),
            **options,
        )

    def label_from_instance(self, obj: Delegate) -> str:
        if obj.person is not None:
            return obj.person.name
        return _("Delegate %(position)d, not named yet") % {"position": obj.position}


class DelegatesForm(forms.Form):
    """Who comes for one side; also what saying yes asks."""

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegates"] = DelegatesField(registration)


class AskForm(DelegatesForm):
    """A request: why, in a sentence or two, and who comes."""

    message = forms.CharField(
        label=gettext_lazy("Why this meeting, in a sentence or two"),
        help_text=gettext_lazy(
            "They see this with your profile. At most 400 characters."
        ),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DeclineForm(forms.Form):
    """A no with its reason, and a note that the other side reads."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=Meeting.Decline.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose a reason: they will read it.")
        },
    )
    note = forms.CharField(
        label=gettext_lazy("Note to them"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CancelForm(forms.Form):
    """A note that goes out with the cancellation."""

    note = forms.CharField(
        label=gettext_lazy("Note to them"),
        help_text=gettext_lazy("They read it in the mail. At most 400 characters."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class BehalfForm(forms.Form):
    """The answer of a side that spoke with the organiser: for whom, what they said, how the organiser knows."""

    says = forms.ChoiceField(
        label=gettext_lazy("They said"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose yes or no.")},
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason of a no"),
        choices=[("", gettext_lazy("None: they said yes")), *Meeting.Decline.choices],
        required=False,
    )
    remark = forms.CharField(
        label=gettext_lazy("Who said so, and how"),
        help_text=gettext_lazy("Goes into the log: “Ms Ozola by telephone”."),
        max_length=200,
        error_messages={"required": gettext_lazy("Write who said so, and how.")},
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("says") == "no" and not values.get("reason"):
            self.add_error("reason", _("A no needs its reason: choose one."))
        return values
