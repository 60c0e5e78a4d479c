"""Forms of programmes: the programme, interest, the cohort's milestones, grants elsewhere. The actions say what fits."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core import choices
from madang.site.directory.models import Organisation
from madang.site.directory.queries import organisations_called
from madang.site.ledger.models import Position
from madang.site.programmes.models import CohortMember, GrantElsewhere, Programme
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.survey import vocabulary

DATE = {"type": "date", "class": "short"}
TIME = {"type": "time", "class": "short"}
NUMBER = {"class": "short", "inputmode": "decimal"}
SLUG_HINT = gettext_lazy(
    "Small letters, figures and hyphens. It stands in addresses and cannot be changed later."
)


def fields() -> list[tuple[str, Any]]:
    """Return the fields of the vocabulary as choices, an empty one first."""
    return [("", "–"), *vocabulary.choices("field")]


class Refusable(forms.BaseForm):
    """A form onto which a refused action can be written."""

    def refuse(self, error: ProgrammeError) -> None:
        """Show a refusal at the field that it names, or on top of the form."""
        self.add_error(error.field if error.field in self.fields else None, str(error))


class RowForm(Refusable, forms.ModelForm):  # type: ignore[type-arg]
    """A form of one row. The actions check uniqueness and limits, with words of their own."""

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the model's own checks out: the fields have checked the values, the actions check the row."""
        return {field.name for field in self.instance._meta.fields}  # noqa: SLF001

    def validate_unique(self) -> None:
        """Leave uniqueness to the actions."""


class OrganisationNameField(forms.CharField):
    """An organisation of the directory, written by its name; whoever may not read the directory cannot list it here."""

    def clean(self, value: Any) -> Any:
        """Return the organisation of this name, or None for no name. Raises ValidationError."""
        name = super().clean(value)
        if not name:
            return None
        found = list(organisations_called(name)[:2])
        if not found:
            raise forms.ValidationError(
                _("The directory knows no organisation of this name.")
            )
        if len(found) > 1:
            raise forms.ValidationError(
                _("Several organisations have this name: ask the curators.")
            )
        return found[0]

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Organisation):
            return value.name
        return value


class ProgrammeForm(RowForm):
    """Name, aim, partner, contact, countries and field of a programme."""

    accelerator = OrganisationNameField(
        label=gettext_lazy("Accelerator partner"),
        help_text=gettext_lazy("Its name as it stands in the directory."),
        max_length=200,
        required=False,
    )
    home_country = forms.ChoiceField(
        label=gettext_lazy("For companies of"),
        help_text=gettext_lazy("Only organisations of this country can apply."),
        choices=choices.countries,
        required=False,
    )
    target_country = forms.ChoiceField(
        label=gettext_lazy("Opens the market of"),
        choices=choices.countries,
        required=False,
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Field"), choices=fields, required=False
    )

    class Meta:
        model = Programme
        fields = [
            "name",
            "kind",
            "aim",
            "accelerator",
            "contact",
            "home_country",
            "target_country",
            "field",
        ]
        widgets = {"aim": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, owner: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        accelerator = self.instance.accelerator
        if accelerator is not None:
            self.initial["accelerator"] = accelerator.name
        contact = self.fields["contact"]
        contact.queryset = Position.objects.filter(  # type: ignore[attr-defined]
            organisation=owner, is_contact=True, organisation__isnull=False
        ).select_related("person")
        contact.label = _("Contact person")
        contact.empty_label = _("The manager")  # type: ignore[attr-defined]


class NewProgrammeForm(ProgrammeForm):
    """A new programme, with the short name of its address; the site's staff also say whose it is."""

    owner = OrganisationNameField(
        label=gettext_lazy("Whose programme it is"),
        help_text=gettext_lazy(
            "The organisation’s name as it stands in the directory."
        ),
        max_length=200,
    )
    field_order = ["name", "slug", "owner"]

    class Meta(ProgrammeForm.Meta):
        fields = ["slug", *ProgrammeForm.Meta.fields]
        labels = {"slug": gettext_lazy("Short name in addresses")}
        help_texts = {"slug": SLUG_HINT}

    def __init__(self, *args: Any, is_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_staff:
            del self.fields["owner"]

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if owner := self.cleaned_data.get("owner"):
            self.instance.owner = owner


class InterestForm(Refusable, forms.Form):
    """What an organisation would use a programme for."""

    text = forms.CharField(
        label=gettext_lazy("What you would use it for"),
        help_text=gettext_lazy("Only those who run the programme read this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you would use it for.")},
    )


class FilterForm(forms.Form):
    """What narrows the list of programmes; what does not fit is left out."""

    country = forms.ChoiceField(
        label=gettext_lazy("Country, home or target"),
        choices=choices.countries,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Field"),
        choices=fields,
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        choices=[("", "–"), *Programme.State.choices[1:]],
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def found(self) -> dict[str, str]:
        """Return what narrows the list."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class MilestoneForm(Refusable, forms.Form):
    """A milestone for some members of a cohort."""

    title = forms.CharField(label=gettext_lazy("Milestone"), max_length=200)
    due_on = forms.DateField(
        label=gettext_lazy("Due"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
    )
    members = forms.ModelMultipleChoiceField(
        queryset=CohortMember.objects.none(),
        label=gettext_lazy("For"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one member.")},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = self.fields["members"]
        members.queryset = programme.cohort.filter(  # type: ignore[attr-defined]
            state=CohortMember.State.ACTIVE
        ).select_related("organisation")
        members.label_from_instance = lambda row: row.organisation.name  # type: ignore[attr-defined]


class ReportForm(Refusable, forms.Form):
    """A report on a milestone."""

    report = forms.CharField(
        label=gettext_lazy("Report"),
        help_text=gettext_lazy("What was reached, and what proves it."),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write the report.")},
    )


class ReasonForm(Refusable, forms.Form):
    """A reason that somebody else reads."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


class GrantForm(RowForm):
    """A grant that is applied for at another body."""

    funder = OrganisationNameField(
        label=gettext_lazy("Who gives it"),
        help_text=gettext_lazy("Its name as it stands in the directory."),
        max_length=200,
    )

    class Meta:
        model = GrantElsewhere
        fields = ["name", "funder", "organisation", "amount", "currency", "state"]
        widgets = {
            "amount": forms.TextInput(attrs=NUMBER),
            "currency": forms.TextInput(attrs={"class": "short"}),
        }

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.programme = programme
        organisation = self.fields["organisation"]
        organisation.queryset = Organisation.objects.filter(  # type: ignore[attr-defined]
            cohorts__programme=programme
        )
        organisation.label = _("For which member")
        organisation.empty_label = _("The programme itself")  # type: ignore[attr-defined]
