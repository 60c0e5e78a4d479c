"""The feed: news and new claims of the ledger for whoever follows one of their marks, each with the reason why it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from madang.site.directory.models import Person, User
from madang.site.landscape.models import FeedItem, Follow
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.queries.figures import observations_seen_by
from madang.site.landscape.queries.following import follows_of
from madang.site.landscape.wording.following import name_of, news_text, news_title
from madang.site.ledger.models import Audience, Tie, TieCountry, TieParty
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.relations import memberships_seen_by
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.ledger.rules.access import reads_everything
from madang.site.ledger.wording import tie_title

# What the key of a figure's news begins with; the figure's own follows.
FIGURE = "figure-"


@dataclass(frozen=True)
class FeedLine:
    """One line of the feed. `kind` is a kind of FeedItem; `tie` is set where the ledger itself is the news."""

    at: datetime
    kind: str
    label: str
    title: str
    text: str
    link: str
    why: str
    tie: Tie | None = None


@dataclass(frozen=True)
class _Marks:
    """What a piece of news is about."""

    countries: frozenset[str]
    organisations: frozenset[int]
    field: str = ""
    entry: int | None = None


class Feed(Sequence[FeedLine]):
    """A person's feed, the newest first, as a list that reads only the lines it is asked for."""

    def __init__(self, person: Person) -> None:
        self.user = person.user
        self.follows = list(follows_of(person))
        self.members = _members_of(self.user, self.follows)
        self.keys = self._keys() if self.follows else []

    def _keys(self) -> list[tuple[datetime, str, int]]:
        # Keys alone: the newest of thousands are found by two queries, and only a page of them is read whole.
        marked = _news_for(self.follows, self.members)
        news = marked.filter(pk__in=news_seen_by(self.user).values("pk"))
        ties = _ties_for(self.user, _tie_marks(self.follows, self.members))
        once: dict[tuple[str, str, str], tuple[datetime, str, int]] = {}
        told = news.values_list("at", "pk", "link", "title", "news")
        for at, pk, link, title, what in told:
            once.setdefault((link, title, what), (at, "item", pk))
        found = list(once.values())
        found += [(at, "tie", pk) for pk, at in ties]
        return sorted(found, key=lambda key: (key[0], key[1], key[2]), reverse=True)

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> FeedLine: ...
    @overload
    def __getitem__(self, index: slice) -> list[FeedLine]: ...
    def __getitem__(self, index: int | slice) -> FeedLine | list[FeedLine]:
        """Return a line, or the lines of a slice in two queries and those of their parts."""
        if isinstance(index, int):
            return self._lines([self.keys[index]])[0]
        return self._lines(self.keys[index])

    def _lines(self, keys: list[tuple[datetime, str, int]]) -> list[FeedLine]:
        items = news_seen_by(self.user).in_bulk([pk for _at, kind, pk in keys if kind == "item"])  # fmt: skip
        ties = {
            tie.pk: tie
            for tie in with_sides(
                ties_seen_by(self.user).filter(
                    pk__in=[pk for _at, kind, pk in keys if kind == "tie"]
                ),
                self.user,
            )
        }
        return [
            self._line_of_item(items[pk])
            if kind == "item"
            else self._line_of_tie(ties[pk], at)
            for at, kind, pk in keys
            if pk in (items if kind == "item" else ties)
        ]

    def _line_of_item(self, item: FeedItem) -> FeedLine:
        marks = _Marks(
            countries=frozenset({item.country_a, item.country_b} - {""}),
            organisations=frozenset(
                pk
                for pk in (item.organisation_id, item.other_organisation_id)
                if pk is not None
            ),
            field=item.field,
            entry=item.entry_id,
        )
        return FeedLine(
            at=item.at,
            kind=item.kind,
            label=item.get_kind_display(),
            title=news_title(item),
            text=news_text(item),
            link=item.link,
            why=self._why(marks),
        )

    def _line_of_tie(self, tie: Tie, at: datetime) -> FeedLine:
        marks = _Marks(
            countries=frozenset(each.country for each in tie.countries.all()),
            organisations=frozenset(each.organisation_id for each in tie.parties.all()),
        )
        return FeedLine(
            at=at,
            kind=FeedItem.Kind.TIE.value,
            label=str(FeedItem.Kind.TIE.label),
            title=tie_title(tie),
            text=tie.subject,
            link=reverse("ledger:tie", args=[tie.key]),
            why=self._why(marks),
            tie=tie,
        )

    def _why(self, marks: _Marks) -> str:
        names = [
            name for follow in self.follows if (name := self._reason(follow, marks))
        ]
        return _("Here because you follow %(what)s") % {
            "what": get_text_list(list(dict.fromkeys(names)), _("and"))
        }

    def _reason(self, follow: Follow, marks: _Marks) -> str:
        """Return what is followed, in words, if the news is about it."""
        pk = follow.organisation_id
        fits = {
            "pair": {follow.country_a, follow.country_b} <= marks.countries,
            "country": follow.country_a in marks.countries,
            "organisation": pk in marks.organisations,
            "field": bool(follow.field) and follow.field == marks.field,
            "entry": follow.entry_id is not None and follow.entry_id == marks.entry,
        }
        if fits[follow.kind]:
            return name_of(follow)
        if pk is not None and self.members.get(pk, set()) & marks.organisations:
            return _("%(cluster)s and its members") % {"cluster": name_of(follow)}
        return ""


def feed_of(person: Person) -> Feed:
    """Return the feed of a person: news and ties that match what is followed, each with `why` it is there."""
    return Feed(person)


def news_seen_by(user: User | None) -> QuerySet[FeedItem]:
    """Return the news that somebody may read: of a date, a figure or an article only while that is for this reader."""
    reader = user or AnonymousUser()
    rows = FeedItem.objects.all()
    if reads_everything(reader):
        return rows
    figures = observations_seen_by(reader).filter(
        key=Substr(OuterRef("key"), len(FIGURE) + 1)
    )
    dates = entries_seen_by(reader).order_by()
    return rows.filter(
        ~Q(key__startswith=FIGURE) | Q(Exists(figures)),
        Q(entry=None) | Q(Exists(dates.filter(pk=OuterRef("entry")))),
        audience=Audience.PUBLIC,
    )


def _members_of(user: User | None, follows: list[Follow]) -> dict[int, set[int]]:
    """Return the members of the clusters that are followed; who follows a cluster reads of its members too."""
    clusters = [each.organisation_id for each in follows if each.kind == "organisation"]
    found: dict[int, set[int]] = {}
    if clusters:
        rows = memberships_seen_by(user).filter(cluster__in=clusters, until="")
        for cluster, member in rows.values_list("cluster_id", "member_id"):
            found.setdefault(cluster, set()).add(member)
    return found


def _organisations(follows: list[Follow], members: dict[int, set[int]]) -> set[int]:
    own = {each.organisation_id for each in follows if each.organisation_id is not None}
    return own.union(*members.values())


def _news_for(
    follows: list[Follow], members: dict[int, set[int]]
) -> QuerySet[FeedItem]:
    countries = {each.country_a for each in follows if each.kind == "country"}
    organisations = _organisations(follows, members)
    found = Q(pk=None)
    for each in follows:
        if each.kind == "pair":
            found |= Q(country_a=each.country_a, country_b=each.country_b)
    if countries:
        found |= Q(country_a__in=countries) | Q(country_b__in=countries)
    if organisations:
        found |= Q(organisation__in=organisations)
        found |= Q(other_organisation__in=organisations)
    fields = {each.field for each in follows if each.kind == "field"}
    entries = {each.entry_id for each in follows if each.kind == "entry"}
    return FeedItem.objects.filter(
        found | Q(field__in=fields) | Q(entry__in=entries)
    ).order_by("-at", "-pk")


def _ties_for(user: User | None, marks: Q) -> list[tuple[int, datetime]]:
    """Return (key, instant) of each tie that matches and this reader may see: when its newest claim that stands was recorded."""
    claims = standing_claims(claims_seen_by(user)).filter(tie=OuterRef("pk"))
    newest = claims.order_by("-recorded_at").values("recorded_at")[:1]
    said = ties_seen_by(user).filter(marks).annotate(said_at=Subquery(newest))
    return list(said.filter(said_at__isnull=False).values_list("pk", "said_at"))


def _tie_marks(follows: list[Follow], members: dict[int, set[int]]) -> Q:
    # By keys and not by joins: a tie with three parties is one row, and its claims are counted once.
    by_country = TieCountry.objects
    found = Q(pk=None)
    for each in follows:
        if each.kind in ("pair", "country"):
            first = by_country.filter(country=each.country_a).values("tie")
            here = Q(pk__in=first)
            if each.kind == "pair":
                here &= Q(pk__in=by_country.filter(country=each.country_b).values("tie"))  # fmt: skip
            found |= here
    if organisations := _organisations(follows, members):
        parts = TieParty.objects.filter(organisation__in=organisations)
        found |= Q(pk__in=parts.values("tie"))
    return found
