"""Open a figure to everybody, or keep it to the curators. Articles have states, dates say it in their form."""

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person, User
from madang.site.landscape.models import FeedItem, Observation
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.models import Audience
from madang.site.ledger.queries.names import public_claims


@transaction.atomic
def set_figure_audience(
    row: Observation, *, by: Person | User | None, audience: str, was: str
) -> None:
    """Let everybody read a figure, or curators alone; its news goes with it.

    `was` is what the reader saw. Raises LandscapeError if somebody else has changed it, and for opening what only internal
    evidence bears.
    """
    locked = Observation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.audience != was or audience not in Audience.values:
        raise LandscapeError(
            _("Somebody else has changed this: it says “%(state)s” now.")
            % {"state": locked.get_audience_display()},
            field="audience",
        )
    if audience == was:
        return
    is_borne = public_claims(pk=locked.claim_id).exists()
    if audience == Audience.PUBLIC and not is_borne:
        raise LandscapeError(
            _(
                "No public claim on a public source stands for it. Enter one, or correct the claim that stands."
            ),
            field="audience",
        )
    locked.audience = audience
    locked.save(update_fields=["audience"])
    row.audience = audience
    FeedItem.objects.filter(key=f"figure-{locked.key}").update(audience=audience)
    log.record(f"make {audience}", locked, by=by)
