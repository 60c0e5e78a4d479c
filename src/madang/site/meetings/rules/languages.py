"""When a meeting needs an interpreter, and between which languages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

Pair = tuple[str, str]
ASSUMED = "en"


@dataclass(frozen=True)
class Speech:
    """The languages of one side in its own order; `wants_help` if it asked for an interpreter."""

    codes: tuple[str, ...]
    wants_help: bool = False


def speech(codes: Sequence[str], *, wants_help: bool) -> Speech:
    """Return a side's languages by their first subtag ("en" for "en-GB"). A side that named none counts as English."""
    plain = tuple(dict.fromkeys(base(code) for code in codes))
    return Speech(codes=plain or (ASSUMED,), wants_help=wants_help)


def base(code: str) -> str:
    """Return the language of a BCP 47 code without script and region."""
    return code.split("-", 1)[0].lower()


def needed_pairs(
    left: Speech, right: Speech, served: Collection[frozenset[str]]
) -> tuple[Pair, ...]:
    """Return the pairs of languages of which an interpreter must know one; empty if the two need none.

    Two sides that share a language need none. A side that asked for an interpreter counts with its first language
    only; if no interpreter of the event (`served`) works from there, and the two share a language after all, they
    meet without one.
    """
    ours, theirs = _spoken(left), _spoken(right)
    if set(ours) & set(theirs):
        return ()
    pairs = tuple((first, second) for first in ours for second in theirs)
    is_served = any(frozenset(pair) in served for pair in pairs)
    if not is_served and set(left.codes) & set(right.codes):
        return ()
    return pairs


def _spoken(side: Speech) -> tuple[str, ...]:
    return side.codes[:1] if side.wants_help else side.codes


def pair_spoken(
    left: Sequence[str], right: Sequence[str], known: Sequence[Pair]
) -> Pair | None:
    """Return the pair of languages that an interpreter carries in a meeting, the left side's language first.

    If the languages of the sides are not known, it is the interpreter's first pair.
    """
    ours, theirs = [base(code) for code in left], [base(code) for code in right]
    for first, second in known:
        if first in ours and second in theirs:
            return first, second
        if second in ours and first in theirs:
            return second, first
    return known[0] if known else None
