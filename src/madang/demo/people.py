"""Made-up people of the demonstration: names by language, job titles by kind of organisation."""

import random

NAMES: dict[str, tuple[list[str], list[str]]] = {
    "ko": (["Han", "Seo", "Park", "Lee", "Yang", "Ahn", "Moon", "Shin", "Kwon", "Bae"], ["Jisoo", "Haneul", "Minho", "Yuna", "Dohyun", "Sora", "Jaewon", "Eunbi", "Taeyang", "Nari"]),
    "lv": (["Kalniņa", "Ozola", "Bērziņš", "Liepiņš"], ["Ilze", "Mārtiņš", "Zane", "Jānis", "Līga"]),
    "fr": (["Mbeki", "Laurent", "Diallo", "Moreau", "Okello"], ["Jean", "Amara", "Claire", "Awa", "Luc"]),
    "es": (["Ibarra", "Castaño", "Muñoz", "Quiroga"], ["Lucía", "Mateo", "Inés", "Tomás"]),
    "pt": (["Figueira", "Antunes", "Prates"], ["Beatriz", "Caio", "Lívia"]),
    "de": (["Brinkmann", "Köhler", "Westphal"], ["Anke", "Jörg", "Miriam"]),
    "ja": (["Aoki", "Hoshino", "Kuroda"], ["Aya", "Ren", "Mitsuki"]),
    "zh": (["Lin", "Gao", "Shen"], ["Meilin", "Haoran", "Xiu"]),
    "en": (["Whitlock", "Adeyemi", "Marsh", "Calloway", "Nkosi", "Varga", "Rao", "Sutherland", "Tan", "Pryce"], ["Grace", "Daniel", "Thandi", "Oliver", "Priya", "Helen", "Samuel", "Nadia", "Marcus", "Ruth"]),
}  # fmt: skip
TITLES = {
    "ministry": [
        "Director of international cooperation",
        "Adviser to the minister",
        "Head of procurement",
    ],
    "regulator": ["Head of biologics review", "Reviewer"],
    "hospital": ["Head of the trial unit", "Professor of medicine"],
    "university": ["Head of technology transfer", "Professor"],
    "investor": ["Partner", "Principal"],
}
OTHER_TITLES = [
    "Business development",
    "Chief executive",
    "Licensing",
    "Alliance manager",
    "Regulatory affairs",
]
ZONES = {"KR": "Asia/Seoul", "LV": "Europe/Riga", "NO": "Europe/Oslo", "DE": "Europe/Berlin", "FR": "Europe/Paris", "US": "America/New_York", "GB": "Europe/London", "JP": "Asia/Tokyo", "CN": "Asia/Shanghai", "TH": "Asia/Bangkok", "ZA": "Africa/Johannesburg", "CH": "Europe/Zurich", "DK": "Europe/Copenhagen", "IN": "Asia/Kolkata", "SG": "Asia/Singapore", "BR": "America/Sao_Paulo", "AU": "Australia/Sydney"}  # fmt: skip


def name_of(language: str, chance: random.Random) -> str:
    """Return a made-up name as people of this language would have it."""
    family, given = NAMES.get(language, NAMES["en"])
    return f"{chance.choice(given)} {chance.choice(family)}"


def title_of(kind: str, chance: random.Random) -> str:
    """Return a job title that such an organisation sends."""
    return chance.choice(TITLES.get(kind, OTHER_TITLES))
