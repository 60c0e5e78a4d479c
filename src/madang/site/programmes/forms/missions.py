"""Forms of a mission: what it is, its stops, hosts and roles, applications and decisions. The actions say what fits."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core import choices
from madang.site.core.time import NoSuchTimeError, to_utc, zone
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions.missions import MissionFacts
from madang.site.programmes.actions.stops import StopFacts
from madang.site.programmes.models import Mission, MissionStop
from madang.site.programmes.rules.missions import MissionError

DATE = {"type": "date", "class": "short"}
TIME = {"type": "time", "class": "short"}
INPUT = {"class": "input"}
NUMBER = {"class": "short", "inputmode": "numeric"}


class Refusable(forms.BaseForm):
    """A form onto which a refused action can be written."""

    def refuse(self, error: MissionError) -> None:
        """Show a refusal at the field that it names, or on top of the form."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


def day_field(label: Any, *, required: bool = True, hint: Any = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )


class MissionForm(Refusable, forms.Form):
    """What a mission says of itself."""

    name = forms.CharField(label=_("Name"), max_length=200)
    aim = forms.CharField(
        label=_("What it is for"),
        max_length=4000,
        help_text=_("What the companies shall reach, and whom they shall meet."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    organiser = forms.ModelChoiceField(
        label=_("Organised by"), queryset=Organisation.objects.none()
    )
    from_country = forms.ChoiceField(
        label=pgettext_lazy("country", "From"),
        choices=choices.countries,
        help_text=_("The home country."),
    )
    to_country = forms.ChoiceField(
        label=pgettext_lazy("country", "To"), choices=choices.countries
    )
    home_zone = forms.ChoiceField(label=_("Time zone at home"), choices=choices.zones)
    host_zone = forms.ChoiceField(
        label=_("Time zone of the visit"), choices=choices.zones
    )
    first_day = day_field(_("First day"))
    last_day = day_field(_("Last day"))
    seats = forms.IntegerField(
        label=_("Seats for organisations"),
        min_value=1,
        max_value=60,
        initial=8,
        widget=forms.NumberInput(attrs=NUMBER),
    )
    last_to_apply = day_field(
        _("Last day to apply"),
        required=False,
        hint=_("Until the end of this day in the zone at home."),
    )

    def __init__(
        self, *args: Any, senders: QuerySet[Organisation], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        organiser = self.fields["organiser"]
        if isinstance(organiser, forms.ModelChoiceField):
            organiser.queryset = senders
        if senders.count() == 1:
            self.initial.setdefault("organiser", senders.get())

    def facts(self) -> MissionFacts:
        """Return what was written. Call it on a valid form; raises MissionError for a deadline that no clock shows."""
        clean = dict(self.cleaned_data)
        clean.pop("organiser", None)
        last = clean.pop("last_to_apply")
        until = None
        if last is not None:
            try:
                until = to_utc(last, time(23, 59), clean["home_zone"])
            except NoSuchTimeError as error:
                raise MissionError(str(error), field="last_to_apply") from error
        return MissionFacts(**clean, apply_until=until)

    def refuse(self, error: MissionError) -> None:
        """Show a refusal; the deadline's is at the day that was written."""
        if error.field == "apply_until":
            error.field = "last_to_apply"
        super().refuse(error)


def values_of(mission: Mission) -> dict[str, Any]:
    """Return what the form of a mission shows."""
    names = [
        "name",
        "aim",
        "organiser",
        "from_country",
        "to_country",
        "home_zone",
        "host_zone",
        "first_day",
        "last_day",
        "seats",
    ]
    values = {name: getattr(mission, name) for name in names}
    until = mission.apply_until
    values["last_to_apply"] = (
        until.astimezone(zone(mission.home_zone)).date() if until else None
    )
    return values


class MissionFilterForm(forms.Form):
    """Which missions a list shows."""

    text = forms.CharField(
        label=_("Name or organiser"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), required=False, widget=forms.Select(attrs=INPUT)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, widget=forms.Select(attrs=INPUT)
    )

    def __init__(self, *args: Any, countries: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        names = dict(choices.countries())
        country, state = self.fields["country"], self.fields["state"]
        if isinstance(country, forms.ChoiceField):
            country.choices = [("", _("all")), *((code, names.get(code, code)) for code in countries)]  # fmt: skip
        if isinstance(state, forms.ChoiceField):
            state.choices = [("", _("all")), *Mission.State.choices[1:]]

    def values(self) -> dict[str, str]:
        """Return what narrows the list; a value that the form does not offer narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class HostForm(Refusable, forms.Form):
    """An organisation that receives the mission."""

    name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        help_text=_("Its name as in the directory; a new name makes a new entry."),
    )
    note = forms.CharField(label=_("What for"), max_length=200, required=False)


class RoleForm(Refusable, forms.Form):
    """Who leads the mission, or takes questions about it."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("nobody"),
    )
    title = forms.CharField(
        label=_("Role"),
        max_length=150,
        required=False,
        help_text=_("Empty means the role of their own entry."),
    )

    def __init__(self, *args: Any, people: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        person = self.fields["person"]
        if isinstance(person, forms.ModelChoiceField):
            person.queryset = people


class StopForm(Refusable, forms.Form):
    """A stop, in the time of its own place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MissionStop.Kind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    zone = forms.ChoiceField(
        label=_("Time zone"),
        choices=choices.zones,
        help_text=_("The times below are those of the clocks there."),
    )
    day = day_field(_("Day"))
    starts = forms.TimeField(
        label=_("From"), widget=forms.TimeInput(attrs=TIME, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"), widget=forms.TimeInput(attrs=TIME, format="%H:%M")
    )
    last_day = day_field(
        _("Ends on another day"), required=False, hint=_("Empty means the same day.")
    )
    place = forms.CharField(
        label=pgettext_lazy("where", "Place"), max_length=200, required=False
    )
    host = forms.ModelChoiceField(
        label=_("Host"), queryset=Organisation.objects.none(), required=False
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        help_text=_("Only delegates, hosts and managers read it."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, hosts: QuerySet[Organisation], **more: Any) -> None:
        super().__init__(*args, **more)
        host = self.fields["host"]
        if isinstance(host, forms.ModelChoiceField):
            host.queryset = hosts

    def facts(self) -> StopFacts:
        """Return what was written; call it on a valid form."""
        return StopFacts(**self.cleaned_data)


def values_of_stop(stop: MissionStop) -> dict[str, Any]:
    """Return what the form of a stop shows: its times as the clocks of its place show them."""
    here = zone(stop.zone)
    starts, ends = stop.starts_at.astimezone(here), stop.ends_at.astimezone(here)
    return {
        "kind": stop.kind,
        "title": stop.title,
        "zone": stop.zone,
        "day": starts.date(),
        "starts": _clock(starts),
        "ends": _clock(ends),
        "last_day": ends.date() if ends.date() != starts.date() else None,
        "place": stop.place,
        "host": stop.host,
        "note": stop.note,
    }


def _clock(at: datetime) -> time:
    return at.time().replace(tzinfo=None)
