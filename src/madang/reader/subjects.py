"""Who acts before a trigger: the subject of the clause, or whom a pronoun means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from madang.reader.mention import COUNTRY, GENERIC, ORGANISATION, Mention, clean

PARTY = (ORGANISATION, COUNTRY, GENERIC)


APPOSITION = re.compile(
    r",\s+(?:an?|the|one\s+of|its|which|who|whose|where|based|headquartered|part\s+of|led\s+by|formerly|known|through\s+its|via\s+its|together\s+with\s+its|[a-z]+ing|leading|also)\b[^,]*,(?=\s)|,\s+(?:which|who|whose|where)\b[^,]*$"
)


BOUNDARY = re.compile(
    r";\s|\s(?:while|whereas|but|that|where|when|after|before|because|since|as)\s|:\s|\s(?:[–—-]|--)\s|,\s+(?:and|which|who|with|where|while|but)\s|\s+and\s+(?=(?:has|have|is|was|will)\b)"
)


FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|\w{3,}ed|began|won|made|took|held|met|said|says|signs?|plans?|operates?|grew|rose)\b"
)


PREPOSITION = re.compile(
    r"\b(?:in|at|of|from|with|for|by|on|to|through|during|near|under|against|between|via|into|across|following|including|among|than|like|within|over|since|after|before|about|against|throughout|as)\s+(?:(?:the|its|a|an|our|their)\s+)?(?:[a-zé-][\w-]*\s+){0,3}$"
)


LEADING = re.compile(
    r"^[\s\"“*#•-]*(?:In|On|During|At|After|Following|Under|Before|By|With|As|For|From|Since|Within|To|Through|Besides|Alongside|Among|Building|Earlier|Later|Back|Today|Yesterday|Meanwhile)\b[^,]{0,160},"
)


WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)


BOTH = re.compile(
    r"\b(?:the|both|these)\s+(?:two\s+|three\s+)?(?:[\w-]+\s+)?(?:companies|parties|sides|organi[sz]ations|countries|partners|institutions|institutes|firms|universities|governments|ministries|nations|agencies|groups|teams)\b|\bthey\b|\bthe\s+two\b|\bboth\b",
    re.IGNORECASE,
)


ONE = re.compile(
    r"\b(?:it|he|she|the\s+(?:company|firm|group|agency|university|institute|ministry|organi[sz]ation|drugmaker|biotech|start-?up|hospital|manufacturer|distributor|cluster|association|park))\b",
    re.IGNORECASE,
)


CLOSED = re.compile(
    r",\s+(?:an?|the|one\s+of|based|headquartered|part\s+of|led\s+by|formerly|known|leading)\b[^,]*,(?=\s)"
)


SEAT = re.compile(
    r"^\s+(?:of|in|from|at)\s+(?:the\s+)?[A-Z][\w.-]+(?:\s+[A-Z][\w.-]+)?(?=\s+and\b|,)"
)


OWNER = re.compile(r"[A-Z][\w.]*(?:\s+[A-Z]\w+)?(?:’s|'s)\s+$")


TITLE_OF = re.compile(
    r"\b(?:head|director|president|chair\w*|minister|ceo|rector|dean|leaders?|representatives?|delegation|team|experts|members|officials|researchers|scientists|specialists|group|guests)\s+(?:of|from)\s+(?:the\s+)?$",
    re.IGNORECASE,
)


AND = re.compile(
    r"^\s*(?:,\s*(?:and\s+|as\s+well\s+as\s+)?|\s+and\s+|\s*&\s*|\s+as\s+well\s+as\s+|\s+und\s+|\s+sowie\s+)(?:(?:also|with|between|the|its|a|an|from|by|der|die|dem|den)\s+)*(?:[a-z][\w-]*\s+){0,4}$"
)


ORGAN = re.compile(
    r"^(?:’s|'s)\s+(?:[\w-]+\s+){0,3}?(?:board|government|ministry|subsidiary|team|minister|president|ceo|delegation|researchers|scientists|health)\b",
    re.IGNORECASE,
)


@dataclass
class Carried:
    """What earlier sentences leave behind: the publisher, the last subject, the last two parties, names in full."""

    publisher: str = ""
    subject: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    full: dict[str, str] = field(default_factory=dict)
    known: frozenset[str] = frozenset()

    def named(self, mention: Mention) -> str:
        """A mention by its full name, where the text has one."""
        name = clean(mention.text)
        return self.full.get(name.lower(), name)

    def definite(self, noun: str) -> str | None:
        """The one organisation whose name ends with a common noun: "the technopark" after "Daegu Technopark"."""
        found = {
            full for full in self.known if full.lower().split()[-1] == noun.lower()
        }
        return found.pop() if len(found) == 1 else None

    def owner(self) -> tuple[str, ...]:
        """Whom "we" means: the publisher, else whoever was spoken of last."""
        return (self.publisher,) if self.publisher else self.subject


def subject_mentions(flat: str, mentions: list[Mention], at: int) -> list[Mention]:
    """The names that act before `at`, from the nearest clause that has some."""
    for start in _starts(flat, at):
        found = _acting(flat, mentions, start, at)
        if found:
            return found
    return []


def _starts(flat: str, at: int) -> list[int]:
    """Where the clause may start: the nearest boundary first; a comma with "and" only after a whole clause."""
    starts = []
    for match in BOUNDARY.finditer(flat, 0, at):
        if match.group().strip().startswith(",") and not FINITE.search(
            flat[: match.start()]
        ):
            continue
        starts.append(match.end())
    return [*reversed(starts), 0]


def _acting(flat: str, mentions: list[Mention], start: int, at: int) -> list[Mention]:
    piece = flat[start:at]
    piece = LEADING.sub(lambda match: " " * len(match.group()), piece)
    piece = APPOSITION.sub(_blank_apposition, piece)
    inside = [
        m
        for m in mentions
        if start <= m.start
        and m.end <= at
        and m.kind in PARTY
        and piece[m.start - start : m.end - start].strip()
    ]
    free = [
        m
        for m in inside
        if (
            not PREPOSITION.search(piece[: m.start - start])
            or TITLE_OF.search(piece[: m.start - start])
        )
        and not re.match(r"(?:’s|'s|-)", flat[m.end :])
    ]
    if not free:
        free = [
            m
            for m in inside
            if ORGAN.match(flat[m.end :])
            and (
                not PREPOSITION.search(piece[: m.start - start])
                or TITLE_OF.search(piece[: m.start - start])
            )
        ]
    if not free and start == 0:
        free = [
            m
            for m in inside
            if m.kind == ORGANISATION and re.match(r"(?:’s|'s)\s", flat[m.end :])
        ][:1]
    return _together(flat, free)


def _blank_apposition(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _together(flat: str, free: list[Mention]) -> list[Mention]:
    """The last mention before the verb with those that "and" or a comma joins to it."""
    if not free:
        return []
    chain = [free[-1]]
    for earlier in reversed(free[:-1]):
        gap = flat[earlier.end : chain[0].start]
        if AND.match(joint(gap)) or (
            re.fullmatch(r"\s*,[^,]*,\s*(?:and\s+)?(?:the\s+)?", gap)
            and " and " in gap[-10:]
        ):
            chain.insert(0, earlier)
        elif FINITE.search(gap):
            return chain
    return chain


def joint(gap: str) -> str:
    """What joins two names, without an apposition or "of Korea" in between."""
    return OWNER.sub("", SEAT.sub("", CLOSED.sub(",", gap)))


def subject_names(
    flat: str, mentions: list[Mention], at: int, carried: Carried
) -> tuple[str, ...]:
    """Who acts before `at`, by name; pronouns and "the two companies" are resolved, a missing subject is carried over."""
    found = subject_mentions(flat, mentions, at)
    before = flat[max(0, at - 70) : at]
    last = found[-1].end if found else 0
    words = flat[max(last, at - 70) : at]
    if BOTH.search(words) and len(found) < 2:
        return (
            carried.pair
            if len(carried.pair) > 1
            else tuple(carried.named(m) for m in found)
        )
    if found:
        return tuple(carried.named(m) for m in found)
    if WE.search(before):
        return carried.owner()
    if BOTH.search(before) and len(carried.pair) > 1:
        return carried.pair
    return carried.subject or carried.owner()


def refers(words: str) -> bool:
    """Whether these words point at parties named before: "we", "they", "the two companies"."""
    return bool(WE.search(words) or BOTH.search(words) or ONE.search(words))
