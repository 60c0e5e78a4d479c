"""Take articles in from a workbook: new ones as drafts, known ones changed where a cell says otherwise."""

from typing import Any

from django.utils.translation import gettext as _

from madang.site.core.cells import code_of
from madang.site.core.imports import Outcome, Refusal, read_sheets, take_rows
from madang.site.core.tables import Cells
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.articles import (
    ArticleMarks,
    change_article,
    write_article,
)
from madang.site.landscape.models import Article
from madang.site.landscape.queries.article_sheets import OF_ARTICLE
from madang.site.landscape.queries.articles import contacts_to_name
from madang.site.landscape.queries.following import organisations_to_follow
from madang.site.landscape.reading.articles import ARTICLES
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.sheet_rows import Values
from madang.site.ledger.models import Position, Source
from madang.site.survey.vocabulary import FIELDS


def take_in_articles(cells: Cells, outcome: Outcome, *, by: Person) -> None:
    """Write the articles of a sheet. A new one is a draft that somebody publishes on its page; faults and numbers go to `outcome`."""
    for sheet in read_sheets([ARTICLES], cells, outcome):
        take_rows(sheet, outcome, lambda values: _take(by, values), (LandscapeError,))


def _take(by: Person, values: Values) -> str:
    known = _known(values)
    facts: dict[str, Any] = {name: values[name] for name in OF_ARTICLE}
    facts |= {
        "body": values["body"],
        "organisation": _organisation(values["organisation"], "organisation"),
        "contact": _contact(values["contact"]),
        "source": _source(values["source"]),
    }
    marks = _marks(values)
    if known is None:
        write_article(by=by, marks=marks, state="draft", slug=values["key"], **facts)
        return "new"
    is_same = all(getattr(known, name) == value for name, value in facts.items())
    if is_same and _has(known, marks):
        return "known"
    change_article(known, by=by, marks=marks, **facts)
    return "changed"


def _known(values: Values) -> Article | None:
    """Return the article of a key; without one, that of the same title and day."""
    rows = Article.objects.prefetch_related("tags")
    if values["key"]:
        return rows.filter(slug=values["key"]).first()
    same = {name: values[name] for name in ("title", "published_on", "language")}
    return rows.filter(**same).first()


def _has(row: Article, marks: ArticleMarks) -> bool:
    tags = list(row.tags.all())
    return (
        [each.country for each in tags if each.country] == list(marks["countries"])
        and [each.field for each in tags if each.field] == list(marks["fields"])
        and [each.organisation_id for each in tags if each.organisation_id]
        == [each.pk for each in marks["organisations"]]
    )


def _marks(values: Values) -> ArticleMarks:
    return {
        "countries": list(dict.fromkeys(values["countries"])),
        "fields": [_field(each) for each in values["fields"]],
        "organisations": [
            found
            for each in values["organisations"]
            if (found := _organisation(each, "organisations")) is not None
        ],
    }


def _field(words: str) -> str:
    code = code_of(lambda: FIELDS.items(), words)
    if code is None:
        raise Refusal(_("fields of the vocabulary, by code or name, with semicolons between them"), field="fields")  # fmt: skip
    return code


def _organisation(name: str, field: str) -> Organisation | None:
    if not name:
        return None
    found = list(organisations_to_follow().filter(name=name)[:2])
    if len(found) != 1:
        raise Refusal(_("the name of one organisation that has a public page"), field=field)  # fmt: skip
    return found[0]


def _contact(key: str) -> Position | None:
    found = contacts_to_name().filter(key=key).first() if key else None
    if key and found is None:
        raise Refusal(_("the key of a role that takes questions"), field="contact")
    return found


def _source(key: str) -> Source | None:
    found = Source.objects.filter(key=key).first() if key else None
    if key and found is None:
        raise Refusal(_("the key of a source that is entered"), field="source")
    return found
