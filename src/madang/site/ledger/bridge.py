"""The reader's facts → rows of the reading desk. The only file of the ledger that calls the reader."""

from collections.abc import Collection, Iterator

from madang.site.ledger.models import FactCandidate, Source, Stage, Tie

# The reader's kinds that have another name here; an event is an occasion and no tie.
KINDS = {
    "trial": Tie.Kind.TRIAL,
    "office": Tie.Kind.OFFICE,
    "facility": Tie.Kind.FACILITY,
    "centre": Tie.Kind.CENTRE,
    "consortium": Tie.Kind.CONSORTIUM,
    "visit": Tie.Kind.VISIT,
    "event": "",
}
JOINTS = (" and ", " & ", " und ", " 및 ", "와 ", "과 ")
LONGEST = {"trigger": 120, "subject": 400, "date": 30, "rule": 60}


class Found:
    """What was read: the language, whether its rules are known, and candidates that are not saved yet."""

    def __init__(
        self, language: str, *, is_supported: bool, candidates: list[FactCandidate]
    ) -> None:
        self.language = language
        self.is_supported = is_supported
        self.candidates = candidates


def read_text(source: Source, text: str, *, known: Collection[str] = ()) -> Found:
    """Read a text as the publication of its source; `known` are names that count wherever they stand."""
    from madang.reader.read import read

    known = frozenset(known)
    published = source.published or source.published_inferred or None
    publisher = source.publisher or source.publisher_inferred
    found = read(
        text, published=published, publisher=publisher, known_names=tuple(known)
    )
    countries = {
        name: each.country or ""
        for each in found.organisations
        for name in (each.name, *each.aliases)
    }
    rows = [
        FactCandidate(
            start=each.start,
            end=each.end,
            trigger_start=each.trigger_start,
            trigger=each.trigger[: LONGEST["trigger"]],
            kind=KINDS.get(each.type, each.type),
            stage=each.stage if each.stage in Stage.values else "",
            parties=[
                [name, countries.get(name, "")]
                for party in each.parties
                for name in apart(party, known)
            ],
            subject=" ".join(each.subject.split())[: LONGEST["subject"]],
            date=(each.date or "")[: LONGEST["date"]],
            rule=each.rule[: LONGEST["rule"]],
            confidence=each.confidence,
        )
        for each in _once(found.facts)
    ]
    return Found(found.language, is_supported=found.is_supported, candidates=rows)


def apart(name: str, known: Collection[str]) -> list[str]:
    """Return "A of B and C" as two names where one half is a name that the ledger knows; any other name as it is."""
    if name in known:
        return [name]
    for joint in JOINTS:
        first, _joint, second = name.partition(joint)
        if second and (first in known or second in known):
            return [first, second]
    return [name]


def _once(facts: Collection) -> Iterator:  # type: ignore[type-arg]
    """Yield each fact of a place once: one word says one thing."""
    seen: set[tuple[int, str]] = set()
    for each in facts:
        key = each.trigger_start, each.type
        if key not in seen:
            seen.add(key)
            yield each
