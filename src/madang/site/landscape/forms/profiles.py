"""The form of a cluster's profile."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.landscape.models import ClusterProfile
from madang.site.ledger.actions.entries import Named
from madang.site.ledger.forms.fields import choice_field, date_field
from madang.site.ledger.forms.records import why_field
from madang.site.ledger.models import Position

NUMBERS = ("small_members", "large_members", "research_members", "public_members")
OF_PROFILE = (
    "region", "city", "founded", "mission", "fields", "staff", *NUMBERS,
    "target_countries", "source_note", "validated_on",
)  # fmt: skip


def _words(name: str, **options: Any) -> forms.CharField:
    column = ClusterProfile._meta.get_field(name)  # noqa: SLF001 - Django's public way to a column
    return forms.CharField(
        label=getattr(column, "verbose_name", name),
        required=False,
        max_length=getattr(column, "max_length", None),
        **options,
    )


def _number(name: str) -> forms.IntegerField:
    column = ClusterProfile._meta.get_field(name)  # noqa: SLF001 - Django's public way to a column
    return forms.IntegerField(
        label=getattr(column, "verbose_name", name), required=False, min_value=0
    )


class ProfileForm(forms.Form):
    """What a cluster says of itself. A number that nobody stated stays blank; zero is a figure."""

    city = _words("city")
    region = _words("region", help_text=_("The code of a region, as DE-Ruhr."))
    founded = date_field(_("Founded"))
    mission = _words("mission", widget=forms.Textarea(attrs={"rows": 4}))
    fields_of = _words("fields", help_text=_("As vaccines, imaging, digital health."))
    staff = forms.DecimalField(
        label=_("Staff, full-time equivalents"),
        required=False,
        min_value=0,
        max_digits=7,
        decimal_places=1,
    )
    small_members = _number("small_members")
    large_members = _number("large_members")
    research_members = _number("research_members")
    public_members = _number("public_members")
    target_countries = _words(
        "target_countries", help_text=_("Codes of countries, as KR LV.")
    )
    contact = choice_field(_("Whom to ask"), [("", "–")], required=False)
    source_note = forms.CharField(
        label=_("Where this is from"),
        required=False,
        max_length=300,
        help_text=_("Who told it and when, where the source does not say so."),
    )
    validated_on = forms.DateField(
        label=_("Looked at on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    why = why_field()

    def __init__(
        self, *args: Any, profile: ClusterProfile | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.positions: dict[str, Position] = {}
        if profile is None:
            # Whoever can be asked holds a role there: first the organisation, then its people.
            self.fields.pop("contact")
            self.fields.pop("why")
            return
        rows = profile.organisation.positions.filter(is_withdrawn=False)
        self.positions = {str(each.pk): each for each in rows.select_related("person")}
        self.fields["contact"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((pk, str(each)) for pk, each in self.positions.items()),
        ]
        for name in OF_PROFILE:
            field = "fields_of" if name == "fields" else name
            self.initial.setdefault(field, getattr(profile, name))
        self.initial.setdefault("contact", str(profile.contact_id or ""))

    def clean_target_countries(self) -> str:
        """Return the codes with a blank between them."""
        return " ".join(self.cleaned_data["target_countries"].upper().replace(",", " ").split())  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Return the profile as the verb takes it, with the reason of a change."""
        clean = self.cleaned_data
        found = {
            name: clean["fields_of" if name == "fields" else name]
            for name in OF_PROFILE
        }
        if "contact" in self.fields:
            found["contact"] = self.positions.get(clean["contact"])
            found["why"] = clean["why"]
        return found


class NewProfileForm(ProfileForm):
    """The profile of a cluster that has none, and which organisation it is."""

    name = forms.CharField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"list": "names"})
    )
    country = choice_field(_("Its country"), choices.countries, required=False)
    is_new = forms.BooleanField(label=_("New here"), required=False)

    def named(self) -> Named:
        """Return the cluster as the verbs take an organisation."""
        clean = self.cleaned_data
        return {
            "name": clean["name"].strip(),
            "country": clean["country"],
            "is_new": clean["is_new"],
        }
