"""The organisations of an article: every name once, in full, with aliases, kind and country."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from madang.reader import countries
from madang.reader.mention import ORGANISATION, Mention, clean, organisation_kind
from madang.reader.name_words import LEGAL
from madang.reader.names import find_names
from madang.reader.reading import Organisation
from madang.reader.sentences import Sentence
from madang.reader.zones import HEADLINE

ALIAS = re.compile(
    r"^\s*\((?:the\s+|hereafter\s+|hereinafter\s+|also\s+)?[“\"„\u2018']?(?P<name>[A-Za-zÀ-ž가-힣][\w&. +/-]{1,40}?)[”\"“’']?(?:\s+or\s+the\s+[“\"].*?[”\"])?\s*\)"
)
TICKER = re.compile(r"^\s*\((?:NASDAQ|Nasdaq|NYSE|OTC|TSX|KOSDAQ|KOSPI|LSE|ASX)[^)]*\)")
NEAR = 70


@dataclass
class Names:
    """What the names of an article mean: full form by any form, country by full form."""

    full: dict[str, str] = field(default_factory=dict)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    country: dict[str, str] = field(default_factory=dict)


def known_names(flats: list[str], given: tuple[str, ...]) -> frozenset[str]:
    """Names that stand in the middle of some sentence, so that they also count where a sentence starts."""
    seen = Counter(given)
    for flat in flats:
        for mention in find_names(flat):
            if mention.start > 2 and mention.kind == ORGANISATION:
                seen[mention.text] += 1
    return frozenset(seen)


def collect(parts: list[tuple[Sentence, list[Mention]]]) -> Names:
    """Full names, aliases and countries of all mentions; short forms are joined to the one longer name that they start or abbreviate."""
    names = Names()
    in_body = [part for part in parts if part[0].kind != HEADLINE] or parts
    for sentence, mentions in in_body:
        for mention in mentions:
            if mention.kind == ORGANISATION:
                _note(names, sentence, mention)
    _join(names)
    for sentence, mentions in parts:
        for mention in mentions:
            if mention.kind == ORGANISATION:
                _place(names, sentence, mention)
    return names


def _note(names: Names, sentence: Sentence, mention: Mention) -> None:
    name = clean(mention.text)
    names.first.setdefault(
        name, (sentence.start + mention.start, sentence.start + mention.end)
    )
    rest = sentence.words[mention.end : mention.end + 120]
    while ticker := TICKER.match(rest):
        rest = rest[ticker.end() :]
    for match in re.finditer(r"\((?P<inner>[^()]{2,40})\)", rest[:100]):
        if rest[: match.start()].strip(" ,") and not rest[
            : match.start()
        ].strip().startswith("("):
            break
        alias = ALIAS.match(match.group())
        if alias and _fits(alias["name"], name):
            names.aliases.setdefault(name, set()).add(alias["name"].strip(" ."))


def _fits(alias: str, name: str) -> bool:
    """Whether a bracket after a name is a short form of it."""
    if alias.lower() in ("the company", "company", "the group") or ":" in alias:
        return False
    letters = re.sub(r"[^A-Za-z]", "", alias).lower()
    initials = "".join(
        word[0] for word in re.findall(r"[A-Za-zÀ-ž가-힣]\w*", name)
    ).lower()
    begins = name.lower().startswith(alias.lower().split()[0])
    return begins or (
        len(letters) > 1
        and (
            letters[0] == initials[:1]
            or alias.isupper()
            or letters in name.lower().replace(" ", "")
        )
    )


def _join(names: Names) -> None:
    for name, aliases in names.aliases.items():
        for alias in aliases:
            names.full[alias.lower()] = name
    for name in list(names.first):
        if name.lower() in names.full:
            continue
        longer = _longer(name, list(names.first))
        if longer:
            names.full[name.lower()] = longer
            names.aliases.setdefault(longer, set()).add(name)


def _longer(name: str, others: list[str]) -> str | None:
    """The one longer name that this one starts, or whose legal form it lacks."""
    bare = _bare(name)
    found = [
        other
        for other in others
        if other != name
        and _bare(other).startswith(f"{bare} ")
        and _goes_on(_bare(other)[len(bare) :].strip())
    ]
    same = [other for other in others if other != name and _bare(other) == bare]
    if len(bare) < 3:
        return None
    if (
        found
        and len({_bare(other) for other in found}) == 1
        and organisation_kind(found[0]) not in ("hospital", "university")
    ):
        return max(found, key=len)
    if same and not found:
        best = max([name, *same], key=lambda each: (len(each), each))
        return best if best != name else None
    return None


def _goes_on(rest: str) -> bool:
    """Whether what a longer name adds is part of a company's name, not a city or another body."""
    return organisation_kind(rest) == "company" and len(rest.split()) < 4


def _bare(name: str) -> str:
    return (
        re.sub(rf"[,.\s]+(?:{LEGAL})\.?(?=$|[,\s])", "", " ".join(name.split()))
        .lower()
        .strip(" .,")
    )


def _place(names: Names, sentence: Sentence, mention: Mention) -> None:
    """The country of a name: in the name, as a nationality just before, or "based in …" just after."""
    name = clean(mention.text)
    full = names.full.get(name.lower(), name)
    if full in names.country:
        return
    code = (
        mention.country
        or _before(sentence.flat, mention)
        or _after(sentence.flat, mention)
    )
    if code:
        names.country[full] = code


def _before(flat: str, mention: Mention) -> str | None:
    """A nationality or a country in front, with nothing but a description in between: "the Danish maker of pumps"."""
    words = flat[max(0, mention.start - NEAR) : mention.start]
    found = countries.codes_in(words)
    if not found:
        return None
    at, code = found[-1]
    return code if DESCRIBES.fullmatch(words[at:]) else None


DESCRIBES = re.compile(
    r"[A-Z][\w.]*(?:\s[A-Z][\w.]*){0,3}?(?:’s|'s|-based)?\s+(?:(?!(?:and|with|in|to|for|by|from|of|on|is|are|will|has|was|signed|met)\b)[a-z&][\w&-]*\s+){0,5}"
    r"|[가-힣]+\s+"
)


def _after(flat: str, mention: Mention) -> str | None:
    words = flat[mention.end : mention.end + NEAR]
    found = countries.codes_in(words)
    if not found:
        return None
    at, code = found[0]
    gap = words[:at]
    return (
        code
        if re.fullmatch(
            r"(?:\s*,\s*(?:an?|the|one of|part of|which|[\w-]+)?\s*(?:(?!and\b|with\b)[\w&’'-]+\s+){0,7}|\s+(?:in|of|from)\s+(?:the\s+)?|\s*,\s*|\s+is\s+(?:an?|the)\s+(?:[\w-]+\s+){0,6}?(?:in|of|from)\s+)",
            gap,
        )
        else None
    )


def listed(names: Names) -> tuple[Organisation, ...]:
    """The organisations in the order of the text, short forms as aliases of the full one."""
    found = []
    for name, (start, end) in sorted(names.first.items(), key=lambda item: item[1]):
        if name.lower() in names.full and names.full[name.lower()] != name:
            continue
        kind = organisation_kind(name)
        found.append(
            Organisation(
                name,
                kind or "other",
                names.country.get(name),
                tuple(sorted(names.aliases.get(name, ()))),
                start,
                end,
                0.85 if kind else 0.55,
            )
        )
    return tuple(found)
