"""Fields that several forms of the ledger have."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madang.site.core.edtf import check_edtf

MOST_OFFERED = 200
DATE_HINT = _(
    "As exactly as the source says: 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."
)


def date_field(label: Any, **options: Any) -> forms.CharField:
    """Return a field for an EDTF date."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=30,
        help_text=DATE_HINT,
        validators=[check_edtf],
        **options,
    )


def choice_field(label: Any, options: Any, **facts: Any) -> forms.ChoiceField:
    """Return a field that offers one of several."""
    return forms.ChoiceField(label=label, choices=options, **facts)
