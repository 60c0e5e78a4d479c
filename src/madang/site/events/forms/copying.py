"""The form of an event's next edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.events.actions.copying import Edition
from madang.site.events.forms.setup import DATE, Refusable
from madang.site.events.models import Event


class CopyForm(Refusable, forms.Form):
    """What the next edition is called, when it begins, and whether the same organisations are invited."""

    name = forms.CharField(label=_("Name"), max_length=160)
    slug = forms.SlugField(
        label=_("Short name in addresses"),
        max_length=80,
        help_text=_(
            "Letters, figures and hyphens, such as summit-2027. It cannot be changed later."
        ),
    )
    first_day = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"),
        help_text=_("The other days and the deadlines move by as many days."),
    )
    invites = forms.BooleanField(
        label=_("Invite the same organisations"),
        required=False,
        help_text=_(
            "They are put on the list as invited, with as many unnamed delegates, and keep their suites. No mail goes out yet."
        ),
    )

    def __init__(self, *args: Any, source: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("name", source.name)

    def edition(self) -> Edition:
        """Return what was written."""
        return Edition(**self.cleaned_data)
