"""What a person follows, and what there is to follow."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from madang.site.core import choices
from madang.site.directory.models import Organisation, Person, User
from madang.site.directory.queries import person_of
from madang.site.landscape.models import (
    ArticleTag,
    CalendarItem,
    ClusterProfile,
    FeedItem,
    Follow,
    WeeklyMail,
)
from madang.site.landscape.queries.calendar import entries_seen_by
from madang.site.landscape.rules.feed import Marks
from madang.site.ledger.models import OrganisationRecord
from madang.site.ledger.rules.access import named_to
from madang.site.survey.vocabulary import FIELDS


def organisations_to_follow() -> QuerySet[Organisation]:
    """Return the organisations that a public page of ledger or landscape names, never one whose record is internal. Who is only in the directory is not among them."""
    public = Q(audience="public", organisation=OuterRef("pk"))
    written = Q(article__state="published", organisation=OuterRef("pk"))
    named = Q(organisation=OuterRef("pk"))
    return Organisation.objects.filter(
        Exists(OrganisationRecord.objects.filter(public))
        | Exists(ClusterProfile.objects.filter(named, is_withdrawn=False))
        | Exists(ArticleTag.objects.filter(written))
        | Exists(CalendarItem.objects.filter(public))
        | Exists(FeedItem.objects.filter(public)),
        named_to(None),
    )


def may_follow(person: Person, kind: str, marks: Marks) -> bool:
    """Say whether what is to be followed exists and this person may see it."""
    if kind in ("pair", "country"):
        codes = {marks["country_a"], marks["country_b"]} - {""}
        return codes <= {code for code, _name in choices.countries()}
    if kind == "field":
        return marks["field"] in FIELDS
    if kind == "organisation":
        organisation = marks["organisation"]
        return (
            organisation is not None
            and organisations_to_follow().filter(pk=organisation.pk).exists()
        )
    entry = marks["entry"]
    user = person.user or AnonymousUser()
    return entry is not None and entries_seen_by(user).filter(pk=entry.pk).exists()


def follows_of(person: Person) -> QuerySet[Follow]:
    """Return what a person follows and may still know of, in the order in which it was added."""
    user = person.user or AnonymousUser()
    entries = entries_seen_by(user).order_by().values("pk")
    return Follow.objects.filter(
        Q(entry=None) | Q(entry__in=entries),
        named_to(user, "organisation"),
        person=person,
    ).select_related("organisation", "entry")


def follow_of(person: Person, pk: int) -> Follow:
    """Return one row of a person's own list; 404 for anything else."""
    row = follows_of(person).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


Mark = tuple[str, str, str, int | None, str, int | None]


def mark_of(row: Follow) -> Mark:
    """Return what a row follows as one value that can be compared: kind, countries, organisation, field, date."""
    return (
        row.kind,
        row.country_a,
        row.country_b,
        row.organisation_id,
        row.field,
        row.entry_id,
    )


def followed_by(user: User | AnonymousUser) -> dict[Mark, int]:
    """Return the keys of the rows of whoever reads, by what each follows. One query for a person, none for a visitor."""
    person = person_of(user)
    if person is None:
        return {}
    return {mark_of(row): row.pk for row in Follow.objects.filter(person=person)}


def weekly_mail_of(person: Person) -> WeeklyMail | None:
    """Return the wish of a person to have the feed by mail, or None."""
    return WeeklyMail.objects.filter(person=person).first()
