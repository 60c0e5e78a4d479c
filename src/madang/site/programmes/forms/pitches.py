"""Forms of pitch events, guests, links, rounds, results and enquiries."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import Organisation
from madang.site.events.forms.setup import length_field, pause_field
from madang.site.programmes.actions.enquiries import LONGEST, Question
from madang.site.programmes.actions.pitches import Visitor
from madang.site.programmes.actions.results import Outcome
from madang.site.programmes.actions.rounds import RoundFacts
from madang.site.programmes.forms.missions import NUMBER, Refusable, day_field
from madang.site.programmes.models import MissionResult, MissionStop


class Guarded(forms.Form):
    """A form that anybody may send: `website` is a field that people do not see, and only programs fill."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    @property
    def is_of_a_program(self) -> bool:
        """Whether the field that people do not see was filled."""
        return bool(self.data.get(self.add_prefix("website")))


class PitchForm(Refusable, forms.Form):
    """Topic and seats of a pitch event."""

    topic = forms.CharField(label=_("Topic"), max_length=250)
    capacity = forms.IntegerField(
        label=_("Seats for guests"),
        min_value=1,
        max_value=2000,
        initial=100,
        widget=forms.NumberInput(attrs=NUMBER),
    )


class PitchChangeForm(PitchForm):
    """The same for one that is there, with the door for guests."""

    is_open = forms.BooleanField(label=_("Guests may register"), required=False)


class GuestForm(Refusable, Guarded):
    """Who comes to a pitch event, whoever writes it down."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(label=_("Country"), choices=choices.countries)
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The address of your own page comes by mail."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    language = forms.ChoiceField(
        label=_("Language of mail"), choices=settings.LANGUAGES
    )

    def visitor(self) -> Visitor:
        """Return who comes; call it on a valid form."""
        clean = {key: value for key, value in self.cleaned_data.items() if key != "website"}  # fmt: skip
        return Visitor(**clean)


class VisitorForm(GuestForm):
    """The same, written by the guest, who alone agrees to be seen by delegates."""

    has_agreed = forms.BooleanField(
        label=_("The delegates I ask for a meeting may see my name and address"),
        required=False,
        help_text=_("You can come without it, and agree later on your own page."),
    )


class WalkInForm(GuestForm):
    """Somebody at the door, entered by the desk."""

    name = forms.CharField(label=_("Name"), max_length=120)


class AskForm(Refusable, forms.Form):
    """A guest's question to a delegate."""

    message = forms.CharField(
        label=_("What about"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RoundsForm(Refusable, forms.Form):
    """How the bilateral rounds are set up."""

    stop = forms.ModelChoiceField(
        label=_("Stop"), queryset=MissionStop.objects.none(), empty_label=None
    )
    tables = forms.IntegerField(
        label=_("Tables"),
        min_value=1,
        max_value=60,
        initial=4,
        widget=forms.NumberInput(attrs=NUMBER),
    )
    slot_minutes = length_field()
    pause_minutes = pause_field()

    def __init__(self, *args: Any, stops: QuerySet[MissionStop], **more: Any) -> None:
        super().__init__(*args, **more)
        stop = self.fields["stop"]
        if isinstance(stop, forms.ModelChoiceField):
            stop.queryset = stops

    def facts(self) -> RoundFacts:
        """Return how the rounds shall be; call it on a valid form."""
        clean = {key: value for key, value in self.cleaned_data.items() if key != "stop"}  # fmt: skip
        return RoundFacts(**clean)


class ResultForm(Refusable, forms.Form):
    """What came of a mission for one delegate: two taps and a sentence."""

    kind = forms.ChoiceField(
        label=_("What came of it"),
        choices=MissionResult.Kind.choices,
        widget=forms.RadioSelect,
    )
    partner = forms.ModelChoiceField(
        label=_("With whom"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("nobody, or another organisation"),
        blank=True,
        widget=forms.RadioSelect,
    )
    other = forms.CharField(
        label=_("Another organisation"),
        max_length=200,
        required=False,
        help_text=_("Its name, if it is not in the list."),
    )
    text = forms.CharField(
        label=_("In your words"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    document = forms.CharField(
        label=_("Title of the document"),
        max_length=200,
        required=False,
        help_text=_("For a letter, memorandum or contract: what was signed."),
    )
    signed_on = day_field(_("Signed on"), required=False)
    is_public = forms.BooleanField(
        label=_("Everybody may read it"),
        required=False,
        help_text=_("Otherwise only the organiser, your organisation and curators."),
    )

    def __init__(
        self, *args: Any, partners: QuerySet[Organisation], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        partner = self.fields["partner"]
        if isinstance(partner, forms.ModelChoiceField):
            partner.queryset = partners

    def outcome(self, other: Organisation | None) -> Outcome:
        """Return what was said; `other` is the organisation whose name was written. Call it on a valid form."""
        clean = dict(self.cleaned_data)
        clean.pop("other")
        clean["partner"] = clean["partner"] or other
        return Outcome(**clean)


class EnquiryForm(Refusable, Guarded):
    """A question to a contact person."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation_name = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    country = forms.ChoiceField(
        label=_("Country"), choices=choices.countries, required=False
    )
    email = forms.EmailField(
        label=_("E-mail"),
        help_text=_("The answer comes to this address."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def question(self) -> Question:
        """Return what was asked; call it on a valid form."""
        clean = {key: value for key, value in self.cleaned_data.items() if key != "website"}  # fmt: skip
        return Question(**clean)


class AnswerForm(Refusable, forms.Form):
    """The answer to an enquiry."""

    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
