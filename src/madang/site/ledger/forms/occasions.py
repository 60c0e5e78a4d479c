"""Forms of an occasion and of what became of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from madang.site.core import choices
from madang.site.directory.models import User
from madang.site.ledger.forms.fields import MOST_OFFERED, choice_field, date_field
from madang.site.ledger.models import Audience, Modality, Occasion
from madang.site.ledger.queries.occasions import occasions_seen_by


class OccasionForm(forms.Form):
    """An occasion."""

    kind = choice_field(_("Kind"), Occasion.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=250)
    start = date_field(_("First day"))
    end = date_field(_("Last day"))
    from_country = choice_field(
        pgettext_lazy("country", "From"), choices.countries, required=False
    )
    to_country = choice_field(
        pgettext_lazy("country", "To"), choices.countries, required=False
    )
    country = choice_field(_("Country"), choices.countries, required=False)
    city = forms.CharField(label=_("City"), required=False, max_length=120)
    topic = forms.CharField(label=_("Topic"), required=False, max_length=250)
    parent = forms.ChoiceField(label=_("Part of"), required=False)
    series = forms.ChoiceField(label=_("Edition of"), required=False)
    modality = choice_field(
        _("How it is said"), Modality.choices, initial=Modality.ASSERTED
    )
    audience = choice_field(
        _("Who may read it"), Audience.choices, initial=Audience.PUBLIC
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = occasions_seen_by(user).order_by("-id")[:MOST_OFFERED]
        self.occasions = {each.key: each for each in rows}
        series = [
            each
            for each in self.occasions.values()
            if each.kind == Occasion.Kind.SERIES
        ]
        for field, offered in (
            ("parent", list(self.occasions.values())),
            ("series", series),
        ):
            self.fields[field].choices = [  # type: ignore[attr-defined]
                ("", "–"),
                *((each.key, each.name) for each in offered),
            ]

    def facts(self) -> dict[str, Any]:
        """Return the occasion as the verb takes it."""
        clean = dict(self.cleaned_data)
        for field in ("parent", "series"):
            clean[field] = self.occasions.get(clean[field])
        return clean


class HeldForm(forms.Form):
    """Whether an occasion took place."""

    became = choice_field(
        _("What became of it"),
        [("held", _("It took place")), ("cancelled", _("It was cancelled"))],
        widget=forms.RadioSelect,
    )
