"""Every visible string has a Korean one, those of the portal and its rooms a Latvian one; compiled files say the same."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest
from django.utils.translation import ngettext, override

SITE = Path(__file__).parents[1] / "src" / "madang" / "site"
CODES = ["ko", "lv"]
PLACEHOLDER = re.compile(r"%\([^)]+\)[sdif]|%%")


def path_of(code: str) -> Path:
    return SITE / "locale" / code / "LC_MESSAGES" / "django.po"


def covered(code: str) -> list[Path]:
    """Return the files whose strings a language has, as the tool that collects them says."""
    tool = Path(__file__).parents[1] / "tools" / "messages.py"
    spec = importlib.util.spec_from_file_location("messages", tool)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    listed: Callable[[str], list[Path]] = module.covered
    return listed(code)


@pytest.fixture(scope="module", params=CODES)
def code(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def catalogue(code: str) -> polib.POFile:
    return polib.pofile(str(path_of(code)))


def test_each_string_is_translated(catalogue: polib.POFile) -> None:
    assert [entry.msgid for entry in catalogue if not entry.translated()] == []


def test_placeholders_stay(catalogue: polib.POFile) -> None:
    def wanted(entry: polib.POEntry) -> set[str]:
        return set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))

    def given(entry: polib.POEntry) -> set[str]:
        return set(PLACEHOLDER.findall(entry.msgstr or entry.msgstr_plural[0]))

    assert [entry.msgid for entry in catalogue if wanted(entry) != given(entry)] == []


def test_every_plural_form_keeps_its_placeholders(catalogue: polib.POFile) -> None:
    wrong = [
        entry.msgid
        for entry in catalogue
        for form in entry.msgstr_plural.values()
        if set(PLACEHOLDER.findall(form))
        != set(PLACEHOLDER.findall(entry.msgid_plural))
    ]
    assert wrong == []


def test_the_compiled_file_says_the_same(catalogue: polib.POFile, code: str) -> None:
    compiled = polib.mofile(str(path_of(code).with_suffix(".mo")))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {
        entry.msgid: entry.msgstr for entry in catalogue
    }


def test_no_visible_string_is_missing(
    catalogue: polib.POFile, code: str, tmp_path: Path
) -> None:
    assert shutil.which("xgettext"), "no xgettext: make browser installs gettext"
    copy = tmp_path / "site"
    for name in covered(code):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(SITE / name, copy / name)
    (copy / "locale").mkdir()
    subprocess.run(
        [
            sys.executable,
            "-m",
            "django",
            "makemessages",
            f"--locale={code}",
            "--no-obsolete",
            "--no-location",
        ],
        cwd=copy,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "madang.site.settings"},
        check=True,
        capture_output=True,
    )
    found = polib.pofile(str(copy / "locale" / code / "LC_MESSAGES/django.po"))
    known = {(entry.msgid, entry.msgctxt) for entry in catalogue}
    assert (
        sorted(
            entry.msgid for entry in found if (entry.msgid, entry.msgctxt) not in known
        )
        == []
    )


def test_latvian_covers_the_portal_the_sign_in_and_the_bar() -> None:
    names = {str(name) for name in covered("lv")}
    assert {
        "templates/base.html",
        "templates/account/request_login_code.html",
        "templates/landscape/following/register.html",
        "templates/programmes/portal/portal.html",
        "programmes/wording/portal.py",
    } <= names


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 līgums gaida jūsu parakstu"), (2, "2 līgumi gaida jūsu parakstu"), (21, "21 līgums gaida jūsu parakstu")],
)  # fmt: skip
def test_latvian_counts_as_latvians_do(count: int, words: str) -> None:
    with override("lv"):
        text = ngettext("%(count)s contract waits for your signature", "%(count)s contracts wait for your signature", count)  # fmt: skip
    assert text % {"count": count} == words
