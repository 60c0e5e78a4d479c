"""Every visible string has a Korean one, and the compiled file is what the readable one says."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

SITE = Path(__file__).parents[1] / "src" / "madang" / "site"
CATALOGUE = SITE / "locale" / "ko" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\([^)]+\)[sdif]|%%")


@pytest.fixture(scope="module")
def catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def test_each_string_is_translated(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_placeholders_stay(catalogue: polib.POFile) -> None:
    def wanted(entry: polib.POEntry) -> set[str]:
        return set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))

    def given(entry: polib.POEntry) -> set[str]:
        return set(PLACEHOLDER.findall(entry.msgstr or entry.msgstr_plural[0]))

    assert [entry.msgid for entry in catalogue if wanted(entry) != given(entry)] == []


def test_the_compiled_file_says_the_same(catalogue: polib.POFile) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {
        entry.msgid: entry.msgstr for entry in catalogue
    }


def test_no_visible_string_is_missing(catalogue: polib.POFile, tmp_path: Path) -> None:
    assert shutil.which("xgettext"), "no xgettext: make browser installs gettext"
    copy = tmp_path / "site"
    shutil.copytree(
        SITE, copy, ignore=shutil.ignore_patterns("static", "print", "__pycache__")
    )
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            "--locale=ko",
            "--no-obsolete",
            "--no-location",
        ],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "madang.site.settings"},
        check=True,
        capture_output=True,
    )
    found = polib.pofile(str(copy / "locale/ko/LC_MESSAGES/django.po"))
    known = {(entry.msgid, entry.msgctxt) for entry in catalogue}
    assert (
        sorted(
            entry.msgid for entry in found if (entry.msgid, entry.msgctxt) not in known
        )
        == []
    )
