"""What may be read of the calendar, narrowed and in the order of its days."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from madang.site.directory import rules as directory_rules
from madang.site.directory.models import User
from madang.site.landscape.models import CalendarItem
from madang.site.ledger.models import Claim, Occasion
from madang.site.ledger.queries.claims import claims_seen_by, standing_claims
from madang.site.ledger.queries.names import with_named
from madang.site.ledger.queries.occasions import occasions_seen_by


def entries_seen_by(user: User | AnonymousUser) -> QuerySet[CalendarItem]:
    """Return the dates that this reader may see, each with `is_held`: whether a claim of the ledger that this reader may see says that its occasion took place."""
    held = standing_claims(claims_seen_by(user)).filter(
        occasion=OuterRef("occasion"), aspect=Claim.Aspect.HELD
    )
    rows = CalendarItem.objects.select_related("event", "occasion")
    rows = with_named(rows, user, "organisation").annotate(is_held=Exists(held))
    if not directory_rules.may_curate(user):
        # A date is no more public than the occasion that it is of.
        is_open = Q(occasion=None) | Q(occasion__audience="public")
        rows = rows.filter(is_open, audience="public")
    return rows


def entry_seen_by(user: User | AnonymousUser, pk: int) -> CalendarItem:
    """Return one date; 404 for what this reader may not see."""
    item = entries_seen_by(user).filter(pk=pk).first()
    if item is None:
        raise Http404
    return item


def narrowed(
    rows: QuerySet[CalendarItem],
    *,
    country: str = "",
    field: str = "",
    kind: str = "",
    month: date | None = None,
    past: bool = False,
) -> QuerySet[CalendarItem]:
    """Return those of `rows` in a country, field, kind or month; without a month those of today and later, or the past, the newest first."""
    for name, value in (("country", country), ("field", field), ("kind", kind)):
        if value:
            rows = rows.filter(**{name: value})
    if month is not None:
        after = date(month.year + month.month // 12, month.month % 12 + 1, 1)
        open_end = Q(last_day=None) | Q(last_day__gte=month)
        return rows.filter(open_end, first_day__lt=after).order_by("first_day", "pk")
    today = timezone.localdate()
    if past:
        return rows.filter(last_day__lt=today).order_by("-first_day", "-pk")
    later = Q(last_day__gte=today) | Q(last_day=None)
    return rows.filter(later).order_by("first_day", "pk")


def next_entries(user: User | AnonymousUser, *, most: int = 5) -> list[CalendarItem]:
    """Return the next dates of the calendar, at most so many."""
    return list(narrowed(entries_seen_by(user))[:most])


def occasion_of(user: User | AnonymousUser, item: CalendarItem) -> Occasion | None:
    """Return the ledger's occasion that a date is about, if this reader may see it."""
    if item.occasion_id is None:
        return None
    return occasions_seen_by(user).filter(pk=item.occasion_id).first()
