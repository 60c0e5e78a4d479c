"""Forms of round tables and the seats at them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core.templatetags.ui import clock, day_in
from madang.site.events.forms.setup import NUMBER, Refusable, SetUpForm
from madang.site.events.models import RoundTable
from madang.site.events.queries.round_tables import free_delegates
from madang.site.events.queries.setup import owners_of


class SlotChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A slot with its day and time in the event's zone."""

    zone = "UTC"

    def label_from_instance(self, obj: Any) -> str:
        """Return "Tuesday 8 December, 09:30"."""
        return f"{day_in(obj.starts_at, self.zone)}, {clock(obj.starts_at, self.zone)}"


class PlaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A place with its sign and seats."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "R1, Round table R1 (12)"."""
        return f"{obj.code}, {obj.name} ({obj.seats})"


class RoundTableForm(SetUpForm):
    """A session: its title, topic and chair, when and where."""

    class Meta:
        model = RoundTable
        fields = ["title", "topic", "chair", "slot", "place", "seats"]
        widgets = {
            "topic": forms.Textarea(attrs={"rows": 4}),
            "seats": forms.NumberInput(attrs=NUMBER),
        }
        labels = {"chair": _("Chair"), "slot": _("When"), "place": _("Where")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance.event
        self.fields["chair"].queryset = owners_of(event)  # type: ignore[attr-defined]
        self.fields["slot"] = slot = SlotChoice(
            label=_("When"), queryset=event.slots.all()
        )
        slot.zone = event.zone
        self.fields["place"] = PlaceChoice(
            label=_("Where"),
            queryset=event.places.filter(is_open=True).order_by("-kind", "position"),
        )
        self.fields["seats"] = forms.IntegerField(
            label=_("Seats"),
            min_value=2,
            max_value=100,
            initial=9,
            widget=forms.NumberInput(attrs=NUMBER),
        )
        self.order_fields(self.Meta.fields)


class SeatForm(Refusable, forms.Form):
    """Who gets the next seat."""

    def __init__(self, *args: Any, round_table: RoundTable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegate"] = DelegateChoice(
            label=_("Delegate"), queryset=free_delegates(round_table), empty_label="–"
        )


class DelegateChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A delegate with the organisation before the name."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Alder Bio: Lead of Alder Bio", or with a number for one who is not named."""
        who = obj.person or f"{obj.position}"
        return f"{obj.registration.organisation}: {who}"
