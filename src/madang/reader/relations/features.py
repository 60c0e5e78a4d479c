"""What a sentence with two marked names shows a linear model: bags of features, in three views.

Zones (before, between, after the names) follow Zhou et al. (ACL 2005); windows beside the names and the order
of the pair follow Mintz et al. (ACL 2009). No parser: a sentence of any script is cut into words, or into
single characters where the script writes no spaces.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(frozen=True)
class Marked:
    """A sentence and the character spans (start, end; end excluded) of the two names asked about."""

    text: str
    first: Span
    second: Span

    def __post_init__(self) -> None:
        """Raise ValueError where a span is empty, outside the text, or overlaps the other."""
        for start, end in (self.first, self.second):
            if not 0 <= start < end <= len(self.text):
                raise ValueError("A span lies outside the sentence or is empty.")
        if self.first[0] < self.second[1] and self.second[0] < self.first[1]:
            raise ValueError("The two spans overlap.")


VIEWS = ("words", "letters", "pair")
FIRST, SECOND = "<1>", "<2>"
_TOKEN = re.compile(r"[a-zA-Z\u00c0-\u024f]+|\d+|[^\w\s]|\w")
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ions",
    "ion",
    "ers",
    "er",
    "ies",
    "ed",
    "es",
    "s",
    "e",
    "y",
)
_TRIGGERS = {
    "partner": "collaborat partner alliance allied joint together cooperat agreement teamed signed 合作 签约 战略 联手 携手 协议",
    "own": "subsidiar owned parent division unit stake share shareholder holding 持股 股权 控股 子公司 旗下",
    "buy": "acqui bought purchas takeover sold sale merge 收购 并购 合并 重组",
    "market": "listed traded exchange stock nasdaq nyse 上市",
    "rival": "compet rival versus against 竞争",
    "use": "customer client supplier supplied uses used contract 客户 供应",
    "product": "launch releas develop product introduc model platform 发布 推出",  # codespell:ignore releas
}


def _stem(word: str) -> str:
    """A crude stem: one common English ending less, at least four letters kept."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _cut(text: str) -> list[str]:
    return [
        _stem(word.lower()) if not word.isdigit() else "0"
        for word in _TOKEN.findall(text)
    ]


def _zones(row: Marked) -> tuple[str, str, str]:
    (left, right) = sorted((row.first, row.second))
    return row.text[: left[0]], row.text[left[1] : right[0]], row.text[right[1] :]


def _grams(words: list[str], most: int, tag: str) -> Iterator[str]:
    for size in range(1, most + 1):
        for at in range(len(words) - size + 1):
            yield tag + " ".join(words[at : at + size])


def _marks(row: Marked) -> tuple[str, str]:
    return (FIRST, SECOND) if row.first < row.second else (SECOND, FIRST)


def words_view(row: Marked) -> list[str]:
    """Runs of one to four words, over the whole marked sentence and again by zone and by nearness."""
    before, between, after = (_cut(part) for part in _zones(row))
    left, right = _marks(row)
    whole = [*before, left, *between, right, *after]
    out = list(_grams(whole, 4, ""))
    out += _grams(before[-8:], 3, "B:")
    out += _grams(between[:25], 4, f"M{left}:")
    out += _grams(after[:8], 3, "A:")
    return out


def letters_view(row: Marked) -> list[str]:
    """Runs of two to five characters of the neighbourhood of the pair, names replaced by marks."""
    before, between, after = (" ".join(part.lower().split()) for part in _zones(row))
    near = f"{before[-60:]}\x01{between[:160]}\x02{after[:60]}"
    out = [
        near[at : at + size]
        for size in (2, 3, 4, 5)
        for at in range(len(near) - size + 1)
    ]
    middle = f"\x01{between[:100]}\x02"
    out += [
        "M:" + middle[at : at + size]
        for size in (2, 3, 4)
        for at in range(len(middle) - size + 1)
    ]
    return out


def _shape(name: str) -> str:
    kinds = (
        "0" if c.isdigit() else "A" if c.isupper() else "a" if c.islower() else c
        for c in name
    )
    return re.sub(r"(.)\1+", r"\1", "".join(kinds))


def _name(name: str, tag: str) -> Iterator[str]:
    low = name.lower()
    yield f"{tag}={low}"
    yield f"{tag}shape={_shape(name)[:8]}"
    yield f"{tag}long={min(len(name) // 4, 6)}"
    for word in _cut(low):
        yield f"{tag}w={word}"
    padded = f"^{low}$"
    for size in (2, 3, 4):
        for at in range(len(padded) - size + 1):
            yield f"{tag}c={padded[at : at + size]}"


def _windows(row: Marked) -> Iterator[str]:
    for tag, (start, end) in (("1", row.first), ("2", row.second)):
        lead, tail = _cut(row.text[:start])[-4:], _cut(row.text[end:])[:4]
        for size in (1, 2, 3, 4):
            yield f"L{tag}:" + " ".join(lead[-size:])
            yield f"R{tag}:" + " ".join(tail[:size])


def _triggers(row: Marked) -> Iterator[str]:
    for zone, part in zip("BMA", _zones(row), strict=True):
        low = part.lower()
        for family, stems in _TRIGGERS.items():
            if any(stem in low for stem in stems.split()):
                yield f"T{zone}:{family}"
                yield f"T:{family}"


def pair_view(row: Marked) -> list[str]:
    """The two names (words, letters, shape), their order and distance, words beside them, families of triggers."""
    between = _cut(_zones(row)[1])
    order = _marks(row)[0]
    name_1, name_2 = row.text[slice(*row.first)], row.text[slice(*row.second)]
    out = [
        f"order={order}",
        f"far={min(len(between), 40).bit_length()}",
        "path=" + order + " ".join(between[:6]),
    ]
    out += [f"pair={name_1.lower()}|{name_2.lower()}"]
    for part in (_name(name_1, "1"), _name(name_2, "2"), _windows(row), _triggers(row)):
        out += part
    out += [f"{order}{word}" for word in dict.fromkeys(between)]
    return out


def bags(rows: list[Marked], view: str) -> list[list[str]]:
    """The features of every row in one of VIEWS (KeyError for another name)."""
    make = {"words": words_view, "letters": letters_view, "pair": pair_view}[view]
    return [make(row) for row in rows]
