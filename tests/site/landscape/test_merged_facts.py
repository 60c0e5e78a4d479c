"""Organisations of a whole ledger, with articles, figures, dates and followers, are merged and stand apart again."""

import random

from django.apps import apps
from django.utils import timezone

from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.facts import import_facts, read_document
from madang.site.landscape.models import (
    Article,
    ArticleTag,
    CalendarItem,
    FeedItem,
    Follow,
)
from madang.site.ledger.actions.merging import merge_organisations, undo_merge
from madang.site.ledger.models import Claim, MergedCell, MergeDecision, MergedRow
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.merged_columns import MOVED
from tests.site.landscape.test_facts_round_trip import TEXT
from tests.site.ledger.test_merging import dump


def fill() -> list[Organisation]:
    """Enter everything of the facts, and rows of the landscape about the first organisations."""
    import_facts(read_document(TEXT), by=None)
    rows = list(Organisation.objects.order_by("pk"))
    article = Article.objects.order_by("pk").first()
    assert article is not None
    for number, row in enumerate(rows[:6]):
        follower = Person.objects.create(name=f"Follower {number}")
        Follow.objects.create(person=follower, kind="organisation", organisation=row)
        Follow.objects.create(
            person=follower, kind="organisation", organisation=rows[number + 1]
        )
        ArticleTag.objects.create(article=article, kind="organisation", organisation=row)  # fmt: skip
        FeedItem.objects.create(key=f"new-{number}", kind="tie", organisation=row, other_organisation=rows[-1], title="New", at=timezone.now())  # fmt: skip
        CalendarItem.objects.create(key=f"date-{number}", kind="event", title="Date", organisation=row, start="2027-01-02")  # fmt: skip
    Article.objects.update(organisation=rows[0])
    return rows


def test_a_whole_ledger_merges_and_stands_apart_again(db: None) -> None:
    rows = fill()
    before, chance = dump(), random.Random(11)  # noqa: S311
    claims = Claim.objects.count()
    moved: set[tuple[str, str]] = set()
    roots = [*rows]
    while len(roots) > 3:
        kept, away = chance.sample(roots, 2)
        try:
            merge_organisations(kept, away, by=None, why="One.")
        except LedgerError:
            if chance.random() < 0.2:
                roots.remove(away)
            continue
        roots.remove(away)
        for table, columns in MOVED.items():
            for column in columns:
                rows_left = apps.get_model(table)._default_manager.filter(**{column: away})  # fmt: skip
                assert not rows_left.exists(), (table, column)
        moved |= set(MergedCell.objects.values_list("table", "column"))
    # Every column that a merge moves has been moved, but for those of rows that nobody entered here.
    everything = {(table, column) for table, columns in MOVED.items() for column in columns}  # fmt: skip
    assert everything - moved <= {("landscape.ClusterProfile", "organisation")}
    assert MergedRow.objects.exists()
    assert Claim.objects.count() == claims
    standing = list(MergeDecision.objects.all())
    assert len(standing) > 8
    chance.shuffle(standing)
    for each in standing:
        undo_merge(each, by=None, why="Two.")
    assert dump() == before
