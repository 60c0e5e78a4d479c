"""Reasons of suggestions as they are stored with their pair, and as they are read: with the items that they cite."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db import models

from madang.site.events.models import Registration
from madang.site.matching.models.pairs import Suggestion
from madang.site.survey.models import Item

LEFT, RIGHT, BOTH = "left", "right", "both"


class Reason(NamedTuple):
    """Why a suggestion is one, as it is stored.

    `strength` is full, part or against, `gain` says whose gain it is: left, right or both; `seek` and `offer` are the need
    of one side and the offer of the other where the reason has them (ids of items), `terms` those that made it, as
    facet:term, separated by a bar; the words are put together on the page.
    """

    kind: str
    strength: str
    gain: str
    seek: int | None = None
    offer: int | None = None
    terms: str = ""


@dataclass(frozen=True)
class Told:
    """A reason as somebody may read it, of one side's gain (a registration); None for an item that it does not cite.

    `more` counts further offers of the same side that meet the need in the same terms.
    """

    kind: str
    strength: str
    gain_of: int
    seek: Item | None
    offer: Item | None
    terms: str
    more: int = 0


class OwnReasons(models.Model):
    """What one side alone reads of a pair, because it cites a confidential item or a wish of theirs."""

    # The next run makes it anew, so it keeps no import from being taken back.
    is_computed = True

    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.CASCADE, related_name="own_reasons"
    )
    reader = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    reasons = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "reader"], name="own_reasons_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.suggestion}, as {self.reader} reads it"
