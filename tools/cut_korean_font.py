"""Cut the Korean font to the syllables of our own strings: python tools/cut_korean_font.py PretendardVariable.woff2

Needs fonttools and brotli. Takes the variable font of the npm package pretendard 1.3.9 (OFL) and writes
static/fonts/madang-sans-ko.woff2 under the name Madang Sans: the licence reserves the original's name.
"""

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SITE = Path(__file__).parents[1] / "src" / "madang" / "site"
TARGET = SITE / "static/fonts/madang-sans-ko.woff2"
# Particles and endings that join names of people and figures.
ALWAYS = "마당한국어가나다라바사아자차카타파하은는을를이와과의에서로으부터까지도만니습입합됩있없했님측건명곳"


def syllables() -> str:
    """Return each Hangul syllable that a page of ours can show, once."""
    text = (SITE / "locale/ko/LC_MESSAGES/django.po").read_text() + ALWAYS
    return "".join(sorted(set(re.findall("[가-힣]", text))))


def main(source: str) -> int:
    """Write the cut; say how many syllables it holds and how large it is."""
    options = subset.Options(
        flavor="woff2",
        layout_features=[
            "kern",
            "ccmp",
            "locl",
            "calt",
            "tnum",
            "pnum",
            "case",
            "zero",
            "ordn",
        ],
    )
    font = TTFont(source)
    cutter = subset.Subsetter(options)
    wanted = syllables()
    cutter.populate(text=wanted)
    cutter.subset(font)
    for name in font["name"].names:
        if name.nameID not in (0, 7, 13, 14):  # copyright, trademark and licence stay
            text = re.sub("Pretendard ?(Variable)?", "Madang Sans", str(name))
            font["name"].setName(
                text, name.nameID, name.platformID, name.platEncID, name.langID
            )
    font.flavor = "woff2"
    font.save(TARGET)
    sys.stdout.write(f"{len(wanted)} syllables, {TARGET.stat().st_size // 1000} kB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
