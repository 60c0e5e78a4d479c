"""Forms of a claim, its correction and its withdrawal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.ledger.forms.fields import choice_field, date_field
from madang.site.ledger.forms.said import SAID, SaidForm
from madang.site.ledger.models import Claim, Stage


class ClaimForm(SaidForm):
    """A claim about a row: only the columns that fit the row are offered."""

    aspect = choice_field(_("What is claimed"), [])
    stage = choice_field(_("Stage"), [("", "–"), *Stage.choices], required=False)
    edtf = date_field(_("Date"))
    text = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ("aspect", "stage", "edtf", "text", *SAID)

    def __init__(self, *args: Any, aspects: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Claim.Aspect.choices)
        self.fields["aspect"].choices = [(each, labels[each]) for each in aspects]  # type: ignore[attr-defined]
        if not {"stage", "existence"} & set(aspects):
            self.fields.pop("stage")

    def clean(self) -> dict[str, Any]:
        """Refuse a claim that says nothing, at the field that its aspect needs."""
        clean = super().clean() or {}
        if "aspect" not in self.fields:
            return clean
        needed = {"stage": "stage", "date": "edtf", "held": ""}.get(
            clean.get("aspect", ""), "text"
        )
        if clean.get("aspect") == Claim.Aspect.EXISTENCE:
            return clean
        if needed and needed in self.fields and not clean.get(needed):
            self.add_error(needed, _("Say what is claimed."))
        return clean

    def facts(self) -> dict[str, Any]:
        """Return the claim as the verbs take it."""
        return self.rest() | self.said()


class CorrectionForm(ClaimForm):
    """The values that take the place of a claim's, and why."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("It stays beside the old claim, for everybody to read."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("aspect")


class WithdrawForm(forms.Form):
    """Why something was entered wrongly."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("Nothing is deleted: the entry stays, with this reason."),
    )


class PutBackForm(forms.Form):
    """Why something was withdrawn by mistake."""

    why = forms.CharField(
        label=_("Why"),
        max_length=300,
        help_text=_("The withdrawal stays readable, with this reason beside it."),
    )
