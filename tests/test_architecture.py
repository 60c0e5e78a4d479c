"""The shape of the project, held by a machine: file lengths, foreign keys, names that are not allowed."""

from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[1]
STORY = ["core", "directory", "events", "survey", "matching", "meetings", "ledger", "landscape", "programmes"]  # fmt: skip
SOURCES = sorted(
    path
    for path in (ROOT / "src").rglob("*.py")
    if not {"migrations", "locale"} & set(path.parts)
)
LAYERS = {
    "admin", "actions", "adapters", "api", "apps", "bridge", "exports", "forms", "models", "queries", "rules", "tasks", "urls", "views",
    # Nouns of one app, each a file that no layer above or below shares.
    "reading", "templatetags", "vocabulary", "wording",
}  # fmt: skip


@pytest.mark.parametrize(
    "path", SOURCES, ids=lambda path: str(path.relative_to(ROOT / "src" / "madang"))
)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_foreign_keys_only_look_back() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for label in STORY
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model._meta.app_label in STORY[STORY.index(label) + 1 :]
    ]
    assert wrong == []


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty = {
        "utils",
        "common",
        "helpers",
        "services",
        "manager",
        "managers",
        "misc",
        "signals",
    }
    assert [
        str(path) for path in SOURCES if path.stem in empty or empty & set(path.parts)
    ] == []


def test_every_app_has_the_same_files() -> None:
    strange = [
        f"{app}/{path.name}"
        for app in STORY[1:]
        for path in (ROOT / "src/madang/site" / app).iterdir()
        if path.name not in ("__init__.py", "__pycache__", "migrations")
        and path.stem not in LAYERS
    ]
    assert strange == []


def test_pages_ask_nothing_of_another_site() -> None:
    site = ROOT / "src/madang/site"
    files = [
        *site.glob("templates/**/*.html"),
        *site.glob("static/*.css"),
        *site.glob("static/js/*.js"),
    ]
    asked = [
        f"{path.name}: {line.strip()[:80]}"
        for path in files
        for line in path.read_text().splitlines()
        if any(f'{word}="http' in line for word in ("src", "href", "action"))
        or "url(http" in line
        or "url(//" in line
    ]
    assert asked == []


def test_no_template_has_inline_script_or_style() -> None:
    site = ROOT / "src/madang/site/templates"
    inline = [
        f"{path.relative_to(site)}: {line.strip()[:80]}"
        for path in site.glob("**/*.html")
        for line in path.read_text().splitlines()
        if " style=" in line
        or "<style" in line
        or " onclick=" in line
        or ("<script" in line and "src=" not in line)
    ]
    assert inline == []
