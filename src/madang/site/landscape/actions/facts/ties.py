"""Agreements, activities and programmes of a facts document."""

import re
from collections.abc import Iterable

from madang.site.directory.models import Organisation
from madang.site.landscape.actions.facts.columns import (
    ACTIVITY,
    AGREEMENT,
    PROGRAMME,
    Column,
)
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
    Initiative,
    InitiativeParty,
    Occasion,
    OrganisationRecord,
    Position,
    Tie,
    TieAttribution,
    TieCaution,
    TieCountry,
    TieParty,
)

KEYS = [
    "actor",
    "parties",
    "hosts",
    "funder",
    "place",
    "countries",
    "occasion",
    "attributed_to",
    "difficulty",
    "evidence",
]
PROGRAMME_KEYS = [
    *(each.key for each in PROGRAMME),
    "owner",
    "funder",
    "manager",
    "parties",
    "evidence",
]
FAMILIES: dict[str, tuple[str, list[Column]]] = {
    "agreements": ("agreement", AGREEMENT),
    "activities": ("activity", ACTIVITY),
}


def import_ties(known: Known, document: Entry, section: str) -> None:
    """Make the ties of a section ("agreements" or "activities") that are new."""
    family, columns = FAMILIES[section]
    for place, entry in new_entries(known, document, section, Tie):
        refuse_unknown(entry, [*(each.key for each in columns), *KEYS], place)
        tie = Tie(family=family)
        fill(tie, columns, entry, place)
        tie.city, tie.country = _place(entry, place)
        tie.occasion = known.one(Occasion, entry, "occasion", place)
        actors = _actors(known, tie, entry, place)
        if tie.kind == "talks" and tie.stage in ("signed", "in_force"):
            raise FactsError(f"{place}.stage", "talks are not signed")
        tie.save()
        known.keep(tie, section)
        _add_parties(known, tie, actors, entry, place)
        _add_countries(tie, entry, place)
        _add_remarks(known, tie, entry, place)
        _claim(known, tie, entry, place)


def _claim(known: Known, tie: Tie, entry: Entry, place: str) -> None:
    known.claim(
        entry,
        place,
        aspect=Claim.Aspect.EXISTENCE,
        tie=tie,
        stage=tie.stage,
        edtf=tie.date,
        text=tie.subject,
        modality=tie.modality,
        is_withdrawal=tie.is_withdrawn,
        audience=tie.audience,
    )
    known.stages[tie.pk] = (tie, tie.stage, place)


def _place(entry: Entry, place: str) -> tuple[str, str]:
    """Return city and country of "Riga, LV" or "LV"."""
    if entry.get("place") is None:
        return "", ""
    where = f"{place}.place"
    text = text_of(entry["place"], where)
    found = re.fullmatch(r"(?:(.{1,120}), )?([A-Z]{2})", text)
    if found is None:
        raise FactsError(where, 'a place such as "Riga, LV" or "LV" is expected')
    return found[1] or "", found[2]


def _actors(known: Known, tie: Tie, entry: Entry, place: str) -> list[Organisation]:
    """Return who acts: organisations joined by "+". An event that acts is put into the tie."""
    if entry.get("actor") is None:
        return []
    where = f"{place}.actor"
    text = text_of(entry["actor"], where)
    if "+" in text:
        return _joined(known, text, where)
    found = known.any_of([OrganisationRecord, Occasion], text, where)
    if isinstance(found, OrganisationRecord):
        return [found.organisation]
    tie.acting_occasion = found  # type: ignore[assignment]  # the other of the two
    return []


def _joined(known: Known, text: str, where: str) -> list[Organisation]:
    return [known.organisation(key, where) for key in dict.fromkeys(text.split("+"))]


def _add_parties(
    known: Known, tie: Tie, actors: list[Organisation], entry: Entry, place: str
) -> None:
    funders = (
        _joined(known, text_of(entry["funder"], f"{place}.funder"), f"{place}.funder")
        if entry.get("funder") is not None
        else []
    )
    _parties_of(tie, "actor", actors)
    _parties_of(tie, "party", known.organisations(entry, "parties", place))
    _parties_of(tie, "host", known.organisations(entry, "hosts", place))
    _parties_of(tie, "funder", funders)


def _parties_of(tie: Tie, role: str, organisations: Iterable[Organisation]) -> None:
    TieParty.objects.bulk_create(
        TieParty(tie=tie, organisation=organisation, role=role, order=order)
        for order, organisation in enumerate(organisations)
    )


def _add_countries(tie: Tie, entry: Entry, place: str) -> None:
    """Write the stated countries, or else those of the parties and of the place, marked as not stated."""
    stated = texts_of(entry, "countries", place)
    for index, code in enumerate(stated):
        if not re.fullmatch("[A-Z]{2}", code):
            raise FactsError(
                f"{place}.countries[{index}]", "a country code is expected"
            )
    codes = stated
    if entry.get("countries") is None:
        parties = [each.organisation.country for each in tie.parties.all()]
        codes = [code for code in dict.fromkeys([*parties, tie.country]) if code]
    TieCountry.objects.bulk_create(
        TieCountry(tie=tie, country=code, order=order, is_stated=bool(stated))
        for order, code in enumerate(codes)
    )


def _add_remarks(known: Known, tie: Tie, entry: Entry, place: str) -> None:
    """Write to which occasions the tie is attributed, and what must not be concluded."""
    TieAttribution.objects.bulk_create(
        TieAttribution(
            tie=tie,
            occasion=known.find(Occasion, key, f"{place}.attributed_to[{order}]"),
            order=order,
        )
        for order, key in enumerate(texts_of(entry, "attributed_to", place))
    )
    TieCaution.objects.bulk_create(
        TieCaution(tie=tie, text=text[:300], order=order)
        for order, text in enumerate(texts_of(entry, "difficulty", place))
    )


def import_programmes(known: Known, document: Entry) -> None:
    """Make the programmes that are new: initiatives that somebody runs in the world."""
    for place, entry in new_entries(known, document, "programmes", Initiative):
        refuse_unknown(entry, PROGRAMME_KEYS, place)
        initiative = Initiative(
            owner=known.one_organisation(entry, "owner", place),
            funder=known.one_organisation(entry, "funder", place),
            manager=known.one(Position, entry, "manager", place),
        )
        fill(initiative, PROGRAMME, entry, place)
        initiative.save()
        known.keep(initiative, "programmes")
        InitiativeParty.objects.bulk_create(
            InitiativeParty(
                initiative=initiative, organisation=organisation, order=order
            )
            for order, organisation in enumerate(
                known.organisations(entry, "parties", place)
            )
        )
        known.claim_if_any(
            entry,
            place,
            aspect=Claim.Aspect.EXISTENCE,
            initiative=initiative,
            modality=initiative.modality,
            audience=initiative.audience,
        )
