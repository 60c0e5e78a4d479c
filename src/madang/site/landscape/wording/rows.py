"""What a row is called in a list of rows of several kinds, and where its page is."""

from django.db import models
from django.urls import reverse

from madang.site.directory.models import Organisation
from madang.site.landscape.models import Observation
from madang.site.landscape.wording import figures
from madang.site.ledger import wording
from madang.site.ledger.models import Claim, Occasion, Source, Tie


def link_of(row: models.Model) -> str:
    """Return the address of a row's page; "" for a row without one."""
    if isinstance(row, Observation):
        return (
            f"{reverse('landscape:indicator', args=[row.indicator_id])}#figure-{row.pk}"
        )
    if isinstance(row, Tie):
        return reverse("ledger:tie", args=[row.key])
    if isinstance(row, Occasion):
        return reverse("ledger:occasion", args=[row.key])
    if isinstance(row, Source):
        return reverse("ledger:source", args=[row.key])
    if isinstance(row, Organisation) and hasattr(row, "record"):
        return reverse("ledger:organisation", args=[row.record.key])
    return ""


def name_of(row: models.Model) -> str:
    """Return what a row is called: a figure with its amount, a tie in one line, a claim in its words."""
    if isinstance(row, Observation):
        return f"{row.indicator.name}: {figures.amount(row)}"
    if isinstance(row, Tie):
        return wording.tie_title(row)
    if isinstance(row, Claim):
        return wording.value_of(row)
    return str(row)
