"""The form with which an organiser says how much each thing counts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.matching.models import Levels

STEPS = [
    (-2, _("not at all")),
    (-1, _("less")),
    (0, _("as shipped")),
    (1, _("more")),
    (2, _("most")),
]
TEXTS = {
    "deal": (_("Kind of deal"), _("A licence for those who seek a licence.")),
    "subject": (
        _("Field and modality"),
        _("Vaccines for those who seek vaccines."),
    ),
    "stage": (_("Stage"), _("How far a product should be.")),
    "territory": (
        _("Country"),
        _("Partners from where they are looked for."),
    ),
    "partner": (
        _("Kind of partner"),
        _("A hospital for those who seek hospitals."),
    ),
    "words": (_("Free texts"), _("How close the free texts are.")),
    "language": (
        _("Common language"),
        _("Partners with whom no interpreter is needed."),
    ),
    "giving": (
        _("Use to the other side"),
        _("What it counts to answer a need, beside having one answered."),
    ),
    "wishes": (
        _("Wishes by name"),
        _("Whom an organisation named as a wish comes up in its own list."),
    ),
}


class LevelsForm(forms.Form):
    """One step from "not at all" to "most" for each thing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in Levels.NAMES:
            label, hint = TEXTS[name]
            self.fields[name] = forms.TypedChoiceField(
                label=label, help_text=hint, choices=STEPS, coerce=int
            )
