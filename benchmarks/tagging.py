"""How well terms are read from made-up texts: `python -m benchmarks.tagging [--misses]`.

Prints precision and recall over (text, term) pairs for the texts that were looked at while the words were chosen (TRIED)
and for those that were not (KEPT, and HARD with traps), by language, and how often proposals of each confidence are right.
"""

import sys
from collections.abc import Iterable

from madang.engine.match import vocabulary
from madang.engine.match.folding import is_hangul
from madang.engine.match.tagger import Proposal, propose
from tests.engine.match.tagged_texts import HARD, KEPT, TRIED, Labelled

FACETS = [each for each in vocabulary.FACETS if each != vocabulary.LANGUAGE]
SETS = (("tried", TRIED), ("kept", KEPT), ("hard", HARD))
Judged = list[tuple[Proposal, bool]]


def judged(texts: Iterable[Labelled]) -> tuple[Judged, list[str]]:
    """Every proposal with whether it is right, and the terms that were missed, as `term in text`."""
    found: Judged = []
    missed: list[str] = []
    for text, labels in texts:
        wanted = set(labels.split())
        proposals = propose(text, facets=FACETS)
        keys = {f"{each.facet}:{each.term}" for each in proposals}
        found += [(each, f"{each.facet}:{each.term}" in wanted) for each in proposals]
        missed += [f"{key} in: {text}" for key in sorted(wanted - keys)]
    return found, missed


def line(name: str, texts: list[Labelled]) -> str:
    """One line of the table: texts, proposals, precision, recall."""
    found, missed = judged(texts)
    right = sum(1 for _proposal, is_right in found if is_right)
    return (
        f"{name:22} {len(texts):3} texts  {len(found):3} proposals  "
        f"precision {right / len(found):.2f}  recall {right / (right + len(missed)):.2f}"
    )


def main() -> int:
    """Print the table."""
    out = []
    for name, texts in SETS:
        korean = [each for each in texts if any(map(is_hangul, each[0]))]
        english = [each for each in texts if each not in korean]
        out += [
            line(f"{name}, all", texts),
            line(f"{name}, English", english),
            line(f"{name}, Korean", korean),
        ]
    found, _missed = judged([*TRIED, *KEPT, *HARD])
    for level in sorted({each.confidence for each, _right in found}, reverse=True):
        rights = [is_right for each, is_right in found if each.confidence == level]
        out.append(
            f"confidence {level:.2f}: {sum(rights)} of {len(rights)} proposals are right"
        )
    if "--misses" in sys.argv:
        for name, texts in SETS:
            found, missed = judged(texts)
            out += [f"{name} missed  {each}" for each in missed]
            out += [
                f"{name} wrong   {each.facet}:{each.term} for {each.words!r}"
                for each, is_right in found
                if not is_right
            ]
    sys.stdout.write("\n".join(out) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
