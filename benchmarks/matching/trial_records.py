"""Records of ClinicalTrials.gov as joint works: names in one spelling, kinds of organisation, phases, countries.

What a demand may say is limited on purpose: of the places of a trial the countries are read, never the names of sites or
towns, for the list of sites is drawn up with the partners and often names them.
"""

import gzip
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from madang.engine.match.works import Party, Work

LEGAL = {
    "inc", "incorporated", "llc", "ltd", "limited", "corp", "corporation", "co", "company", "gmbh", "ag", "sa", "sas", "spa",
    "srl", "bv", "nv", "plc", "kg", "ab", "as", "oy", "pty", "lp", "llp", "kk", "sarl", "aps", "se", "kgaa", "pvt",
}  # fmt: skip
FEDERAL = re.compile(
    r"national (cancer institute|heart lung and blood"
    r"|institute (of|on|for) (allergy|aging|drug|mental|neurological|diabetes|arthritis|dental|alcohol|deafness|nursing"
    r"|minority|occupational|biomedical|disability|environmental|general medical)"
    r"|eye institute|center for (research resources|complementary|advancing)|institutes of health|human genome"
    r"|library of medicine)|eunice kennedy|(us|united states) (department|army|naval|air force|military|public health)"
    r"|department of (health and human|veterans|defense)|centers for disease control and prev|fda |food and drug admin"
    r"|va |john e fogarty|fogarty|agency for healthcare|walter reed|uniformed services|biomedical advanced research"
)
"""Institutes of the United States' government, from the start of their name."""
KINDS = {
    "company": "pharm|biotech|therapeut|biolog|laborator|genentech|pfizer|novartis|roche|glaxo|merck|bayer|lilly|amgen|sanofi"
    "|celgene|janssen|abbv|astra|bristol|takeda|eisai|biogen|gilead|bioscience|biosystem|genetic|vaccine|wyeth|schering"
    "|genzyme|boehringer|medtronic|siemens|philips",
    "group": "group|network|consorti|alliance|society|association|organi[sz]ation|federation|collaborat",
    "foundation": "foundation|fund|charit|trust|stiftung|fondation|fondazione",
    "university": "univers|college|school|facult|institute of technology",
    "hospital": "hospital|clinic|medical cent|health (system|care)|hopita|hospices|klinik|krankenhaus|centre hospit|azienda"
    "|ospedal|cancer cent|infirmary",
    "institute": "institut|cent(er|re)|research|academy",
    "government": "ministry|council|government|department|agency|authority|nhs|nih|national",
}
"""What names of each sort of organisation hold; the first that fits counts."""
YEARS = (
    (0, 100_000, 200_000, 400_000, 1_000_000, 2_000_000, 3_000_000, 4_000_000, 5_000_000, 6_000_000),
    (1999.8, 2004.95, 2005.7, 2006.9, 2009.8, 2013.95, 2016.95, 2019.45, 2021.65, 2023.65),
)  # fmt: skip
"""Numbers of the register and about when they were given; between them by straight lines."""


@dataclass(frozen=True)
class Records:
    """Works in the order of their numbers, oldest first, and all organisations in them."""

    parties: tuple[Party, ...]
    works: tuple[Work, ...]


def read(path: Path) -> list[dict[str, str]]:
    """The records of a gzipped JSON list. Raises SystemExit with a sentence where there is none."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows: list[dict[str, str]] = json.load(file)
    except (OSError, ValueError) as error:
        message = f"{path}: no readable list of trials ({error})"
        raise SystemExit(message) from error
    return rows


def records_of(rows: list[dict[str, str]]) -> Records:
    """Rows as works, sorted by number."""
    rows = sorted(rows, key=lambda row: row["nct"])
    names = [[spelt(one) for one in parts(row)] for row in rows]
    known = {name: place for place, name in enumerate(sorted({n for one in names for n in one}))}  # fmt: skip
    works = tuple(
        _work(row, [known[name] for name in own])
        for row, own in zip(rows, names, strict=True)
    )
    return Records(tuple(Party(name, kind_of(name)) for name in known), works)


def parts(row: dict[str, str]) -> list[str]:
    """The sponsor, then the collaborators that are left when spelt like it."""
    sponsor = row["sponsor"]
    others = [one for one in row.get("collabs", "").split("|") if spelt(one)]
    return [sponsor, *(one for one in others if spelt(one) != spelt(sponsor))]


def spelt(name: str) -> str:
    """A name in one spelling: lower case, without brackets, accents, punctuation and legal forms."""
    plain = re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", name.lower())
    letters = unicodedata.normalize("NFKD", plain)
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    plain = plain.replace("'", "").replace("’", "").replace("&", " and ")
    words = re.sub(r"[^\w]+", " ", plain).split()
    return " ".join(word for word in words if word not in LEGAL)


def is_federal(name: str) -> bool:
    """Whether a spelt name is an institute of the United States' government."""
    return FEDERAL.match(f"{name} ") is not None


def kind_of(name: str) -> str:
    """What sort of organisation a spelt name sounds like."""
    found = (kind for kind, pattern in KINDS.items() if re.search(pattern, name))
    return next(found, "other")


def stage_of(phases: str) -> float | None:
    """Mean of the phases that are named, 0.5 for an early first one."""
    numbers = [int(one) for one in re.findall(r"PHASE ?([1-4])", phases.upper())]
    if "EARLY" in phases.upper():
        return 0.5
    return sum(numbers) / len(numbers) if numbers else None


def countries_of(locations: str) -> frozenset[str]:
    """The countries of the sites: what stands last, postcodes aside."""
    found = set()
    for site in locations.split("|"):
        words = [one for one in site.split(", ") if not re.search(r"\d", one)]
        if len(words) > 1:
            found.add(spelt(words[-1]))
    return frozenset(found - {""})


def year_of(number: str) -> float:
    """About when a number of the register was given."""
    return float(np.interp(int(number.removeprefix("NCT")), *YEARS))


def _work(row: dict[str, str], own: list[int]) -> Work:
    interventions = [one for one in row.get("interventions", "").split("|") if one]
    subjects = [re.sub(r"^[A-Za-z ]+: ", "", one).strip() for one in interventions]
    kinds = {one.split(":")[0].strip().lower() for one in interventions if ":" in one}
    told: dict[str, Any] = {
        "title": row["title"],
        "text": row.get("summary", ""),
        "field": row["conditions"].replace("|", " . "),
        "subject": " . ".join(subjects),
    }
    return Work(
        leader=own[0],
        partners=tuple(sorted(set(own[1:]))),
        kinds=frozenset(kinds),
        stage=stage_of(row.get("phases", "")),
        countries=countries_of(row.get("locations", "")),
        when=year_of(row["nct"]),
        **told,
    )
