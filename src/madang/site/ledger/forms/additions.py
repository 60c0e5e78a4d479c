"""Forms of what comes to a tie later: a party, an attribution, a caution. Each says why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import User
from madang.site.ledger.forms.fields import MOST_OFFERED, choice_field
from madang.site.ledger.forms.said import SAID, SaidForm
from madang.site.ledger.models import Audience, Modality, Occasion, Tie
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.ledger.wording import tie_title


def why_field() -> forms.CharField:
    """Return the field of a curator's reason."""
    return forms.CharField(
        label=_("Why you enter it"),
        max_length=300,
        help_text=_("It stays beside the entry, for everybody who reads it."),
    )


class PartySaidForm(SaidForm):
    """Who says that it is a party; whoever reads the tie may read that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("audience")


class AttributionForm(SaidForm):
    """An occasion that somebody credits with a tie. What the address names already is not asked."""

    tie = choice_field(_("Tie"), [])
    occasion = choice_field(_("Occasion"), [])
    text = forms.CharField(
        label=_("In words"),
        required=False,
        max_length=600,
        help_text=_("What is said to have come of it, as the source says it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    why = why_field()
    field_order = ("tie", "occasion", "text", *SAID, "why")

    def __init__(
        self,
        *args: Any,
        user: User,
        tie: Tie | None = None,
        occasion: Occasion | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("modality", Modality.ATTRIBUTED)
        self.known_tie, self.known_occasion = tie, occasion
        self.ties: dict[str, Tie] = {}
        self.occasions: dict[str, Occasion] = {}
        if tie is not None:
            self.fields.pop("tie")
        else:
            newest = with_sides(ties_seen_by(user), user).order_by("-id")[:MOST_OFFERED]
            self.ties = {each.key: each for each in newest}
            self._offer("tie", [(key, tie_title(each)) for key, each in self.ties.items()])  # fmt: skip
        if occasion is not None:
            self.fields.pop("occasion")
        else:
            rows = occasions_seen_by(user).order_by("-id")[:MOST_OFFERED]
            self.occasions = {each.key: each for each in rows}
            self._offer("occasion", [(key, each.name) for key, each in self.occasions.items()])  # fmt: skip

    def _offer(self, field: str, options: list[tuple[str, str]]) -> None:
        self.fields[field].choices = [("", "–"), *options]  # type: ignore[attr-defined]

    def ends(self) -> tuple[Tie, Occasion]:
        """Return the tie and the occasion, whether the address names them or the form."""
        clean = self.cleaned_data
        return (
            self.known_tie or self.ties[clean["tie"]],
            self.known_occasion or self.occasions[clean["occasion"]],
        )

    def facts(self) -> dict[str, Any]:
        """Return the rest as the verb takes it."""
        clean = self.cleaned_data
        return self.said() | {"text": clean["text"], "why": clean["why"]}


class CautionForm(forms.Form):
    """What must not be concluded from a source; the curator says so."""

    text = forms.CharField(
        label=_("Caution"),
        max_length=300,
        help_text=_("What whoever reads the source must not conclude from it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    audience = choice_field(
        _("Who may read it"), Audience.choices, initial=Audience.PUBLIC
    )
    why = why_field()
