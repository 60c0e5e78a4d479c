"""Forms of who comes: invitations, registrations, delegates, staff."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import organisations_called
from madang.site.events.actions.delegates import MOST_DELEGATES, SeatFacts
from madang.site.events.actions.registrations import Guest, Terms
from madang.site.events.models import Delegate, Event, Registration, Staff
from madang.site.events.queries.people import countries_of, people_to_seat


class RefusableForm(forms.Form):
    """A form at whose fields an action's refusal can be shown."""

    def refuse(self, error: Any) -> None:
        """Show a refusal (SetUpError, PersonError) at its field, or on top."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class FilterForm(forms.Form):
    """What narrows the list of organisations."""

    q = forms.CharField(
        label=_("Name, person or address"),
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, widget=forms.Select(attrs={"class": "input"})
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(choices.countries())
        here = [(code, names.get(code, code)) for code in countries_of(event)]
        state, country = self.fields["state"], self.fields["country"]
        state.choices = [("", _("all")), *Registration.State.choices]  # type: ignore[attr-defined]
        country.choices = [("", _("all")), *here]  # type: ignore[attr-defined]

    def found(self) -> dict[str, str]:
        """Return text, state and country; what does not fit is left out."""
        self.is_valid()
        clean = self.cleaned_data
        return {
            "text": clean.get("q", "").strip(),
            "state": clean.get("state", ""),
            "country": clean.get("country", ""),
        }


class InviteForm(RefusableForm):
    """Which organisation is invited, and who leads its entry. Asks which one when a name is known here already."""

    name = forms.CharField(label=_("Organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries)
    lead_name = forms.CharField(label=_("Name of its lead"), max_length=120)
    lead_email = forms.EmailField(
        label=_("E-mail address of its lead"),
        help_text=_("The invitation goes there at once."),
    )
    delegates = forms.IntegerField(
        label=_("Delegates"), min_value=1, max_value=MOST_DELEGATES, initial=1
    )
    which = forms.ChoiceField(
        label=_("Which one is it"), required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: list[Organisation] = []
        name = str(self.data.get("name", "")) if self.is_bound else ""
        if name.strip():
            self.known = list(organisations_called(name)[:10])
        self.fields["which"].choices = [  # type: ignore[attr-defined]
            *((str(each.pk), _label(each)) for each in self.known),
            ("new", _("Another organisation of this name")),
        ]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if not clean.get("which") and self._is_unclear(clean):
            self.add_error(
                "which",
                _(
                    "An organisation of this name is known here. Say which one you mean."
                ),
            )
        return clean

    def _is_unclear(self, clean: dict[str, Any]) -> bool:
        # One organisation of the same name and country is the one that is meant; anything else is asked.
        fits = [
            each for each in self.known if each.country in ("", clean.get("country"))
        ]
        return bool(self.known) and not (len(self.known) == 1 and len(fits) == 1)

    def organisation(self) -> Organisation | None:
        """Return the organisation that is meant, or None for a new one."""
        which = self.cleaned_data["which"]
        if which == "new" or not self.known:
            return None
        return next(
            (each for each in self.known if str(each.pk) == which), self.known[0]
        )

    def guest(self) -> Guest:
        """Return what the action takes."""
        clean = self.cleaned_data
        return Guest(
            **{
                key: clean[key]
                for key in (
                    "name",
                    "kind",
                    "country",
                    "lead_name",
                    "lead_email",
                    "delegates",
                )
            }
        )


def _label(organisation: Organisation) -> str:
    country = dict(choices.countries()).get(organisation.country, "–")
    return f"{organisation.name}, {country}, {organisation.get_kind_display()}"


class RegistrationForm(RefusableForm):
    """An organisation's name, which only organisers change, and how it can meet."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Languages in which its delegates can meet"),
        choices=lambda: choices.languages()[1:],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    most_meetings = forms.IntegerField(
        label=_("Most meetings in all"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("Empty: as many as fit."),
    )
    interpreter_wanted = forms.BooleanField(
        label=_("Needs an interpreter"), required=False
    )

    def facts(self) -> Terms:
        """Return what the action takes."""
        return Terms(**self.cleaned_data)


class DelegateForm(RefusableForm):
    """Who sits in a seat, and as what."""

    person = forms.ModelChoiceField(
        label=_("Person"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("not named yet"),
    )
    name = forms.CharField(
        label=_("Or a new person: name"), max_length=120, required=False
    )
    email = forms.EmailField(
        label=_("E-mail address of the new person"), required=False
    )
    role = forms.CharField(label=_("Role at the event"), max_length=120, required=False)
    most_per_day = forms.IntegerField(
        label=_("Most meetings a day"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("Empty: as the event has it."),
    )

    def __init__(self, *args: Any, delegate: Delegate, **kwargs: Any) -> None:
        kwargs.setdefault(
            "initial",
            {
                "person": delegate.person_id,
                "role": delegate.role,
                "most_per_day": delegate.most_per_day,
            },
        )
        super().__init__(*args, **kwargs)
        free = people_to_seat(delegate.registration)
        if delegate.person_id is not None:
            free = free | Person.objects.filter(pk=delegate.person_id)
        self.fields["person"].queryset = Person.objects.filter(pk__in=free.values("pk"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or self.cleaned_data
        if clean.get("email") and not clean.get("name"):
            self.add_error("name", _("Write the name that belongs to the address."))
        return clean

    def facts(self) -> SeatFacts:
        """Return what the action takes; a new person's name goes before the choice in the list."""
        clean = self.cleaned_data
        return SeatFacts(
            **{
                key: clean[key]
                for key in ("person", "name", "email", "role", "most_per_day")
            }
        )


class StaffForm(RefusableForm):
    """Who works for the event."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(label=_("Role"), choices=Staff.Role.choices)
