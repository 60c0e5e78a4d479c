"""Write docs/reference/vocabulary.md from the engine's vocabulary: facets, terms, labels, anchors, and which offer answers which wish."""

import sys
from pathlib import Path

from madang.engine.match import complement, vocabulary
from madang.engine.match.terms.groups import MEMBERS

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "vocabulary.md"
FACETS = {
    "deal": "Kind of deal. Read from the seeker's chair: who seeks it wants to receive it, who offers it can give it.",
    "field": "Therapeutic area or subject.",
    "modality": "What kind of product or technology; ids with `device_` are the categories of the EMDN.",
    "stage": "Stage of development; the place in the order is in the last column.",
    "partner_type": "Kind of organisation.",
    "country": "Countries are ISO 3166-1 alpha-2 codes; these are the groups of countries, with their members.",
    "size": "People who work there.",
    "language": "Working languages of a delegation, by BCP 47 tag; said once for an organisation, not for an item.",
    "objective": "What the meeting is for.",
    "standing": "Patents, designations and approvals.",
    "capacity": "Capacities with a number; the unit is a part of the term.",
    "availability": "How to meet. Free times are those of the delegates, in the event's time zone.",
}
HEAD = """# The vocabulary

Version {version}: twelve facets, {count} terms besides countries. Ids are stored and stay for good; labels may be reworded.
Each id is stable across versions; a newer version only adds terms. Words outside the vocabulary are allowed and are compared
as text. How the terms take part in a score is told in [Who should meet whom](../explanation/matching.md#terms).

This page is written by `python tools/vocabulary_page.py`; a test compares it with the code.

Anchors name a code of a public standard that means the same or holds the term; where none is known for certain there is
none. Schemes: `mesh` tree numbers of the Medical Subject Headings since 2023, `atc` first level of the Anatomical Therapeutic
Chemical classification, `emdn` categories of the European Medical Device Nomenclature, `atmp` classes of advanced therapy
of Regulation (EC) 1394/2007 (gtmp, sctmp, tep), `ctgov` phases of ClinicalTrials.gov, `isic` classes of ISIC Rev. 4, `m49` regions of the
United Nations, `enterprise` classes of Recommendation 2003/361/EC by head count alone, `bcp47` language tags, `iso` standards.
"""
SEEK_OFFER = """## Which offer answers which wish

An offer of the same deal answers a wish in full (1). Besides, near offers count 0.6 and far ones 0.3; everything else counts
nothing. The last column is the deal that a wish stands for in the opposite role: two who both seek `co_development` meet,
and who seeks `licence` meets who seeks `out_licence`.

| wish | near, 0.6 | far, 0.3 | stands for |
|---|---|---|---|
"""
REST = """
Stages fade with their distance d in the order as exp(−d / 1.5). A group of countries holds its members: "partners in ASEAN"
is met in full by Viet Nam; two groups that share countries are near. Neighbours of the other facets are near in both directions:

"""


def page() -> str:
    """Return the page's text."""
    count = sum(len(terms) for terms in vocabulary.TERMS.values())
    parts = [HEAD.format(version=vocabulary.VERSION, count=count)]
    parts += [section(facet) for facet in vocabulary.FACETS]
    parts.append(SEEK_OFFER + "".join(map(seek_offer, vocabulary.TERMS["deal"])))
    parts.append(REST + "".join(map(neighbours, complement.NEIGHBOURS)))
    return "\n".join(parts)


def section(facet: str) -> str:
    """Return one facet's heading, sentence and table."""
    rows = [
        f"| `{term.id}` | {term.english} | {term.korean} | {anchors(term)} |\n"
        for term in vocabulary.TERMS[facet].values()
    ]
    last = "members" if facet == "country" else "anchors"
    head = f"| id | English | Korean | {last} |\n|---|---|---|---|\n"
    extra = ""
    if facet == "language":
        levels = vocabulary.LANGUAGE_LEVELS.values()
        extra = (
            "\nLevels for those who ask for one: "
            + "; ".join(
                f"`{each.id}` {each.english} ({each.korean})" for each in levels
            )
            + ".\n"
        )
    return f"## {facet}\n\n{FACETS[facet]}\n\n{head}{''.join(rows)}{extra}"


def anchors(term: vocabulary.Term) -> str:
    """Return a term's last cell."""
    found = [f"{scheme} {code}" for scheme, code in term.anchors]
    if term.facet == "country":
        found.append(" ".join(sorted(MEMBERS[term.id].split())))
    if term.facet == "stage":
        found.append(f"place {vocabulary.STAGE_ORDER[term.id]}")
    return ", ".join(found)


def seek_offer(deal: str) -> str:
    """Return one line of the table of wishes."""
    near, far = complement.DEALS_BESIDE[deal]
    cells = [", ".join(f"`{name}`" for name in words.split()) for words in (near, far)]
    mirror = complement.MIRROR.get(deal)
    stands_for = f"`{mirror}`" if mirror else ""
    return f"| `{deal}` | {cells[0]} | {cells[1]} | {stands_for} |\n"


def neighbours(facet: str) -> str:
    """Return one facet's line of neighbours."""
    pairs = (pair.split() for pair in complement.NEIGHBOURS[facet])
    named = "; ".join(f"`{one}`–`{other}`" for one, other in pairs)
    device = "; each `device_` term–`medical_device`" if facet == "modality" else ""
    return f"* {facet}: {named}{device}.\n"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
