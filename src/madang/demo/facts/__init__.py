"""Public facts of the demonstration: what five articles report, and two that contradict them, in our own words.

Each fact is cited by publisher (stated or inferred), title and date, with the place in the source where it is known.
Nothing here is a sentence of a source; numbers, names and dates are facts.
"""

from importlib import resources

from django.db import transaction

from madang.site.directory.models import Person
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.actions.facts import import_facts, read_document
from madang.site.ledger.models import Occasion

DOCUMENTS = (
    "ruhr-korea",
    "norway-china",
    "latvia-korea",
    "latvia-korea-elsewhere",
    "world-bio-summit",
    "korea-landscape",
)
FORUM = "precision-medicine-forum-2025"


@transaction.atomic
def build_facts(*, by: Person) -> int:
    """Load the documents by the verb that people use and put their dates into the calendar; return the number of rows."""
    added = 0
    for name in DOCUMENTS:
        file = resources.files(__name__).joinpath(f"{name}.json")
        document = read_document(file.read_text(encoding="utf-8"))
        added += import_facts(document, by=by).total()
    for occasion in Occasion.objects.filter(kind=Occasion.Kind.CALENDAR):
        _publish(
            occasion,
            by=by,
            source="GeneOnline, calendar beside an article, captured in early 2026",
        )
    _publish(
        Occasion.objects.get(key=FORUM),
        by=by,
        source="Portal of the Investment and Development Agency of Latvia (inferred)",
    )
    return added


def _publish(occasion: Occasion, *, by: Person, source: str) -> None:
    publish_entry(
        key=occasion.key,
        kind="event",
        title=occasion.name,
        start=occasion.start,
        end=occasion.end,
        city=occasion.city,
        country=occasion.country,
        venue=occasion.venue,
        occasion=occasion,
        source_note=source,
        by=by,
    )
