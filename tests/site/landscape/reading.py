"""Rows that the tests of articles, calendar and feed start from."""

from datetime import date

from madang.site.directory.models import Organisation, Person, User
from madang.site.landscape.actions.articles import write_article
from madang.site.landscape.models import Article, ClusterProfile

SECRET = "Forty-one plants stood idle on the eastern shore."


def person_called(name: str, **facts: object) -> Person:
    """Return somebody who can sign in."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = User.objects.create_user(email, **facts)
    return Person.objects.create(name=name, email=email, user=user)


def article_called(
    title: str,
    *,
    body: str = SECRET,
    is_gated: bool = False,
    state: str = "published",
    countries: tuple[str, ...] = (),
    section: str = "report",
) -> Article:
    """Return an article of a day that is over."""
    return write_article(
        by=None,
        marks={"countries": countries},
        section=section,
        title=title,
        teaser=f"Teaser of {title}.",
        body=body,
        is_gated=is_gated,
        state=state,
        published_on=date(2026, 3, 2),
        language="en",
    )


def curator_called(name: str) -> Person:
    """Return somebody who looks after the landscape."""
    return person_called(name, is_curator=True)


def cluster_called(name: str) -> Organisation:
    """Return an organisation that a public page names."""
    organisation = Organisation.objects.create(name=name)
    ClusterProfile.objects.create(organisation=organisation)
    return organisation
