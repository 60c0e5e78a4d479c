"""How something is said and by whom: what a claim, a tie, a party and an attribution share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation
from madang.site.ledger.forms.fields import choice_field
from madang.site.ledger.models import Audience, Claim, Modality, Position
from madang.site.ledger.queries.holders import holder_called, positions_offered

SAID = (
    "modality",
    "holder",
    "holder_name",
    "holder_position",
    "audience",
)


class SaidForm(forms.Form):
    """How it is said, who says so, and who may read it. `held_by` is the claim whose holder is offered first, if there is one."""

    # The names of the fields that a page sets apart from what is said.
    said_names = SAID

    modality = choice_field(
        _("How it is said"), Modality.choices, initial=Modality.ASSERTED
    )
    holder = choice_field(
        _("Who says so"), Claim.Holder.choices, initial=Claim.Holder.ARTICLE
    )
    holder_name = forms.CharField(
        label=_("Organisation that says so"),
        required=False,
        max_length=200,
        help_text=_("As its page here calls it. Blank if the source itself says so."),
        widget=forms.TextInput(attrs={"list": "names"}),
    )
    holder_position = choice_field(
        _("Person in a role who says so"), [("", "–")], required=False
    )
    audience = choice_field(
        _("Who may read it"), Audience.choices, initial=Audience.PUBLIC
    )

    def __init__(self, *args: Any, held_by: Claim | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_by = held_by
        known = held_by.holder_position_id if held_by else None
        self.positions = {str(each.pk): each for each in positions_offered(also=known)}
        self.fields["holder_position"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((pk, _named(each)) for pk, each in self.positions.items()),
        ]
        if held_by is not None:
            organisation = held_by.holder_organisation
            self.initial.setdefault("holder_name", organisation.name if organisation else "")  # fmt: skip
            self.initial.setdefault("holder_position", str(known or ""))

    def clean_holder_name(self) -> Organisation | None:
        """Return the organisation of the name that was typed; the holder until now needs no telling apart."""
        name: str = self.cleaned_data["holder_name"].strip()
        if not name:
            return None
        before = self.held_by.holder_organisation if self.held_by else None
        if before is not None and before.name == name:
            return before
        found = holder_called(name)
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(
            _("Several organisations are called so. Write the key of its page.")
            if found
            else _("Nobody is called so here. Enter the organisation first.")
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a source that speaks for somebody else, and a public claim that would name an internal role."""
        clean = super().clean() or {}
        position: Position | None = self.positions.get(clean.get("holder_position", ""))
        names_somebody = bool(clean.get("holder_name") or position)
        if names_somebody and clean.get("holder") == Claim.Holder.ARTICLE:
            self.add_error(
                "holder",
                _("Somebody else says so: a quoted person, a party, a register or a curator."),
            )  # fmt: skip
        if position is not None and position.audience != Audience.PUBLIC and clean.get("audience") == Audience.PUBLIC:  # fmt: skip
            self.add_error(
                "holder_position", _("This role is internal: nothing public names it.")
            )
        return clean

    def said(self) -> dict[str, Any]:
        """Return how it is said and by whom, as the verbs take it."""
        clean = self.cleaned_data
        found = {name: clean[name] for name in ("modality", "holder", "audience") if name in clean}  # fmt: skip
        return found | {
            "holder_organisation": clean["holder_name"],
            "holder_position": self.positions.get(clean["holder_position"]),
        }

    def rest(self) -> dict[str, Any]:
        """Return every other value."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in SAID
        }


def _named(position: Position) -> str:
    organisation = position.organisation
    return f"{position}, {organisation.name}" if organisation else str(position)
