"""Collect every string to translate into locale/ko, keep what is translated, compile it. Needs gettext's xgettext."""

import os
import sys
from pathlib import Path

import polib

SITE = Path(__file__).parents[1] / "src" / "madang" / "site"


def main() -> int:
    """Write django.po and django.mo; say how many strings lack a translation (exit 1 if any)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "madang.site.settings")
    os.environ.setdefault("MADANG_STATIC", "plain")
    import django
    from django.core.management import call_command

    django.setup()
    os.chdir(SITE)
    call_command(
        "makemessages",
        locale=["ko"],
        no_obsolete=True,
        no_location=True,
        no_wrap=True,
        verbosity=0,
    )
    path = SITE / "locale/ko/LC_MESSAGES/django.po"
    catalogue = polib.pofile(str(path), wrapwidth=0)
    catalogue.metadata = {
        "Project-Id-Version": "Madang",
        "MIME-Version": "1.0",
        "Language": "ko",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;",
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
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))
    missing = [entry.msgid for entry in catalogue.untranslated_entries()]
    sys.stdout.write(
        f"{len(catalogue)} strings, {len(missing)} without a translation\n"
    )
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
