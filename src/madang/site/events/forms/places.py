"""Forms of halls, zones, places and their closed slots."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core.templatetags.ui import clock
from madang.site.core.templatetags.ui import day as day_name
from madang.site.events.actions.places import MOST_IN_SUITE, read_signs
from madang.site.events.forms.setup import NUMBER, Refusable, SetUpForm
from madang.site.events.models import Day, Event, Hall, Place, Slot, Zone
from madang.site.events.queries.setup import owners_of
from madang.site.events.rules import SetUpError


class HallForm(SetUpForm):
    """The name of a hall."""

    class Meta:
        model = Hall
        fields = ["name"]


class ZoneForm(SetUpForm):
    """A zone and its side of the yard."""

    class Meta:
        model = Zone
        fields = ["name", "side"]
        help_texts = {
            "side": _("Gives the zone its colour and the thick wall on every page.")
        }


class ZoneChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A zone with its hall before it."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Hall A, East"."""
        return f"{obj.hall.name}, {obj.name}"


def _zones(event: Event) -> ZoneChoice:
    zones = (
        Zone.objects.filter(hall__event=event)
        .select_related("hall")
        .order_by("hall__name", "id")
    )
    return ZoneChoice(label=_("Zone"), queryset=zones)


class TablesForm(Refusable, forms.Form):
    """Many shared tables at once."""

    signs = forms.CharField(
        label=_("Signs"),
        max_length=400,
        help_text=_("A range such as E1–E8, or several with commas between them."),
    )
    name = forms.CharField(
        label=_("Name before the sign"),
        max_length=60,
        initial=_("Table"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            (Place.Kind.TABLE.value, Place.Kind.TABLE.label),
            (Place.Kind.ROUND.value, Place.Kind.ROUND.label),
        ],
    )
    seats = forms.IntegerField(
        label=_("Seats at each"),
        min_value=2,
        max_value=100,
        initial=4,
        widget=forms.NumberInput(attrs=NUMBER),
    )
    field_order = ["zone", "signs", "name", "kind", "seats"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"] = _zones(event)
        self.order_fields(self.field_order)

    def clean_signs(self) -> list[str]:
        try:
            return read_signs(self.cleaned_data["signs"])
        except SetUpError as error:
            raise forms.ValidationError(str(error)) from error


class SuiteForm(SetUpForm):
    """A suite with its owner; one for several meetings at once becomes as many places."""

    meetings = forms.IntegerField(
        label=_("Meetings at once"),
        min_value=1,
        max_value=MOST_IN_SUITE,
        initial=1,
        widget=forms.NumberInput(attrs=NUMBER),
        help_text=_(
            "A suite for three meetings becomes three places: N1a, N1b and N1c."
        ),
    )
    field_order = ["zone", "code", "name", "owner", "seats", "meetings"]

    class Meta:
        model = Place
        fields = ["zone", "code", "name", "owner", "seats"]
        help_texts = {
            "owner": _(
                "Only meetings of the owner are placed in the suite. Without an owner it serves everybody."
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance.event
        self.fields["zone"] = _zones(event)
        self.fields["owner"].queryset = owners_of(event)  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def refuse(self, error: SetUpError) -> None:
        """Show a refusal about signs at the sign of the suite."""
        super().refuse(
            SetUpError(
                str(error), field="code" if error.field == "signs" else error.field
            )
        )


class PlaceForm(SetUpForm):
    """One place as it is."""

    class Meta:
        model = Place
        fields = ["zone", "code", "name", "kind", "owner", "seats", "is_open"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        event = self.instance.event
        self.fields["zone"] = _zones(event)
        self.fields["owner"].queryset = owners_of(event)  # type: ignore[attr-defined]
        self.order_fields(["code", "name", "zone", "kind", "owner", "seats", "is_open"])


class ClosuresForm(Refusable, forms.Form):
    """The slots in which a place is closed, a group for each day."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closed = set(place.closures.values_list("slot_id", flat=True))
        self.slots: dict[int, Slot] = {}
        for day in Day.objects.filter(event=place.event).prefetch_related("slots"):
            slots = list(day.slots.all())
            self.slots |= {slot.pk: slot for slot in slots}
            self.fields[f"day_{day.pk}"] = forms.TypedMultipleChoiceField(
                label=day_name(day.date),
                coerce=int,
                required=False,
                choices=[
                    (slot.pk, clock(slot.starts_at, place.event.zone)) for slot in slots
                ],
                initial=[slot.pk for slot in slots if slot.pk in closed],
                widget=forms.CheckboxSelectMultiple,
            )

    def closed(self) -> list[Slot]:
        """Return the slots that are ticked."""
        return [
            self.slots[pk] for chosen in self.cleaned_data.values() for pk in chosen
        ]
