"""Words for large numbers as each language counts: by thousands, or in Korean by ten thousands. After Unicode CLDR, compact formats."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext_lazy

from madang.site.landscape.rules.topics import plain

Words = dict[int, str | Promise]
THOUSANDS: Words = {
    3: pgettext_lazy("a number of thousands", "thousand"),
    6: pgettext_lazy("a number of millions", "million"),
    9: pgettext_lazy("a number of thousand millions", "billion"),
    12: pgettext_lazy("a number of million millions", "trillion"),
}
# Where the steps are others, or the words are shortened: no translation of "million" is right there.
OF_LANGUAGE: dict[str, Words] = {
    "ko": {3: "천", 4: "만", 8: "억", 12: "조"},
    "lv": {3: "tūkst.", 6: "milj.", 9: "mljrd.", 12: "trilj."},
}
IN_MYRIADS = ("ko",)
# From here on an axis counts in words even if every figure is written out.
LONG = 10**7


@dataclass(frozen=True)
class Magnitude:
    """A power of ten and its word; power 0 has none. `joint` stands between digits and word."""

    power: int = 0
    word: str = ""
    joint: str = " "

    @property
    def divisor(self) -> int:
        """Return the number that the word stands for."""
        return int(10**self.power)

    def digits(self, value: Decimal, *, decimals: int, scale: int) -> str:
        """Return a value in this magnitude with the digits that were stated: `decimals` of them in units of `scale`.

        Where the magnitude is that of the statement they are written as stated, else without the zeros at their end.
        """
        if self.divisor == scale:
            return plain(value / scale, decimals)
        kept = max(0, decimals + self.power - (len(str(scale)) - 1))
        return plain(round(value / self.divisor, kept))

    def written(self, value: Decimal, *, decimals: int, scale: int) -> str:
        """Return a value with its word: "3.6 billion", "36억"."""
        digits = self.digits(value, decimals=decimals, scale=scale)
        return f"{digits}{self.joint}{self.word}" if self.word else digits


def _language() -> str:
    return (get_language() or "en").split("-")[0]


def magnitude_of(value: Decimal, scale: int) -> Magnitude:
    """Return the magnitude in which a reader counts a value that was stated in units of `scale`: as stated, or in Korean the fitting one."""
    language = _language()
    words = OF_LANGUAGE.get(language, THOUSANDS)
    if scale < 1000:
        return Magnitude()
    if language in IN_MYRIADS:
        power = max((each for each in words if abs(value) >= 10**each), default=0)
        return Magnitude(power, str(words.get(power, "")), "")
    power = len(str(scale)) - 1
    return Magnitude(power, str(words[power])) if power in words else Magnitude()


def of_axis(most: Decimal, scale: int) -> Magnitude:
    """Return the one magnitude of an axis up to `most`, where the largest unit of a statement is `scale`."""
    if scale >= 1000 or abs(most) < LONG:
        return magnitude_of(most, scale)
    words = OF_LANGUAGE.get(_language(), THOUSANDS)
    return magnitude_of(most, 10 ** max(each for each in words if 10**each <= abs(most)))  # fmt: skip


def in_full(value: Decimal, decimals: int) -> str:
    """Return a number to its last digit: "3,351,955,307", in Korean "33억 5195만 5307"."""
    whole = round(value)
    if decimals or _language() not in IN_MYRIADS or abs(whole) < 10**4:
        return plain(value, decimals)
    words = OF_LANGUAGE[_language()]
    parts, rest = [], abs(whole)
    for power in (12, 8, 4):
        digits, rest = divmod(rest, 10**power)
        # Beyond the largest word the digits are those of any number.
        parts += [f"{plain(Decimal(digits)) if power == 12 else digits}{words[power]}"] if digits else []  # fmt: skip
    parts += [str(rest)] if rest else []
    return ("-" if whole < 0 else "") + " ".join(parts)
