"""Search of the ledger: what fits exactly first, then what begins so, then what holds it; in any script, without accents, by any name.

What this reader may not see is neither found nor counted: every look-up starts from what they see.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, When
from django.db.models.functions import Length

from madang.site.core.folding import folded, initials_pattern
from madang.site.directory.models import Organisation, OrganisationName, name_key
from madang.site.ledger.models import Occasion, Tie
from madang.site.ledger.queries.occasions import occasions_seen_by
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.ties import (
    parties_named_to,
    ties_seen_by,
    with_sides,
)
from madang.site.ledger.rules.access import Reader

# How closely a name fits, the closest first: the look-up of Django for each.
LOOKUPS = ("exact", "startswith", "contains")


@dataclass(frozen=True)
class Words:
    """What somebody looks for: as typed, folded as names are kept, folded as subjects are kept, and as Korean initials."""

    typed: str
    name: str
    plain: str
    initials: str


def words_of(text: str) -> Words:
    """Return what is looked for, in each of the forms in which rows are kept."""
    typed = text.strip()[:100]
    return Words(typed, name_key(typed), folded(typed), initials_pattern(typed))


def organisations_found(user: Reader, words: Words) -> QuerySet[Organisation]:
    """Return the organisations with a page that are called so, by any of their names, the closest first; none for no word."""
    return _closest(
        _if_asked(organisations_seen_by(user), words),
        [_called(words, lookup) for lookup in LOOKUPS] + _by_initials(words),
        "name",
    )


def occasions_found(user: Reader, words: Words) -> QuerySet[Occasion]:
    """Return the occasions that are called so, or are in a place called so, the closest first."""
    fits = [_plainly(words, lookup) for lookup in LOOKUPS]
    fits[2] |= Q(city__icontains=words.typed) | Q(topic__icontains=words.typed)
    if words.initials:
        fits.append(Q(name__regex=words.initials))
    return _closest(_if_asked(occasions_seen_by(user), words), fits, "name")


def ties_found(user: Reader, words: Words) -> QuerySet[Tie]:
    """Return the ties of a party called so, or on such a subject, the closest first, with what a line of a list shows."""
    fits: list[Q] = []
    for lookup in LOOKUPS:
        here = _party(user, _called(words, lookup))
        fits.append(here | _plainly(words, lookup))
    fits += [_party(user, each) for each in _by_initials(words)]
    return with_sides(
        _closest(_if_asked(ties_seen_by(user), words), fits, "-last_day"), user
    )


def _if_asked(rows: "QuerySet[Any]", words: Words) -> "QuerySet[Any]":
    return rows if words.typed else rows.none()


def _called(words: Words, lookup: str) -> Q:
    """Return the condition on organisations that a name of theirs fits."""
    own = Q(**{f"name_local__i{lookup}": words.typed})
    if words.name:
        other = OrganisationName.objects.filter(
            **{f"text_key__{lookup}": words.name}, organisation=OuterRef("pk")
        )
        own |= Q(**{f"name_key__{lookup}": words.name}) | Q(Exists(other))
    return own


def _by_initials(words: Words) -> list[Q]:
    if not words.initials:
        return []
    other = OrganisationName.objects.filter(
        text__regex=words.initials, organisation=OuterRef("pk")
    )
    own = Q(name__regex=words.initials) | Q(name_local__regex=words.initials)
    return [own | Q(Exists(other))]


def _plainly(words: Words, lookup: str) -> Q:
    """Return the condition that the folded words of a row fit; nothing fits what has no word."""
    if not words.plain:
        return Q(pk__in=[])
    return Q(**{f"search_key__{lookup}": words.plain})


def _party(user: Reader, called: Q) -> Q:
    """Return the condition on ties that a party which may be named is called so."""
    known = Organisation.objects.filter(called).values("pk")
    parts = parties_named_to(user).filter(tie=OuterRef("pk"), organisation__in=known)
    return Q(Exists(parts))


def _closest(rows: "QuerySet[Any]", fits: list[Q], order: str) -> "QuerySet[Any]":
    """Return the rows that fit, with `closeness` from 0; of equally close ones the shorter name first, or the newer tie."""
    whens = [When(fit, then=place) for place, fit in enumerate(fits)]
    close = Case(*whens, default=len(fits), output_field=IntegerField())
    found: QuerySet[Any] = rows.annotate(closeness=close).filter(
        closeness__lt=len(fits)
    )
    if order == "name":
        return found.order_by("closeness", Length("name"), "name", "pk")
    return found.order_by("closeness", order, "-pk")
