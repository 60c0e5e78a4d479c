"""What is asked before a version is made, and before one meeting is placed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.meetings.models import Plan

MOST_SECONDS = 600


class NewPlanForm(forms.Form):
    """How long the engine may think, and the number that its chance starts from."""

    seconds = forms.IntegerField(
        label=_("Seconds"),
        help_text=_("How long to search for a better timetable, 1 to 600."),
        min_value=1,
        max_value=MOST_SECONDS,
        initial=20,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )
    seed = forms.IntegerField(
        label=_("Seed"),
        help_text=_("Another number searches in another order."),
        min_value=0,
        max_value=2_000_000_000,
        initial=0,
        widget=forms.NumberInput(attrs={"class": "short"}),
    )


class RepairForm(forms.Form):
    """How many published meetings a repair may move for the sake of those that were hit."""

    how = forms.ChoiceField(
        label=_("Meetings that were not hit"),
        choices=[
            (
                Plan.Repair.NOBODY,
                _(
                    "Move nobody: only meetings that were hit find another time or table"
                ),
            ),
            (
                Plan.Repair.FEW,
                _("Move at most five of them, where that places one more"),
            ),
            (Plan.Repair.MOST, _("Place most: move as many as that takes")),
        ],
        initial=Plan.Repair.FEW,
        widget=forms.RadioSelect,
    )


class PlaceForm(forms.Form):
    """One move on the timetable: which meeting, where to, and the timetable that the reader had before them."""

    meeting = forms.IntegerField(min_value=1)
    slot = forms.IntegerField(min_value=1)
    place = forms.IntegerField(min_value=1)
    plan = forms.IntegerField(min_value=1)
    revision = forms.IntegerField(min_value=0)
    pin = forms.BooleanField(required=False)


class ChangeForm(forms.Form):
    """One change of a placed meeting: pin, unpin, take out."""

    plan = forms.IntegerField(min_value=1)
    revision = forms.IntegerField(min_value=0)
