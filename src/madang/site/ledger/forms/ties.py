"""The form of a tie; its parties are rows of a form of their own (forms.parties)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core import choices
from madang.site.directory.models import User
from madang.site.ledger.forms.fields import MOST_OFFERED, choice_field, date_field
from madang.site.ledger.forms.said import SaidForm
from madang.site.ledger.models import Occasion, Stage, Tie
from madang.site.ledger.queries.occasions import occasions_seen_by


class TieForm(SaidForm):
    """A tie without its parties."""

    kind = choice_field(_("Kind"), Tie.Kind.choices)
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

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = occasions_seen_by(user).order_by("-id")[:MOST_OFFERED]
        self.occasions: dict[str, Occasion] = {each.key: each for each in rows}
        self.fields["occasion"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, each.name) for key, each in self.occasions.items()),
        ]

    def facts(self) -> dict[str, Any]:
        """Return the tie without its parties, as the verb takes it."""
        clean = self.rest() | self.said()
        clean["occasion"] = self.occasions.get(clean["occasion"])
        return clean
