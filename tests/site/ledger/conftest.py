"""A small ledger: two organisations, an article with two passages, somebody who looks after it."""

import pytest

from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.models import Passage, Source


@pytest.fixture
def curator(db: None) -> Person:
    user = User.objects.create_user("curator@example.org", is_curator=True)
    return Person.objects.create(name="Ieva Ozola", email=user.email, user=user)


@pytest.fixture
def reader(db: None) -> Person:
    """Somebody who can sign in and looks after nothing."""
    user = User.objects.create_user("reader@example.org")
    return Person.objects.create(name="Ana Reader", email=user.email, user=user)


@pytest.fixture
def agency(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Agency of Tarsena", kind="trade_agency", country="LV"
    )


@pytest.fixture
def fund(db: None) -> Organisation:
    return Organisation.objects.create(
        name="Dalbit Securities", kind="investor", country="KR"
    )


@pytest.fixture
def article(db: None) -> Source:
    return add_source(
        by=None,
        key="courier",
        kind="article",
        title="Two countries talk",
        publisher="Harbour Courier",
        published="2024-05-02",
        language="en",
    )


@pytest.fixture
def passage(article: Source) -> Passage:
    return add_passage(
        article,
        by=None,
        paraphrase="The agency opened talks with the fund.",
        start=100,
        end=140,
        line=4,
    )


@pytest.fixture
def quotation(article: Source) -> Passage:
    return add_passage(article, by=None, exact="We are proud of this contract.", line=6)
