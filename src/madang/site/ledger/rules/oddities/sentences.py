"""Oddities of sentences: paired by order alone, a clause without its subject, an "own" of several, dates on both sides of titles.

The rules read the words of claims and passages, in English. What they find a person has to read: they say where, not what is meant.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import models
from django.utils.translation import gettext as _

from madang.site.ledger.models import Claim, Passage, Source, Tie
from madang.site.ledger.rules.oddities import Oddity, to_confirm

Rows = Sequence[Claim]
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
IN_ORDER = re.compile(r",?\s*\brespectively\b", re.IGNORECASE)
AND = re.compile(r",?\s+(?:and|or|&)\s+", re.IGNORECASE)
# A part between commas that is no item of a list: when and where something is, or what something is.
ASIDE = re.compile(
    r"(?:in|on|at|by|during|since|after|before|for|from|with|according|an?|which|who)\b", re.IGNORECASE
)  # fmt: skip
LONGEST_ITEM = 4
VERB = r"(?:is|are|was|were|has|have|had|will|would|plans|intends|aims|hopes|expects)\b"
WITHOUT_SUBJECT = re.compile(rf"(?:and\s+)?(?:also\s+)?{VERB}")
HANGING = re.compile(
    rf",\s*(?:which|who|that)\b[^.;]*?,\s*and\s+(?:also\s+)?{VERB}", re.IGNORECASE
)
OWN = re.compile(r"\b(?:its|their|his|her)\s+own\b", re.IGNORECASE)
DATE = re.compile(
    r"(?=.*\b(?:19|20)\d\d\b)(?:\d{1,4}(?:st|nd|rd|th)?|[^\W\d_]{3,9})(?:[\s.,/-]+(?:\d{1,4}(?:st|nd|rd|th)?|[^\W\d_]{3,9})){0,3}\.?"
)
FEWEST_DATES = 3


def _words(passage: Passage) -> str:
    return (passage.exact or passage.paraphrase).strip()


def _lists(text: str) -> list[int]:
    """Return how many items each list of a sentence has, in their order: "A, B and C buy X or Y" is [3, 2]."""
    pieces = AND.split(text)
    found = []
    for piece in pieces[:-1]:
        first, *between = piece.split(",")[:-1] or [""]
        items = 1
        for part in reversed(between):
            if len(part.split()) > LONGEST_ITEM or ASIDE.match(part.strip()):
                break
            items += 1
        else:
            # The first item may carry the words before the list.
            items += bool(first.strip()) and not ASIDE.match(first.strip())
        found.append(items + 1)
    return found


def _unpaired(text: str) -> str:
    """Return the first sentence whose "respectively" has not two lists of one length to pair; "" where all have."""
    for sentence in SENTENCE_END.split(text):
        found = IN_ORDER.search(sentence)
        if found is None:
            continue
        after = sentence[found.end() :].lstrip(" ,")
        lists = _lists(sentence[: found.start()])
        # "make, respectively, vaccines and pumps": the second list follows.
        if not re.match(r"(?:and|but|while)\b", after):
            lists += _lists(after)
        if len(lists) < 2 or lists[-1] != lists[-2]:
            return sentence.strip()
    return ""


def paired_by_order(claims: Rows) -> Iterator[Oddity]:
    """Raise, once a passage, that "respectively" pairs a list with one that is not there, or that is longer or shorter."""
    for passage, said in _by_passage(claims):
        texts = [_words(passage), *(claim.text for claim in said)]
        if sentence := next(filter(None, map(_unpaired, texts)), ""):
            yield to_confirm(
                "paired_by_order",
                _about(said),
                title=_("Which belongs to which?"),
                sentence=_(
                    "“Respectively” pairs two lists by their order. Here the sentence does not name both, or they differ in length: “%(words)s”"
                )
                % {"words": _short(sentence)},
                settles=_("Whoever said it, or a source that names each pair."),
            )


def subject_unclear(claims: Rows) -> Iterator[Oddity]:
    """Raise, once a passage, that the subject of a clause stands outside the passage, or may be either of two before it."""
    of_deeds = [each for each in claims if each.tie_id or each.occasion_id or each.initiative_id]  # fmt: skip
    for passage, said in _by_passage(of_deeds):
        words = _words(passage)
        hanging = HANGING.search(words)
        if WITHOUT_SUBJECT.match(words) or hanging:
            yield to_confirm(
                "subject_unclear",
                _about(said),
                title=_("Who does it?"),
                sentence=_(
                    "The subject of “%(words)s” is not in the clause itself; more than one name before it may be meant."
                )
                % {"words": _short(hanging[0].lstrip(", ") if hanging else words)},
                settles=_("The answer of a party, or a source that names who does it."),
            )


def whose_own(claims: Rows) -> Iterator[Oddity]:
    """Raise, once a tie of several parties, that something is to be "its own": of which party is not said."""
    of_ties: dict[int, tuple[Tie, list[str]]] = {}
    for claim in claims:
        if claim.tie is None:
            continue
        found = of_ties.setdefault(claim.tie.pk, (claim.tie, [claim.tie.subject]))
        found[1].extend([claim.text, *map(_words, claim.passages.all())])
    for tie, texts in of_ties.values():
        names = [each.organisation.name for each in tie.parties.all()]
        if len(names) > 1 and any(OWN.search(text) for text in texts):
            yield to_confirm(
                "whose_own",
                [tie],
                title=_("Whose own?"),
                sentence=_(
                    "The source speaks of something of one’s “own”; each of the parties may be meant: %(names)s."
                )
                % {"names": ", ".join(names)},
                settles=_("The signed document, or an answer of a party."),
            )


def dates_on_both_sides(claims: Rows) -> Iterator[Oddity]:
    """Raise, once a source, that in one list of its page the date stands above the title and in another below it."""
    found: dict[int, tuple[Source, list[str]]] = {}
    for passage, _said in _by_passage(claims):
        lines = _words(passage).splitlines()
        sides = [side for side, line in (("above", lines[:1]), ("below", lines[-1:])) if len(lines) > 1 and DATE.fullmatch(line[0].strip())]  # fmt: skip
        if len(sides) == 1:
            found.setdefault(passage.source_id, (passage.source, []))[1].append(sides[0])  # fmt: skip
    for source, sides in found.values():
        if len(set(sides)) > 1 and len(sides) >= FEWEST_DATES:
            yield to_confirm(
                "dates_on_both_sides",
                [source],
                title=_("Dates above and below their titles"),
                sentence=_(
                    "In one list of this page the date stands above its title, in another below. Read with the wrong list in mind, every title has its neighbour’s date."
                ),
                settles=_("The page of each item."),
            )


def _by_passage(claims: Rows) -> list[tuple[Passage, list[Claim]]]:
    """Return each passage with the claims that rest on it, in the order in which they come."""
    found: dict[int, tuple[Passage, list[Claim]]] = {}
    for claim in claims:
        for passage in claim.passages.all():
            found.setdefault(passage.pk, (passage, []))[1].append(claim)
    return list(found.values())


def _about(claims: Iterable[Claim]) -> list[models.Model]:
    """Return the rows that the claims are about, each once: the tie or occasion, else the claim itself."""
    found: dict[str, models.Model] = {}
    for claim in claims:
        row = claim.tie or claim.occasion or claim
        found.setdefault(f"{type(row).__name__}-{row.pk}", row)
    return list(found.values())


def _short(words: str, *, most: int = 160) -> str:
    return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]} …"


RULES: tuple[Callable[[Rows], Iterator[Oddity]], ...] = (
    paired_by_order,
    subject_unclear,
    whose_own,
    dates_on_both_sides,
)


def oddities_of_sentences(claims: Rows) -> list[Oddity]:
    """Return what is odd about the words of claims and of the passages on which they rest.

    Reads tie with parties and their organisations, occasion, passages with source: fetch them before.
    """
    return [oddity for rule in RULES for oddity in rule(claims)]
