"""What a select offers: countries, languages and time zones, named in the reader's language."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

Choices = list[tuple[str, str]]
LANGUAGE_CODES = [
    "ar",
    "az",
    "bg",
    "bn",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "it",
    "ja",
    "ka",
    "kk",
    "km",
    "ko",
    "ky",
    "lo",
    "lt",
    "lv",
    "mn",
    "ms",
    "my",
    "nb",
    "ne",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "sr",
    "sv",
    "sw",
    "ta",
    "tg",
    "th",
    "tk",
    "tl",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
]
CONTINENTS = (
    "Africa",
    "America",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


@cache
def _countries(language: str) -> Choices:
    names = Locale.parse(language, sep="-").territories
    return sorted(
        ((code, name) for code, name in names.items() if _is_country(code)),
        key=lambda each: each[1],
    )


def _is_country(code: str) -> bool:
    # EU, EZ, UN and QO are groupings, XA and XB pretend to be countries in tests of software, ZZ is unknown.
    return (
        len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
    )


def countries() -> Choices:
    """Return (ISO 3166-1 code, name) of every country, in the order of their names."""
    return [("", "–"), *_countries(get_language() or "en")]


@cache
def _languages(language: str) -> Choices:
    names = Locale.parse(language, sep="-").languages
    return sorted(
        ((code, str(names.get(code, code))) for code in LANGUAGE_CODES),
        key=lambda each: each[1],
    )


def languages() -> Choices:
    """Return (BCP 47 code, name) of the languages in which meetings are held, in the order of their names."""
    return [("", "–"), *_languages(get_language() or "en")]


@cache
def zones() -> Choices:
    """Return the time zones of the IANA database that are named after a city."""
    names = sorted(
        name for name in available_timezones() if name.split("/")[0] in CONTINENTS
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


def site_languages() -> Choices:
    """Return the languages of the site, each in its own words."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]
