"""Events of a facts document: occasions with parties, notes, parts and editions."""

from madang.site.landscape.actions.facts.columns import AUDIENCE, OCCASION
from madang.site.landscape.actions.facts.reading import (
    Entry,
    FactsError,
    fill,
    refuse_unknown,
    text_of,
    texts_of,
)
from madang.site.landscape.actions.facts.rows import Known, new_entries
from madang.site.ledger.models import (
    Claim,
    Occasion,
    OccasionNote,
    OccasionParty,
    OrganisationRecord,
    Position,
)

SELVES = {"parent": "parent", "series": "series", "at": "within"}
ORGANISATIONS = {"organiser": "organiser", "lead": "lead"}
PARTIES = {"participants": "participant", "hosts_met": "host", "sides": "side"}
NOTES = {
    "objectives": "objective",
    "topics": "topic",
    "steps": "step",
    "audience_groups": "audience",
}
KEYS = [
    *(each.key for each in OCCASION),
    *SELVES,
    *ORGANISATIONS,
    *PARTIES,
    *NOTES,
    "headed_by",
    "venue",
    "venue_name",
    "participants_text",
    "audience",
    "evidence",
]


def import_events(known: Known, document: Entry) -> None:
    """Make the occasions that are new; parents, series and fairs may stand later in the list."""
    made = [
        (_event(known, entry, place), entry, place)
        for place, entry in new_entries(known, document, "events", Occasion)
    ]
    for occasion, entry, place in made:
        for key, field in SELVES.items():
            setattr(occasion, field, known.one(Occasion, entry, key, place))
        if any(getattr(occasion, f"{field}_id") for field in SELVES.values()):
            occasion.save()


def _event(known: Known, entry: Entry, place: str) -> Occasion:
    refuse_unknown(entry, KEYS, place)
    occasion = Occasion()
    fill(occasion, OCCASION, entry, place)
    for key, field in ORGANISATIONS.items():
        setattr(occasion, field, known.one_organisation(entry, key, place))
    _head(known, occasion, entry, place)
    _venue(known, occasion, entry, place)
    _audience(occasion, entry, place)
    _participants(occasion, entry, place)
    occasion.save()
    known.keep(occasion, "events")
    _parties(known, occasion, entry, place)
    _notes(occasion, entry, place)
    known.claim(
        entry,
        place,
        aspect=Claim.Aspect.EXISTENCE,
        occasion=occasion,
        modality=occasion.modality or "asserted",
        is_withdrawal=occasion.is_withdrawn,
        audience=occasion.audience,
    )
    return occasion


def _head(known: Known, occasion: Occasion, entry: Entry, place: str) -> None:
    if entry.get("headed_by") is None:
        return
    found = known.any_of(
        [OrganisationRecord, Position], entry["headed_by"], f"{place}.headed_by"
    )
    if isinstance(found, OrganisationRecord):
        occasion.headed_by_organisation = found.organisation
    else:
        occasion.headed_by = found  # type: ignore[assignment]  # the other of the two


def _venue(known: Known, occasion: Occasion, entry: Entry, place: str) -> None:
    """Read `venue`: the key of an organisation, else the name of a building."""
    for key in ("venue", "venue_name"):
        if entry.get(key) is None:
            continue
        text = text_of(entry[key], f"{place}.{key}")
        record = known.search(OrganisationRecord, text) if key == "venue" else None
        if record is not None:
            occasion.venue_organisation = record.organisation
        elif len(text) > 200:
            raise FactsError(f"{place}.{key}", "200 characters at most")
        else:
            occasion.venue = text


def _audience(occasion: Occasion, entry: Entry, place: str) -> None:
    """Read `audience` where it is a number of people; a list of groups is read with the notes."""
    found = entry.get("audience")
    if isinstance(found, dict):
        where = f"{place}.audience"
        refuse_unknown(found, [each.key for each in AUDIENCE], where)
        fill(occasion, AUDIENCE, found, where)


def _participants(occasion: Occasion, entry: Entry, place: str) -> None:
    """Read `participants` where it is a text: those whom no source names."""
    for key in ("participants", "participants_text"):
        if isinstance(entry.get(key), str):
            text = text_of(entry[key], f"{place}.{key}")
            if len(text) > 250:
                raise FactsError(f"{place}.{key}", "250 characters at most")
            occasion.participants_text = text


def _parties(known: Known, occasion: Occasion, entry: Entry, place: str) -> None:
    for key, role in PARTIES.items():
        if isinstance(entry.get(key), str) and key == "participants":
            continue
        OccasionParty.objects.bulk_create(
            OccasionParty(
                occasion=occasion, organisation=organisation, role=role, order=order
            )
            for order, organisation in enumerate(known.organisations(entry, key, place))
        )


def _notes(occasion: Occasion, entry: Entry, place: str) -> None:
    lists = {key: texts_of(entry, key, place) for key in NOTES}
    if isinstance(entry.get("audience"), list):
        lists["audience_groups"] += texts_of(entry, "audience", place)
    for key, texts in lists.items():
        for order, text in enumerate(texts):
            if len(text) > 300:
                raise FactsError(f"{place}.{key}[{order}]", "300 characters at most")
        OccasionNote.objects.bulk_create(
            OccasionNote(occasion=occasion, kind=NOTES[key], text=text, order=order)
            for order, text in enumerate(texts)
        )
