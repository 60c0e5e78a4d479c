"""The form of a tie and its parties."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import User
from madang.site.ledger.actions.entries import Named
from madang.site.ledger.forms.fields import MOST_OFFERED, choice_field, date_field
from madang.site.ledger.models import Audience, Claim, Modality, Occasion, Stage, Tie
from madang.site.ledger.queries.occasions import occasions_seen_by


class TieForm(forms.Form):
    """A tie and its parties."""

    kind = choice_field(_("Kind"), Tie.Kind.choices)
    one = forms.CharField(
        label=_("First party"),
        max_length=200,
        help_text=_("Of an office, a trial or a visit: who acts."),
        widget=forms.TextInput(attrs={"list": "names"}),
    )
    one_country = choice_field(_("Its country"), choices.countries, required=False)
    one_is_new = forms.BooleanField(label=_("New here"), required=False)
    other = forms.CharField(
        label=_("Other party"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "names"}),
    )
    other_country = choice_field(_("Its country"), choices.countries, required=False)
    other_is_new = forms.BooleanField(label=_("New here"), required=False)
    stage = choice_field(
        _("Stage"),
        [("", _("The source names none")), *Stage.choices],
        required=False,
        help_text=_("As the passage says it, never further."),
    )
    subject = forms.CharField(label=_("Subject"), required=False, max_length=400)
    date = date_field(_("Date"))
    country = choice_field(
        _("Country where it happens"), choices.countries, required=False
    )
    city = forms.CharField(label=_("City"), required=False, max_length=120)
    occasion = forms.ChoiceField(label=_("Occasion"), required=False)
    level = choice_field(_("Level"), [("", "–"), *Tie.Level.choices], required=False)
    modality = choice_field(
        _("How it is said"), Modality.choices, initial=Modality.ASSERTED
    )
    holder = choice_field(
        _("Who says so"), Claim.Holder.choices, initial=Claim.Holder.ARTICLE
    )
    audience = choice_field(
        _("Who may read it"), Audience.choices, initial=Audience.PUBLIC
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = occasions_seen_by(user).order_by("-id")[:MOST_OFFERED]
        self.occasions: dict[str, Occasion] = {each.key: each for each in rows}
        self.fields["occasion"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, each.name) for key, each in self.occasions.items()),
        ]

    def parties(self) -> list[tuple[str, Named]]:
        """Return the parties that are named, each with its field."""
        clean = self.cleaned_data
        return [
            (
                field,
                {
                    "name": clean[field].strip(),
                    "country": clean[f"{field}_country"],
                    "is_new": clean[f"{field}_is_new"],
                },
            )
            for field in ("one", "other")
            if clean[field].strip()
        ]

    def facts(self) -> dict[str, Any]:
        """Return the tie without its parties, as the verb takes it."""
        parts = {f"{party}{part}" for party in ("one", "other") for part in ("", "_country", "_is_new")}  # fmt: skip
        clean = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in parts
        }
        clean["occasion"] = self.occasions.get(clean["occasion"])
        return clean
