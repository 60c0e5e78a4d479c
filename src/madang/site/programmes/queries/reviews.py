"""Reviews: whose they are, and what those who decide read of them."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.http import Http404

from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.programmes.models import Application, Review


@dataclass(frozen=True)
class Scores:
    """What the reviewers of an application have said so far."""

    named: int
    given: int
    mean: float | None


def reviews_of(person: Person | None) -> QuerySet[Review]:
    """Return what a person is to review or has reviewed, what waits on top; withdrawn applications are left out."""
    if person is None:
        return Review.objects.none()
    return (
        Review.objects.filter(reviewer=person)
        .exclude(application__state=Application.State.WITHDRAWN)
        .select_related("application__organisation", "application__call__programme")
        .order_by(
            F("reviewed_at").asc(nulls_first=True),
            "application__call__closes_at",
            "pk",
        )
    )


def review_seen_by(user: User | AnonymousUser, pk: int) -> Review:
    """Return one's own review, whose application is not withdrawn; 404 for everybody else's."""
    review = reviews_of(person_of(user)).filter(pk=pk).first()
    if review is None:
        raise Http404
    return review


def reviews_for(application: Application) -> QuerySet[Review]:
    """Return the reviews of an application with their reviewers, for those who decide."""
    return application.reviews.select_related("reviewer__organisation").order_by("pk")


def scores_of(application: Application) -> Scores:
    """Return how many reviewers are named and have scored, and the mean. Reads reviews as prefetched."""
    rows = [each for each in application.reviews.all() if not each.has_conflict]
    given = [each.score for each in rows if each.score is not None]
    mean = round(sum(given) / len(given), 1) if given else None
    return Scores(named=len(rows), given=len(given), mean=mean)
