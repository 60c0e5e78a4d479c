"""Countries and languages as people write them, English and Korean, and their codes (ISO 3166-1, BCP 47)."""

import re
from collections.abc import Callable
from functools import cache

from babel import Locale
from babel.core import get_global

COUNTRY_ALIASES = {
    "KR": "korea, republic of|republic of korea|rok|korea|south korea|korea (south)|korea, south|대한민국|한국|남한",
    "KP": "korea, democratic people's republic of|dprk|북한",
    "US": "usa|u.s.a.|u.s.|united states of america|america|미국|미합중국",
    "GB": "uk|u.k.|great britain|britain|england|scotland|wales|united kingdom of great britain and northern ireland|영국",
    "NL": "holland|the netherlands|네덜란드",
    "CZ": "czech republic|체코",
    "RU": "russian federation|러시아",
    "VN": "viet nam|베트남",
    "IR": "iran, islamic republic of|이란",
    "TW": "taiwan, province of china|taiwan roc|대만|타이완",
    "TZ": "tanzania, united republic of",
    "VE": "venezuela, bolivarian republic of",
    "BO": "bolivia, plurinational state of",
    "MD": "moldova, republic of",
    "LA": "lao people's democratic republic|lao pdr|라오스",
    "SY": "syrian arab republic",
    "TR": "turkey|türkiye|터키|튀르키예",
    "AE": "uae|u.a.e.|emirates|아랍에미리트|uae 아랍에미리트",
    "HK": "hong kong|홍콩",
    "MO": "macau|macao|마카오",
    "MK": "macedonia",
    "CI": "ivory coast|côte d'ivoire|cote d'ivoire|ivoire",
    "CD": "dr congo|democratic republic of the congo",
    "MM": "burma|미얀마",
    "SZ": "swaziland",
    "PS": "palestine|state of palestine",
    "CN": "people's republic of china|prc|p.r. china|mainland china|중국",
    "DE": "federal republic of germany|deutschland|독일",
    "AU": "호주",
    "TH": "태국",
}
LANGUAGE_ALIASES = {
    "zh": "chinese|mandarin|中文|汉语|중국어|putonghua|chn",
    "ko": "korean|한국어|국어|한글|kor|韓国語",
    "en": "english|영어|eng|英語",
    "ja": "japanese|일본어|일어|日本語|jpn",
    "de": "german|deutsch|독일어|독어",
    "fr": "french|français|francais|프랑스어|불어",
    "es": "spanish|castilian|español|스페인어|서반아어",
    "pt": "portuguese|português|포르투갈어|brazilian portuguese",
    "ru": "russian|русский|러시아어|노어",
    "ar": "arabic|العربية|아랍어",
    "vi": "vietnamese|tiếng việt|베트남어|월남어",
    "id": "indonesian|bahasa indonesia|bahasa|인도네시아어",
    "ms": "malay|말레이어",
    "th": "thai|태국어",
    "lv": "latvian|latviešu|라트비아어",
    "it": "italian|italiano|이탈리아어",
    "nl": "dutch|nederlands|네덜란드어",
    "tr": "turkish|türkçe|터키어|튀르키예어",
    "fa": "persian|farsi|페르시아어",
    "fil": "tagalog|filipino",
}


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip(" .")


@cache
def _countries() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in ("en", "ko"):
        for code, name in Locale(language).territories.items():
            if re.fullmatch(r"[A-Z]{2}", code) and code not in (
                "EU",
                "EZ",
                "UN",
                "ZZ",
                "XA",
                "XB",
                "QO",
            ):
                known.setdefault(_plain(str(name)), code)
                known.setdefault(_plain(str(name).replace("&", "and")), code)
                known[code.casefold()] = code
    for old, new in get_global("territory_aliases").items():
        if re.fullmatch(r"[A-Z]{3}", old) and len(new) == 1:
            known.setdefault(old.casefold(), new[0])
    for code, words in COUNTRY_ALIASES.items():
        known.update({_plain(word): code for word in words.split("|")})
    return known


@cache
def _languages() -> dict[str, str]:
    known: dict[str, str] = {}
    for language in ("ko", "en"):
        for code, name in Locale(language).languages.items():
            if re.fullmatch(r"[a-z]{2,3}", code):
                known[_plain(str(name))] = code
                if len(code) == 2:
                    known.setdefault(code, code)
    for code, words in LANGUAGE_ALIASES.items():
        known.update({_plain(word): code for word in words.split("|")})
    return known


def country_code(text: str) -> str:
    """Return the code of one country's name or code; empty when it is none."""
    known = _countries()
    plain = _plain(text)
    return (
        known.get(plain)
        or known.get(_plain(re.sub(r"\(.*?\)", "", text)))
        or known.get(_plain(re.sub(r"^the ", "", plain)), "")
    )


def language_code(text: str) -> str:
    """Return the code of one language's name or code; empty when it is none."""
    known = _languages()
    plain = _plain(re.sub(r"\(.*?\)", "", text))
    return known.get(plain, "")


def codes_in(text: str, code_of: Callable[[str], str]) -> tuple[list[str], list[str]]:
    """Return the codes of all names in a list, and the pieces that are no name that is known.

    A name may hold a comma ("Korea, Republic of"): a piece that is known whole is not cut further.
    """
    pieces = [text]
    for separator in (
        r"[\n\r;|•·]",
        r"\s-\s",
        r"[,\u3001\uff0c]",
        r"/|\+|&| and | 및 |와 ",
        r"-|\s",
    ):
        pieces = [part for piece in pieces for part in _cut(piece, separator, code_of)]
    codes = dict.fromkeys(code_of(piece) for piece in pieces if code_of(piece))
    return list(codes), [piece for piece in pieces if not code_of(piece)]


def _cut(piece: str, separator: str, code_of: Callable[[str], str]) -> list[str]:
    piece = piece.strip(" \t-.")
    if not piece:
        return []
    if code_of(piece):
        return [piece]
    parts = [part.strip() for part in re.split(separator, piece)]
    # Cut only where the parts mean something: "Atlantis Islands" stays one unknown piece.
    if separator == r"-|\s" and not all(code_of(part) for part in parts):
        return [piece]
    return [part for part in parts if part]
