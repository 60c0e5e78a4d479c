"""Oddities of single figures: a rank told as a share, two measures in one name, told at second hand, of no year."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from madang.site.landscape.models import Observation
from madang.site.landscape.rules.topics import Measure, is_mixed
from madang.site.ledger.models import Modality
from madang.site.ledger.rules.oddities import Oddity, to_confirm

Rows = Sequence[Observation]
SHARE_WORDS = re.compile(r"\b(?:shares?|percentages?|proportions?)\b|점유율")


def rank_called_share(rows: Rows) -> Iterator[Oddity]:
    """Raise, once an indicator, that what is stated as a share that rises is a place in a ranking."""
    seen: set[int] = set()
    # A passage that states a share beside the rank speaks of that share.
    of_shares = {
        passage.pk
        for row in rows
        if row.indicator.measure == Measure.SHARE
        for passage in row.claim.passages.all()
    }
    for row in rows:
        if row.indicator.measure != Measure.RANK or row.indicator_id in seen:
            continue
        texts = [row.indicator.name, row.note]
        texts += [
            each.exact or each.paraphrase
            for each in row.claim.passages.all()
            if each.pk not in of_shares
        ]
        if any(SHARE_WORDS.search(text.casefold()) for text in texts):
            seen.add(row.indicator_id)
            same = [each for each in rows if each.indicator_id == row.indicator_id]
            yield to_confirm(
                "rank_called_share",
                same,
                title=_("A rank called a share"),
                sentence=_(
                    "The source speaks of a share and states places of a ranking. The lower number is the better place; no share is known."
                ),
                settles=_("The table of the ranking with its shares."),
            )


def two_measures_in_one(rows: Rows) -> Iterator[Oddity]:
    """Raise that a figure is told as two measures at once, or of one field or another."""
    for row in rows:
        if is_mixed(row.indicator):
            yield to_confirm(
                "two_measures_in_one",
                [row],
                title=_("One figure, two measures"),
                sentence=_(
                    "What the figure measures can be read in two ways: %(name)s%(field)s."
                )
                % {
                    "name": row.indicator.name,
                    "field": f", {row.indicator.sector}"
                    if row.indicator.sector
                    else "",
                },
                settles=_("The table from which the figure was taken."),
            )


def ambiguous(rows: Rows) -> Iterator[Oddity]:
    """Raise that the source leaves open whether something is, was or may be."""
    for row in rows:
        if row.modality == Modality.AMBIGUOUS:
            yield to_confirm(
                "ambiguous",
                [row],
                title=_("It is, or it could be?"),
                sentence=_(
                    "The wording of the source leaves open whether this happened or may happen."
                ),
                settles=_("The source in its own language, or its author."),
            )


def second_hand(rows: Rows) -> Iterator[Oddity]:
    """Raise that a source tells another organisation's figure, and that organisation's own publication is not among the sources."""
    for row in rows:
        if row.cited_source is None:
            continue
        own = row.cited_source.name.casefold()
        publishers = [each.source.publisher.casefold() for each in row.claim.passages.all()]  # fmt: skip
        if not any(own in each for each in publishers):
            yield to_confirm(
                "second_hand",
                [row],
                title=_("A figure at second hand"),
                sentence=_(
                    "The source says that %(who)s states this. Their own publication has not been read."
                )
                % {"who": row.cited_source.name},
                settles=_("The publication of %(who)s.")
                % {"who": row.cited_source.name},
            )


def year_not_stated(rows: Rows) -> Iterator[Oddity]:
    """Raise that an amount of money or people has no period."""
    for row in rows:
        is_amount = row.indicator.measure == Measure.LEVEL
        if is_amount and not row.period:
            yield to_confirm(
                "year_not_stated",
                [row],
                title=_("Of which year?"),
                sentence=_("The source states the figure and no year for it."),
                settles=_("The year of the figure."),
            )
