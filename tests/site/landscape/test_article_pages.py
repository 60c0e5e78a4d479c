"""Articles: who reads what, in every form; writing, withdrawing and putting back."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Person
from madang.site.landscape.actions.articles import (
    change_article,
    set_article_state,
    write_article,
)
from madang.site.landscape.models import Article, ArticleTag, FeedItem
from madang.site.landscape.queries.articles import articles_seen_by
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.ledger.actions.sources import add_source
from madang.site.ledger.models import Position
from tests.conftest import sign_in
from tests.site.landscape.reading import (
    SECRET,
    article_called,
    cluster_called,
    curator_called,
    person_called,
)

LIST = "/landscape/articles/"
ATOM = "/landscape/articles.atom"
FORM = {
    "section": "opinion",
    "title": "Two shores",
    "byline": "R. Writer",
    "teaser": "What both want.",
    "body": "One paragraph.",
    "language": "en",
    "published_on": "2026-03-02",
    "countries": ["LV", "KR"],
    "fields_named": ["oncology"],
}


@pytest.fixture
def curator(db: None) -> Person:
    return curator_called("Curt Curator")


@pytest.fixture
def reader(db: None) -> Person:
    return person_called("Maija Ozola")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def test_a_gated_text_is_in_no_form_that_a_visitor_gets(
    client: Client, db: None
) -> None:
    article = article_called("Plants", is_gated=True, countries=("KR",))
    forms = [
        f"{LIST}{article.slug}/",
        LIST,
        f"{LIST}?q=plants",
        f"{LIST}?country=KR",
        ATOM,
        "/landscape/",
    ]
    pages = [page(client, address) for address in forms]
    assert [SECRET in text or "Forty-one" in text for text in pages] == [False] * 6
    assert [SECRET in f"{each.title}{each.text}" for each in FeedItem.objects.all()] == [False]  # fmt: skip
    assert OutboxMail.objects.count() == 0


def test_a_program_without_a_token_gets_no_gated_text(
    client: Client, reader: Person
) -> None:
    article_called("Plants", is_gated=True)
    address = "/api/landscape/articles/plants"
    words = "/api/landscape/articles?text=eastern"
    assert SECRET not in page(client, address)
    assert client.get(words).json()["items"] == []
    _token, secret = make_token(by=reader, name="Reading", scope="read")
    headers = {"Authorization": f"Bearer {secret}"}
    assert SECRET in client.get(address, headers=headers).content.decode()


def test_an_internal_source_is_named_to_curators_alone(
    client: Client, curator: Person
) -> None:
    letter = add_source(
        by=None, kind="letter", title="", publisher="Quiet office", audience="internal"
    )
    article = article_called("Plants")
    Article.objects.filter(pk=article.pk).update(source=letter)
    address = f"{LIST}{article.slug}/"
    seen = ["Quiet office" in page(each, address) for each in (client, sign_in(curator))]  # fmt: skip
    assert seen == [False, True]


def test_a_word_of_the_gated_text_finds_nothing_for_a_visitor(
    client: Client, reader: Person
) -> None:
    article_called("Plants", is_gated=True)
    assert "No article fits." in page(client, f"{LIST}?q=eastern+shore")
    assert "Teaser of Plants." in page(sign_in(reader), f"{LIST}?q=eastern+shore")


def test_the_query_itself_has_no_text_for_a_visitor(client: Client, db: None) -> None:
    article_called("Closed", is_gated=True)
    article_called("Open")
    user = client.get("/").wsgi_request.user
    texts = articles_seen_by(user).order_by("pk").values_list("title", "text")
    assert list(texts) == [("Closed", ""), ("Open", SECRET)]


def test_whoever_is_signed_in_reads_the_whole(client: Client, reader: Person) -> None:
    article = article_called("Plants", is_gated=True)
    assert SECRET in page(sign_in(reader), f"{LIST}{article.slug}/")
    closed = page(client, f"{LIST}{article.slug}/")
    assert "Teaser of Plants." in closed
    assert f"{reverse('landscape:register')}?next=/landscape/articles/plants/" in closed


def test_who_is_closed_out_reads_no_more(client: Client, reader: Person) -> None:
    article = article_called("Plants", is_gated=True)
    session = sign_in(reader)
    assert reader.user is not None
    reader.user.is_active = False
    reader.user.save()
    assert SECRET not in page(session, f"{LIST}{article.slug}/")


def test_an_open_text_is_for_everybody(client: Client, db: None) -> None:
    article = article_called("Open")
    assert SECRET in page(client, f"{LIST}{article.slug}/")


def test_text_is_escaped_and_has_paragraphs_and_links_only(
    client: Client, db: None
) -> None:
    body = "First <script>alert(1)</script>\n\nSecond https://example.org/x"
    article = article_called("Marked", body=body)
    text = page(client, f"{LIST}{article.slug}/")
    assert "<p>First &lt;script&gt;alert(1)&lt;/script&gt;</p>" in text
    assert (
        '<p>Second <a href="https://example.org/x" rel="nofollow">https://example.org/x</a></p>'
        in text
    )


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_drafts_and_withdrawn_ones_are_for_curators(
    client: Client, curator: Person, reader: Person, state: str
) -> None:
    article = article_called("Hidden", state=state)
    address = f"{LIST}{article.slug}/"
    assert client.get(address).status_code == 404
    assert sign_in(reader).get(address).status_code == 404
    assert "Hidden" in page(sign_in(curator), address)
    assert "Hidden" not in page(client, LIST)
    assert "Hidden" not in page(client, ATOM)
    assert FeedItem.objects.count() == 0


def test_the_atom_feed_is_the_same_for_a_curator(
    client: Client, curator: Person
) -> None:
    article_called("Hidden", state="draft")
    article_called("Plants", is_gated=True)
    mine, theirs = page(sign_in(curator), ATOM), page(client, ATOM)
    assert ("Hidden" in mine, "Forty-one" in mine, mine == theirs) == (False, False, True)  # fmt: skip
    assert client.get(ATOM).headers["Content-Type"] == "application/atom+xml; charset=utf-8"  # fmt: skip


def test_a_curator_writes_an_article_by_form(curator: Person) -> None:
    answer = sign_in(curator).post(f"{LIST}write/", {**FORM, "as": "published"})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LIST}two-shores/")  # fmt: skip
    article = Article.objects.get()
    assert (article.title, article.state, article.written_by) == ("Two shores", "published", curator)  # fmt: skip
    tags = list(ArticleTag.objects.values_list("kind", "country", "field"))
    assert tags == [("country", "LV", ""), ("country", "KR", ""), ("field", "", "oncology")]  # fmt: skip
    news = FeedItem.objects.get()
    assert (news.country_a, news.country_b, news.field) == ("KR", "LV", "oncology")
    assert [each.verb for each in LogEntry.objects.all()] == ["publish article"]


def test_a_refused_form_keeps_what_was_typed(curator: Person) -> None:
    typed = {**FORM, "body": "", "is_gated": "on"}
    answer = sign_in(curator).post(f"{LIST}write/", typed)
    text = answer.content.decode()
    assert (answer.status_code, Article.objects.count()) == (200, 0)
    assert "There is no text to keep for those who register." in text
    assert 'value="Two shores"' in text


def test_others_find_no_way_to_write(client: Client, reader: Person) -> None:
    article = article_called("Plants")
    addresses = [f"{LIST}write/", f"{LIST}{article.slug}/change/"]
    assert [sign_in(reader).get(each).status_code for each in addresses] == [404, 404]
    assert [client.get(each).status_code for each in addresses] == [302, 302]
    state = f"{LIST}{article.slug}/state/"
    sent = {"state": "withdrawn", "was": "published"}
    assert sign_in(reader).post(state, sent).status_code == 404
    assert client.post(state, sent).status_code == 302
    article.refresh_from_db()
    assert article.state == "published"


def test_an_article_is_withdrawn_and_put_back(curator: Person) -> None:
    article = article_called("Plants", countries=("KR",))
    session = sign_in(curator)
    state = f"{LIST}{article.slug}/state/"
    session.post(state, {"state": "withdrawn", "was": "published"})
    article.refresh_from_db()
    assert (article.state, FeedItem.objects.count()) == ("withdrawn", 0)
    session.post(state, {"state": "published", "was": "withdrawn"})
    article.refresh_from_db()
    assert (article.state, FeedItem.objects.count()) == ("published", 1)
    verbs = LogEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["publish article", "set article withdrawn", "set article published"]  # fmt: skip


def test_a_state_that_somebody_else_changed_is_refused(db: None) -> None:
    article = article_called("Plants")
    set_article_state(article, by=None, state="withdrawn", was="published")
    with pytest.raises(LandscapeError) as refusal:
        set_article_state(article, by=None, state="draft", was="published")
    assert str(refusal.value) == (
        "Somebody else has changed this article: it is “Withdrawn” now."
    )


def test_the_same_facts_change_nothing(db: None) -> None:
    article = article_called("Plants", countries=("KR",))
    change_article(article, by=None, marks={"countries": ["KR"]}, title="Plants")
    change_article(article, by=None, marks={"countries": ["LV"]}, title="Works")
    details = LogEntry.objects.filter(verb="change article").values_list("detail")
    assert list(details) == [("title, marks",)]
    assert FeedItem.objects.get().title == "Works"


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"teaser": " "}, "teaser"),
        ({"body": "", "is_gated": True}, "body"),
        ({"published_on": "ahead"}, "published_on"),
    ],
)
def test_what_does_not_fit_is_refused(
    db: None, facts: dict[str, object], field: str
) -> None:
    if facts.get("published_on"):
        facts = {"published_on": date(2999, 1, 1)}
    whole = {
        "section": "news",
        "title": "T",
        "teaser": "t",
        "published_on": date(2026, 1, 1),
        **facts,
    }
    with pytest.raises(LandscapeError) as refusal:
        write_article(by=None, marks={}, **whole)  # type: ignore[arg-type]
    assert (refusal.value.field, Article.objects.count()) == (field, 0)


def test_addresses_are_free_and_speak(db: None) -> None:
    titles = ["Plants", "Plants", "Write", "한국의 바이오"]
    assert [article_called(title).slug for title in titles] == [
        "plants",
        "plants-2",
        "write-2",
        "article",
    ]


def test_the_letter_that_recommends_has_title_and_address_only(
    client: Client, reader: Person
) -> None:
    article = article_called("Plants & works", is_gated=True)
    text = page(sign_in(reader), f"{LIST}{article.slug}/")
    assert (
        'href="mailto:?subject=Plants%20%26%20works&amp;body=Plants%20%26%20works%0Ahttp%3A%2F%2Ftestserver%2Flandscape%2Farticles%2Fplants-works%2F"'
        in text
    )


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_little_for_three_as_for_one(
    client: Client, db: None, django_assert_num_queries: object, count: int
) -> None:
    for number in range(count):
        article_called(f"Article {number}", countries=("KR", "LV"))
    with django_assert_num_queries(6):  # type: ignore[operator]
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_little_for_three_marks_as_for_one(
    reader: Person, django_assert_num_queries: object, count: int
) -> None:
    article_called("Other")
    article = article_called("Plants", countries=("KR", "LV", "DE")[:count])
    session = sign_in(reader)
    with django_assert_num_queries(8):  # type: ignore[operator]
        session.get(f"{LIST}{article.slug}/")


def test_a_curator_names_who_takes_questions(curator: Person, reader: Person) -> None:
    cluster = cluster_called("Amber Coast Cluster")
    sent = {"organisation": cluster.pk, "title": "Readers’ desk", "telephone": "1"}
    address = f"{LIST}contacts/"
    assert sign_in(reader).get(address).status_code == 404
    client = sign_in(curator)
    refused = client.post(address, {**sent, "telephone": ""}).content.decode()
    assert "somebody must be reachable" in refused
    client.post(address, sent)
    client.post(address, {**sent, "telephone": "2"})
    rows = Position.objects.values_list("title", "telephone", "is_contact")
    assert list(rows) == [("Readers’ desk", "2", True)]
    verbs = LogEntry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["name contact", "change contact"]
