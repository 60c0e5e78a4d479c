"""A party's own words as evidence: an internal source, the credit that it gives to an event, and the question to the other party."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madang.site.core import outbox
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import Event
from madang.site.ledger.actions.attributions import attribute_tie
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import (
    Audience,
    Claim,
    Occasion,
    Passage,
    Source,
    Tie,
    TieProposal,
)
from madang.site.meetings.actions.letters import readers_of
from madang.site.meetings.models import Meeting
from madang.site.meetings.rules.requests import other_side

By = Person | User | None


def word_of(
    organisation: Organisation,
    meeting: Meeting,
    words: str,
    *,
    by: By,
    address: str = "",
) -> Passage:
    """Return a party's own words as an internal source: an answer of a party, never a document by itself."""
    today = timezone.localdate().isoformat()
    source = add_source(
        by=by,
        kind=Source.Kind.LETTER,
        title=f"{organisation.name} on its meeting at {meeting.event.name}, {today}"[:300],
        publisher=organisation.name[:200],
        published=today,
        address=address,
        audience=Audience.INTERNAL,
    )  # fmt: skip
    return add_passage(source, by=by, paraphrase=words.strip())


def credit(
    tie: Tie, occasion: Occasion, party: Organisation, passage: Passage, *, by: By
) -> None:
    """Enter that a party credits an occasion with a tie: its claim, for curators alone."""
    attribute_tie(
        tie,
        by=by,
        occasion=occasion,
        passages=[passage],
        why=f"{party.name} says that it came of a meeting there."[:300],
        holder=Claim.Holder.PARTY,
        holder_organisation=party,
        audience=Audience.INTERNAL,
    )


@transaction.atomic
def occasion_of(event: Event, *, by: By) -> Occasion:
    """Return the occasion of an event that was run here; enter it, for curators alone, where there is none."""
    known = Occasion.objects.filter(event=event).first()
    if known is not None:
        return known
    days = sorted(each.date for each in event.days.all())
    return add_occasion(
        by=by,
        kind=Occasion.Kind.LOUNGE,
        name=event.name,
        start=days[0].isoformat() if days else "",
        end=days[-1].isoformat() if days else "",
        country=event.country,
        city=event.city,
        event=event,
        audience=Audience.INTERNAL,
    )


def ask_other(row: TieProposal) -> None:
    """Ask the other party by mail whether what was accepted is so."""
    other = other_side(row.meeting, row.by)
    path = reverse("ledger:my-ties", args=[row.meeting.event.slug])
    for person in readers_of(row.meeting, other):
        with translation.override(person.language):
            words = {
                "name": row.by,
                "kind": row.get_kind_display(),
                "subject": row.subject,
                "address": settings.SITE_URL + path,
            }
            body = _(
                "%(name)s says that this came of your meeting:\n\n%(kind)s: %(subject)s\n\n"
                "Say whether it is so: %(address)s\n"
            )
            outbox.put(
                to=person.email,
                subject=_("Is it so? %(subject)s") % words,
                body=body % words,
                key=f"tie-proposal-{row.pk}-{person.pk}",
                event_id=row.meeting.event_id,
            )
