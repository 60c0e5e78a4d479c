"""Words of quantities: numbers, scales, currencies, what is counted and what is not, and how sure a figure is."""

from __future__ import annotations

from madang.reader.word_sets import words

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30,
}  # fmt: skip
SCALES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6, "m": 1e6, "mio": 1e6, "millionen": 1e6, "miljoner": 1e6, "millioner": 1e6,
    "miljoni": 1e6, "miljoniem": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9, "milliarden": 1e9, "mrd": 1e9, "trillion": 1e12, "tausend": 1e3,
    "crore": 1e7, "lakh": 1e5, "hundred": 100, "millones": 1e6, "miljonu": 1e6, "miljonus": 1e6, "tūkstoši": 1e3, "hundert": 100,
}  # fmt: skip
KOREAN_SCALES = {"조": 1e12, "억": 1e8, "천만": 1e7, "백만": 1e6, "만": 1e4, "천": 1e3}
CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD", "us dollar": "USD", "us dollars": "USD", "u.s. dollars": "USD",
    "u.s. dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP",
    "₩": "KRW", "krw": "KRW", "won": "KRW", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "rmb": "CNY", "yuan": "CNY", "c$": "CAD",
    "cad": "CAD", "a$": "AUD", "aud": "AUD", "s$": "SGD", "sgd": "SGD", "hk$": "HKD", "nz$": "NZD", "nok": "NOK", "kroner": "NOK", "sek": "SEK",
    "kronor": "SEK", "dkk": "DKK", "chf": "CHF", "francs": "CHF", "franc": "CHF", "inr": "INR", "rupees": "INR", "rupee": "INR", "sar": "SAR",
    "sr": "SAR", "riyals": "SAR", "aed": "AED", "brl": "BRL", "mxn": "MXN", "dólares": "USD",
}  # fmt: skip
ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
COUNTED = (
    "people|staff|inhabitants|men|women|children|personnel|personen|menschen|firmen|unternehmen|teilnehmer(?:n|innen)?|länder(?:n)?|beschäftigte(?:n)?|"
    "mitarbeiter(?:n|innen)?|aussteller(?:n)?|besucher(?:n)?|patienten|einwohner(?:n)?|gespräche(?:n)?|valst(?:īm|is|u)|dalībniek(?:i|u|iem)|uzņēmum(?:i|u|iem)|deltakere|land|länder|selskaper|bedrifter|företag"
)
PLURAL_NOUN = r"(?!(?:is|was|has|its|us|as|this|plus|less|does|yes|various|numerous|others|percent|times|points|dollars|euros|years|days|months|weeks|hours|minutes)\b)[a-z][\w-]{2,}(?<!ss)(?<!us)s"
UNCOUNTED = words(
    "times rounds ways sides parts phases steps halves series hours minutes seconds points dollars euros pounds ways years days months weeks news others reasons"
)
QUALIFIERS = (
    (
        "up to",
        r"up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+most|maximum\s+of|bis\s+zu|최대",
    ),
    (
        "more than",
        r"more\s+than|over|above|exceed(?:s|ed|ing)?|in\s+excess\s+of|greater\s+than|upwards\s+of|mehr\s+als|über|vairāk\s+nekā|mer\s+enn|över|mer\s+än",
    ),
    (
        "at least",
        r"at\s+least|no\s+fewer\s+than|no\s+less\s+than|minimum\s+of|mindestens|최소",
    ),
    ("nearly", r"nearly|almost|close\s+to|just\s+under|fast|beinahe|거의"),
    (
        "estimate",
        r"estimated(?:\s+at)?|an\s+estimated|projected|potential(?:ly)?(?:\s+worth)?|could\s+(?:be\s+worth|support|reach|generate)|estimates?|geschätzt(?:e|en)?",
    ),
    (
        "about",
        r"about|approximately|around|roughly|some|circa|ca\.?|approx\.?|~|etwa|rund|ungefähr|약|apmēram|rundt|cirka|omkring",
    ),
    ("fewer than", r"fewer\s+than|less\s+than|under|below|weniger\s+als|unter"),
    (
        "forecast",
        r"will\s+(?:be|reach|rise\s+to|cover|create|produce)|expected\s+to\s+(?:reach|be|rise\s+to)|forecast(?:\s+to\s+reach)?|set\s+to\s+(?:rise|grow)\s+to|target(?:s|ing)?(?:\s+of)?|goal\s+of|capable\s+of\s+producing",
    ),
)
