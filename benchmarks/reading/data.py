"""Reads the two sets of sentences, CORE (English) and FinRE (Chinese), from a folder."""

import gzip
import json
from pathlib import Path

from madang.reader.relations import Marked

Rows = tuple[list[Marked], list[str]]


def core(folder: Path, part: str) -> Rows:
    """CORE (Borchert et al., EMNLP 2023): `part` is train or test. Direction of the relation is not asked."""
    rows, answers = [], []
    for item in json.loads(
        gzip.decompress((folder / f"core_{part}.json.gz").read_bytes())
    ):
        starts, at = [], 0
        for word in item["context"]:
            starts.append(at)
            at += len(word) + 1
        ends = [
            start + len(word)
            for start, word in zip(starts, item["context"], strict=True)
        ]
        spans = [
            (starts[item[f"{e}_start"]], ends[item[f"{e}_end"]]) for e in ("e1", "e2")
        ]
        try:
            row = Marked(" ".join(item["context"]), *spans)
        except (
            ValueError
        ):  # names inside one another: kept as two halves of the outer one
            first, last = min(a for a, _ in spans), max(b for _, b in spans)
            middle = (first + last) // 2
            row = Marked(" ".join(item["context"]), (first, middle), (middle, last))
        rows.append(row)
        answers.append(item["relation"])
    return rows, answers


def _found(text: str, one: str, two: str) -> Marked:
    """The first places of the two names that do not overlap; names not in the text are set before it."""
    for a in _places(text, one):
        for b in _places(text, two):
            if a + len(one) <= b or b + len(two) <= a:
                return Marked(text, (a, a + len(one)), (b, b + len(two)))
    joined = f"{one} {two} {text}"
    return Marked(joined, (0, len(one)), (len(one) + 1, len(one) + 1 + len(two)))


def _places(text: str, name: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(name, at)]


def finre(folder: Path, part: str) -> Rows:
    """FinRE (Li et al., ACL 2019): `part` is train, valid or test."""
    rows, answers = [], []
    for line in (
        gzip.decompress((folder / f"finre_{part}.txt.gz").read_bytes())
        .decode()
        .splitlines()
    ):
        cells = line.strip().split("\t")
        if len(cells) == 4:
            rows.append(_found(cells[3], cells[0], cells[1]))
            answers.append(cells[2])
    return rows, answers
