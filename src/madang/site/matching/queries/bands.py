"""Scores in words: five bands, so that no reader sees a score move by a little."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Least score of each band; scores run from 0 to 1000, the square root of what the engine compares.
BANDS: dict[str, int] = {
    "very_close": 700,
    "close": 550,
    "fair": 400,
    "loose": 250,
    "slight": 0,
}
LABELS: dict[str, str | Promise] = {
    "very_close": _("Very close fit"),
    "close": _("Close fit"),
    "fair": _("Fair fit"),
    "loose": _("Loose fit"),
    "slight": _("Slight fit"),
}
GAINS: dict[str, str | Promise] = {
    "very_close": _("Very large gain"),
    "close": _("Large gain"),
    "fair": _("Fair gain"),
    "loose": _("Small gain"),
    "slight": _("Slight gain"),
}
# A pair below this band is no proposal to count on.
LEAST_VIABLE = BANDS["loose"]


def band_of(score: int) -> str:
    """Return the band of a score."""
    return next(band for band, least in BANDS.items() if score >= least)


def bounds_of(band: str) -> tuple[int, int]:
    """Return the least score of a band and the least score above it."""
    least = BANDS[band]
    return least, min((each for each in BANDS.values() if each > least), default=1001)
