"""Collect the strings to translate into locale/ko and locale/lv, keep what is translated, compile. Needs gettext's xgettext."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

import polib

SITE = Path(__file__).parents[1] / "src" / "madang" / "site"
PLURALS = {
    "ko": "nplurals=1; plural=0;",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
}


def covered(code: str) -> list[Path]:
    """Return the files whose strings a language has, from the folder of the site: all, or those of its SOURCES."""
    patterns = SITE / "locale" / code / "SOURCES"
    lines = patterns.read_text().splitlines() if patterns.exists() else ["**/*"]
    found = {
        path.relative_to(SITE)
        for line in lines
        if line and not line.startswith("#")
        for path in SITE.glob(line)
        if path.suffix in (".py", ".html", ".txt")
        and not {"static", "print", "migrations", "__pycache__"} & set(path.parts)
    }
    return sorted(found)


def collect(code: str) -> Path:
    """Return a fresh django.po of what a language covers, merged with what it has, in a folder of its own."""
    from django.core.management import call_command

    folder = Path(tempfile.mkdtemp()) / "site"
    for name in covered(code):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SITE / name, folder / name)
    place = Path("locale") / code / "LC_MESSAGES" / "django.po"
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    if (SITE / place).exists():
        shutil.copy(SITE / place, folder / place)
    os.chdir(folder)
    call_command(
        "makemessages",
        locale=[code],
        no_obsolete=True,
        no_location=True,
        no_wrap=True,
        verbosity=0,
    )
    return folder / place


def write(code: str) -> int:
    """Write a language's django.po and django.mo; return how many strings lack a translation."""
    catalogue = polib.pofile(str(collect(code)), wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "Madang",
        "MIME-Version": "1.0",
        "Language": code,
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[code],
    }
    for entry in catalogue:
        if entry.fuzzy:  # a guess of msgmerge is not a translation
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = (
                "",
                dict.fromkeys(entry.msgstr_plural, ""),
            )
            entry.previous_msgid = entry.previous_msgid_plural = None
            entry.previous_msgctxt = None
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    path = SITE / "locale" / code / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    missing = len(catalogue.untranslated_entries())
    sys.stdout.write(
        f"{code}: {len(catalogue)} strings, {missing} without a translation\n"
    )
    return missing


def main() -> int:
    """Write the languages named on the command line, or all; exit 1 if a string lacks a translation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madang.site.settings")
    os.environ.setdefault("MADANG_STATIC", "plain")
    import django

    django.setup()
    return 1 if sum(write(code) for code in sys.argv[1:] or PLURALS) else 0


if __name__ == "__main__":
    raise SystemExit(main())
