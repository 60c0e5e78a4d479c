"""Events, agreements, activities and programmes as a facts document has them."""

from django.db.models import Prefetch

from madang.site.landscape.actions.facts.columns import (
    ACTIVITY,
    AGREEMENT,
    AUDIENCE,
    OCCASION,
    PROGRAMME,
)
from madang.site.landscape.exports.facts.writing import (
    Entry,
    Evidence,
    Keys,
    put,
    put_known,
    texts,
)
from madang.site.ledger.models import Initiative, Occasion, Tie, TieCaution


def events(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every occasion."""
    rows = (
        Occasion.objects.order_by("pk")
        .select_related("parent", "series", "within", "headed_by")
        .prefetch_related("parties", "notes")
    )
    return [_event(each, evidence, keys) for each in rows]


def _event(occasion: Occasion, evidence: Evidence, keys: Keys) -> Entry:
    entry = put({}, occasion, OCCASION, occasion.kind)
    put_known(
        entry,
        parent=occasion.parent and occasion.parent.key,
        series=occasion.series and occasion.series.key,
        at=occasion.within and occasion.within.key,
        organiser=keys.of(occasion.organiser_id),
        lead=keys.of(occasion.lead_id),
        headed_by=keys.of(occasion.headed_by_organisation_id)
        or (occasion.headed_by and occasion.headed_by.key),
    )
    _put_venue(entry, occasion, keys)
    _put_parties(entry, occasion, keys)
    _put_notes(entry, occasion)
    entry["evidence"] = evidence.of("occasion", occasion.pk)
    return entry


def _put_venue(entry: Entry, occasion: Occasion, keys: Keys) -> None:
    house = keys.of(occasion.venue_organisation_id)
    if house:
        put_known(entry, venue=house, venue_name=occasion.venue)
    else:
        put_known(entry, venue=occasion.venue)


def _put_parties(entry: Entry, occasion: Occasion, keys: Keys) -> None:
    of_role: dict[str, list[str]] = {"participant": [], "host": [], "side": []}
    for party in occasion.parties.all():
        of_role[party.role].append(str(keys.of(party.organisation_id)))
    put_known(entry, hosts_met=of_role["host"], sides=of_role["side"])
    if of_role["participant"]:
        put_known(
            entry,
            participants=of_role["participant"],
            participants_text=occasion.participants_text,
        )
    else:
        put_known(entry, participants=occasion.participants_text)


def _put_notes(entry: Entry, occasion: Occasion) -> None:
    of_kind: dict[str, list[str]] = {
        "objective": [],
        "topic": [],
        "step": [],
        "audience": [],
    }
    for note in occasion.notes.all():
        of_kind[note.kind].append(note.text)
    put_known(
        entry,
        objectives=of_kind["objective"],
        topics=of_kind["topic"],
        steps=of_kind["step"],
    )
    counted = put({}, occasion, AUDIENCE)
    if any(value is not None for value in counted.values()):
        put_known(entry, audience=counted, audience_groups=of_kind["audience"])
    else:
        put_known(entry, audience=of_kind["audience"])


def ties(family: str, evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every tie of a family ("agreement" or "activity")."""
    rows = (
        Tie.objects.filter(family=family)
        .order_by("pk")
        .select_related("occasion", "acting_occasion")
        .prefetch_related(
            "parties",
            "countries",
            "attributions__occasion",
            # A caution that was withdrawn is told no longer.
            Prefetch(
                "cautions",
                TieCaution.objects.exclude(claim__superseded_by__isnull=False),
            ),
        )
    )
    return [_tie(each, evidence, keys) for each in rows]


def _tie(tie: Tie, evidence: Evidence, keys: Keys) -> Entry:
    is_agreement = tie.family == Tie.Family.AGREEMENT
    entry = put({}, tie, AGREEMENT if is_agreement else ACTIVITY)
    _put_parts(entry, tie, keys)
    countries = [each.country for each in tie.countries.all() if each.is_stated]
    put_known(
        entry,
        place=", ".join(filter(None, [tie.city, tie.country])),
        countries=countries,
        occasion=tie.occasion and tie.occasion.key,
        attributed_to=[each.occasion.key for each in tie.attributions.all()],
        difficulty=texts(tie.cautions.all()),
    )
    if is_agreement:
        entry.setdefault("parties", [])
        entry.setdefault("countries", [])
    entry["evidence"] = evidence.of("tie", tie.pk)
    return entry


def _put_parts(entry: Entry, tie: Tie, keys: Keys) -> None:
    parties = list(tie.parties.all())
    of_role = {
        role: keys.all([each for each in parties if each.role == role])
        for role in ("actor", "party", "host", "funder")
    }
    acting = tie.acting_occasion.key if tie.acting_occasion else ""
    put_known(
        entry,
        actor=acting or "+".join(of_role["actor"]),
        parties=of_role["party"],
        hosts=of_role["host"],
        funder="+".join(of_role["funder"]),
    )


def programmes(evidence: Evidence, keys: Keys) -> list[Entry]:
    """Return every initiative that somebody runs in the world."""
    rows = (
        Initiative.objects.order_by("pk")
        .select_related("manager")
        .prefetch_related("parties")
    )
    return [_programme(each, evidence, keys) for each in rows]


def _programme(initiative: Initiative, evidence: Evidence, keys: Keys) -> Entry:
    entry = put_known(
        put({}, initiative, PROGRAMME),
        owner=keys.of(initiative.owner_id),
        funder=keys.of(initiative.funder_id),
        manager=initiative.manager and initiative.manager.key,
        parties=keys.all(list(initiative.parties.all())),
    )
    entry["evidence"] = evidence.of("initiative", initiative.pk)
    return entry
