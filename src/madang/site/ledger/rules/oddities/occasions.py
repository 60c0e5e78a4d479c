"""Oddities of occasions: announced for a day that has passed, dated by a part, by first days alone, from a page of another year."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from django.utils.translation import gettext as _

from madang.site.ledger.models import Claim, Modality, Occasion, Source
from madang.site.ledger.rules.oddities import (
    Oddity,
    contradiction,
    span_or_open,
    to_confirm,
)

FAR_AHEAD = timedelta(days=730)


def _last_day(occasion: Occasion) -> date | None:
    return span_or_open(occasion.end or occasion.start).last


def _sources(occasion: Occasion) -> list[Source]:
    found = {
        passage.source_id: passage.source
        for claim in occasion.claims.all()
        for passage in claim.passages.all()
    }
    return [found[key] for key in sorted(found)]


def planned_after_its_day(occasion: Occasion) -> Iterator[Oddity]:
    """Raise that a source published after an occasion still speaks of it as planned."""
    last = _last_day(occasion)
    if occasion.modality != Modality.PLANNED or last is None or occasion.is_cancelled:
        return
    if any(each.aspect == Claim.Aspect.HELD for each in occasion.claims.all()):
        return
    late = [
        each
        for each in _sources(occasion)
        if (day := span_or_open(each.published).first) is not None and day > last
    ]
    if late:
        yield contradiction(
            "planned_after_its_day",
            [occasion, *late],
            title=_("Announced after its day"),
            sentence=_(
                "The source was published after the last day and still says that it will take place. The date decides, not the tense: date passed, outcome unconfirmed."
            ),
            settles=_("A report that it took place."),
        )


def dated_by_a_part(occasion: Occasion) -> Iterator[Oddity]:
    """Raise that an occasion's own days are not stated while those of a part of it are."""
    own = span_or_open(occasion.start)
    if own.first is not None and own.first == own.last:
        return
    exact = [
        part
        for part in occasion.parts.all()
        if (days := span_or_open(part.start)).first is not None
        and days.first == days.last
    ]
    if exact:
        yield to_confirm(
            "dated_by_a_part",
            [occasion, *exact],
            title=_("Only a part has its days"),
            sentence=_(
                "The days of %(part)s are stated, those of the whole are not. The days of a part are not those of the whole."
            )
            % {"part": exact[0].name},
            settles=_("The programme of the whole."),
        )


def inferred_date(occasion: Occasion) -> Iterator[Oddity]:
    """Raise that an occasion's date was worked out from words such as "last year"."""
    if occasion.start and occasion.date_basis:
        yield to_confirm(
            "inferred_date",
            [occasion],
            title=_("A date that was worked out"),
            sentence=_("The date is not stated; it is read from: %(basis)s.")
            % {"basis": occasion.date_basis},
            settles=_("A source that states the date."),
        )


def stay_of_another_length(occasion: Occasion) -> Iterator[Oddity]:
    """Raise that the stated number of days differs from first to last day, both counted."""
    first, last = span_or_open(occasion.start), span_or_open(occasion.end)
    if (
        occasion.duration_days is None
        or first.first is None
        or first.first != first.last
        or last.last is None
        or last.first != last.last
    ):
        return
    days = (last.last - first.first).days + 1
    if days != occasion.duration_days:
        yield contradiction(
            "stay_of_another_length",
            [occasion],
            title=_("Days that do not add up"),
            sentence=_("%(stated)d days are stated, first to last day are %(days)d.")
            % {"stated": occasion.duration_days, "days": days},
            settles=_("The programme with its days."),
        )


ONE: tuple[Callable[[Occasion], Iterator[Oddity]], ...] = (
    planned_after_its_day,
    dated_by_a_part,
    inferred_date,
    stay_of_another_length,
)


def beside_the_article(occasions: Sequence[Occasion]) -> Iterator[Oddity]:
    """Raise, once a source, dates that lie more than two years after it was published: they stood beside its text, not in it."""
    found: dict[int, tuple[Source, list[Occasion]]] = {}
    for occasion in occasions:
        starts = span_or_open(occasion.start).first
        for source in _sources(occasion):
            published = span_or_open(source.published).last
            if published and starts and starts - published > FAR_AHEAD:
                found.setdefault(source.pk, (source, []))[1].append(occasion)
    for source, late in found.values():
        yield to_confirm(
            "beside_the_article",
            [source, *late],
            title=_("Dates of another year beside the article"),
            sentence=_(
                "The article appeared on %(published)s; dates taken from its page lie more than two years later. They stood beside the article when the page was read and are no statements of the article."
            )
            % {"published": source.published},
            settles=_("The organisers’ own pages."),
        )


def only_first_days(occasions: Sequence[Occasion]) -> Iterator[Oddity]:
    """Raise, once a source, that of several dates in a calendar which it shows only the first day is stated, never the last."""
    found: dict[int, tuple[Source, list[Occasion]]] = {}
    for occasion in occasions:
        days = span_or_open(occasion.start)
        if occasion.kind != Occasion.Kind.CALENDAR or days.first is None or days.first != days.last:  # fmt: skip
            continue
        for source in _sources(occasion):
            found.setdefault(source.pk, (source, []))[1].append(occasion)
    for source, dates in found.values():
        if len(dates) > 1 and not any(each.end or each.duration_days for each in dates):
            yield to_confirm(
                "only_first_days",
                [source, *dates],
                title=_("First days alone"),
                sentence=_(
                    "The calendar of the source states one day of each of %(count)d dates. Whether each lasts one day, or only its first day is stated, is not known."
                )
                % {"count": len(dates)},
                settles=_("The organisers’ own pages."),
            )


def oddities_of_occasions(occasions: Sequence[Occasion]) -> list[Oddity]:
    """Return what is odd about occasions. Reads claims, their passages with source, and parts: fetch them before."""
    found = [oddity for row in occasions for rule in ONE for oddity in rule(row)]
    return [*found, *beside_the_article(occasions), *only_first_days(occasions)]
