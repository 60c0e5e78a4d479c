"""What numbers with a unit look like."""

from __future__ import annotations

import re

from madang.reader.quantity_words import (
    COUNTED,
    NUMBERS,
    ORDINAL_WORDS,
    PLURAL_NOUN,
    SCALES,
)

NUMBER = r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"


WORDS = "|".join(sorted(NUMBERS, key=len, reverse=True))


SCALE = "|".join(sorted(SCALES, key=len, reverse=True))


LONG_SCALE = "|".join(
    sorted((word for word in SCALES if len(word) > 1), key=len, reverse=True)
)


MONEY_BEFORE = r"US\$|C\$|A\$|S\$|HK\$|NZ\$|[$€£₩¥]|\b(?:USD|EUR|GBP|KRW|SGD|NOK|SEK|DKK|CHF|JPY|CNY|RMB|INR|AUD|CAD|SAR|SR|AED|BRL|MXN)"


MONEY_AFTER = r"US\s+dollars?|U\.S\.\s+dollars?|dollars?|euros?|pounds?|won|yen|yuan|kron(?:er|or)|rupees?|francs?|riyals?|USD|EUR|GBP|KRW|SGD|NOK|SEK|DKK|CHF|JPY|CNY|RMB|INR|AUD|CAD|SAR|AED|€|\$|달러|유로|원|엔|dólares|Euro"


MONEY = re.compile(
    rf"(?:(?P<cur>{MONEY_BEFORE})\s?(?P<n1>{NUMBER})(?:\s?[-–—]\s?(?:[$€£])?(?P<m1>{NUMBER}))?(?:[\s-]?(?P<s1>{SCALE})\b)?)"
    rf"|(?:(?P<n2>{NUMBER}|\b(?:{WORDS}))(?:\s?[-–—]\s?(?P<m2>{NUMBER}))?[\s-]?(?:(?P<s2>{SCALE})\s?)?\s?(?P<cur2>{MONEY_AFTER})(?![a-zA-Z]))",
    re.IGNORECASE,
)


PERCENT = re.compile(
    rf"(?P<n>{NUMBER}|\b(?:{WORDS}))\s?(?:%|per\s?cent\b|percent\b|Prozent\b|퍼센트|pct\b|percentage points?)",
    re.IGNORECASE,
)


MULTIPLE = re.compile(
    rf"\b(?P<n>{NUMBER}|{WORDS})[\s-]?(?:fold|times)\b(?!\s+(?:a|per)\s)|\b(?P<word>doubled|tripled|quadrupled)\b|(?P<korean>\d+)\s?배",
    re.IGNORECASE,
)


RANK = re.compile(
    rf"\b(?:rank(?:s|ed|ing)?|place[sd]?|came|finished|positioned|is|was|became)\s+(?:(?:the|as|at|in|number)\s+){{0,2}}(?P<n>{'|'.join(ORDINAL_WORDS)}|No\.?\s?\d+|\d+(?:st|nd|rd|th))\b(?!\s+(?:time|year|day|month|step|phase|round|company|quarter|half|edition|country in|to)\b)"
    rf"|\b(?P<of>{'|'.join(ORDINAL_WORDS)})[\s-](?:largest|biggest|highest|most|fastest|leading)\b|(?P<korean>\d+)위",
    re.IGNORECASE,
)


TIME = re.compile(
    rf"\b(?P<n>{NUMBER}|{WORDS})[\s-]+(?:additional\s+|more\s+|consecutive\s+|full\s+)?(?P<unit>years?|days?|months?|weeks?|Jahren?|Tagen?)\b(?!\s+(?:ago|earlier|later|before|old|renewal))",
    re.IGNORECASE,
)


AREA = re.compile(
    rf"(?P<n>{NUMBER})\s?(?:(?P<s>{SCALE})\s)?(?P<unit>m2|m²|square\s+met(?:re|er)s?|sqm|Quadratmeter|square\s+f(?:ee|oo)t|sq\.?\s?ft)",
    re.IGNORECASE,
)


COUNT = re.compile(
    rf"(?<![\w.,$€£-])(?!(?:19|20)\d\d\b)(?P<n>{NUMBER}|{WORDS})(?P<plus>\+)?(?:[\s-](?P<s>{LONG_SCALE})\b)?(?!\s+of\s+(?:the\s+)?(?:\d|(?:{WORDS})\b))\s+(?P<noun>(?:of\s+(?:the\s+|these\s+|its\s+)?)?(?:(?:(?!(?:and|or|to|in|of|for|with|by|from|on|at|is|are|was|were|as|the|rounds|times|{WORDS})\b)(?!\d)[\w’'/-]+\s+){{0,4}}?)(?:{COUNTED}|{PLURAL_NOUN}))(?![\w-])",
    re.IGNORECASE,
)


AGAINST = re.compile(
    rf"\b(?:against|from|compared (?:with|to)|up from|down from|versus|vs\.?|than)\s+(?P<n>{NUMBER})(?P<rest>\s+(?:a year|the year|in|last|the previous|years?)\b)",
    re.IGNORECASE,
)


SCALED = re.compile(
    rf"(?<![\w.,$€£-])(?P<n>{NUMBER}|{WORDS})[\s-](?P<s>{LONG_SCALE})\s+(?P<noun>[a-z][\w-]*(?:\s+[a-z][\w-]*)?)",
    re.IGNORECASE,
)


KOREAN = re.compile(
    r"(?P<n>\d[\d,]*(?:\.\d+)?)\s?(?P<s>조|억|천만|백만|만|천)?\s?(?P<n2>\d[\d,]*)?(?P<s2>만|억)?\s?(?P<unit>달러|유로|원|엔|%|퍼센트|개국|개사|개|건|명|곳|여\s?명|여\s?개|년간|병상|도즈)"
)
