"""Documentation cannot rot: commands, settings, models and links are held against the code."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from madang.cli import build_parser

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
OWN = ["core", "directory", "events", "survey", "matching", "meetings", "ledger", "landscape", "programmes"]  # fmt: skip


def test_the_glossary_has_each_model_once_and_nothing_else() -> None:
    table = (ROOT / "docs/glossary.md").read_text().split("## Words of the field")[0]
    words = re.findall(r"^\| ([A-Z]\w+) \|", table, flags=re.MULTILINE)
    models = [
        model.__name__
        for label in OWN
        for model in apps.get_app_config(label).get_models()
    ]
    assert sorted(words) == sorted(models)


def test_each_glossary_line_has_a_korean_word() -> None:
    lines = [
        line.split("|")
        for line in (ROOT / "docs/glossary.md").read_text().splitlines()
        if re.match(r"\| [A-Z]\w+ \|", line)
    ]
    assert [line[1] for line in lines if not re.search("[가-힣]", line[3])] == []


def test_each_setting_is_documented() -> None:
    sources = (ROOT / "src/madang/site/settings.py").read_text()
    used = set(re.findall(r'"(MADANG_[A-Z_]+)"', sources))
    documented = set(
        re.findall(
            r"^\| `(MADANG_[A-Z_]+)`",
            (ROOT / "docs/reference/settings.md").read_text(),
            flags=re.MULTILINE,
        )
    )
    assert documented == used


def test_each_make_target_is_documented() -> None:
    targets = set(
        re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE)
    )
    documented = set(
        re.findall(
            r"`make ([a-z]+)`", (ROOT / "docs/reference/commands.md").read_text()
        )
    )
    assert documented == targets


def test_each_command_is_documented() -> None:
    (subcommands,) = [
        action.choices
        for action in build_parser()._actions
        if hasattr(action, "choices") and isinstance(action.choices, dict)
    ]
    documented = set(
        re.findall(
            r"^\| `madang ([a-z-]+)",
            (ROOT / "docs/reference/commands.md").read_text(),
            flags=re.MULTILINE,
        )
    )
    assert documented == set(subcommands)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / link).exists()] == []
