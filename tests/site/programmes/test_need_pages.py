from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry, OutboxMail
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event, Registration
from madang.site.landscape.models import FeedItem
from madang.site.programmes.actions import needs as actions
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.queries.needs import in_fields_of
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.survey.models import Answer, Item, ItemTerm
from tests.conftest import sign_in
from tests.site.programmes.calls_made import company, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def ministry() -> Person:
    row = Organisation.objects.create(name="Ministry of Ambria", kind="ministry")
    return somebody("Mara Minister", row, is_lead=True)


def published(by: Person, **other: object) -> Need:
    facts = {
        "slug": "cold-chain",
        "title": "Heat-stable vaccines",
        "text": "Two makers for four million doses.",
        "country": "TH",
        "field": "vaccines",
        "answers_until": timezone.now() + timedelta(days=9),
        **other,
    }
    need = actions.write_need(by=by, need=Need(**facts))
    return actions.step_need(by=by, need=need, step="publish")


def post(person: Person, path: str, **data: str) -> tuple[int, str]:
    page = sign_in(person).post(f"/programmes/needs/{path}", data, follow=True)
    return page.status_code, page.content.decode()


def test_a_ministry_writes_a_need_and_publishes_it_into_the_feed_of_its_field(
    ministry: Person,
) -> None:
    status, _text = post(
        ministry,
        "new/",
        title="Heat-stable vaccines",
        slug="cold-chain",
        text="Two makers.",
        country="TH",
        field="vaccines",
        answers_day="2027-03-28",
        answers_time="02:30",
    )
    need = Need.objects.get()
    assert (status, need.state, need.person) == (200, "draft", ministry)
    assert Client().get("/programmes/needs/cold-chain/").status_code == 404
    assert FeedItem.objects.count() == 0
    post(ministry, "cold-chain/state/", step="publish")
    assert Client().get("/programmes/needs/cold-chain/").status_code == 200
    item = FeedItem.objects.get()
    assert (item.kind, item.field, item.country_a, item.link) == (
        "need",
        "vaccines",
        "TH",
        "/programmes/needs/cold-chain/",
    )
    assert [each.verb for each in LogEntry.objects.order_by("id")] == [
        "write need",
        "publish need",
    ]


def test_a_time_that_the_clocks_skip_is_an_error_at_its_field(ministry: Person) -> None:
    ministry.zone = "Europe/Riga"
    ministry.save()
    data = {"title": "x", "slug": "x", "text": "x", "answers_day": "2027-03-28", "answers_time": "03:30"}  # fmt: skip
    status, text = post(ministry, "new/", **data)
    assert status == 422
    assert "This time does not exist on that day: the clocks go forward." in text
    assert Need.objects.count() == 0


def test_companies_publish_no_needs_and_ministries_answer_none(
    ministry: Person,
) -> None:
    lead = company("Baltic Bio")
    page = sign_in(lead).get("/programmes/needs/new/")
    assert page.status_code == 403
    assert "Companies answer them." in page.content.decode()
    published(ministry)
    other = Organisation.objects.create(name="Ministry of Borea", kind="ministry")
    second = somebody("Berta", other, is_lead=True)
    status, text = post(second, "cold-chain/answer/", text="We have some.")
    assert status == 422
    assert "Companies, institutes and hospitals answer needs." in text
    assert NeedAnswer.objects.count() == 0


def test_an_answer_is_sent_changed_withdrawn_and_sent_again(ministry: Person) -> None:
    need, lead = published(ministry), company("Baltic Bio")
    assert post(lead, "cold-chain/answer/", text="")[0] == 422
    post(lead, "cold-chain/answer/", text="We make them.")
    post(lead, "cold-chain/answer/", text="We make two.")
    row = need.answers.get()
    assert (row.text, row.state, row.person) == ("We make two.", "sent", lead)
    post(lead, "cold-chain/answer/withdraw/")
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert sign_in(ministry).get(f"/programmes/needs/answers/{row.pk}/").status_code == 404  # fmt: skip
    post(lead, "cold-chain/answer/", text="Once more.")
    row.refresh_from_db()
    assert row.state == "sent"
    verbs = LogEntry.objects.filter(target_type="programmes.needanswer")
    assert list(verbs.order_by("id").values_list("verb", flat=True)) == [
        "answer need",
        "change answer",
        "withdraw answer",
        "change answer",
    ]


def test_no_company_sees_another_companys_answer_nor_how_many_there_are(
    ministry: Person,
) -> None:
    published(ministry)
    first, second = company("Baltic Bio"), company("Other Bio")
    reader = sign_in(second)
    pages = ["/programmes/needs/cold-chain/", "/programmes/needs/", "/programmes/", "/programmes/needs/answers/"]  # fmt: skip
    before = [_plain(reader.get(each).content.decode()) for each in pages]
    post(first, "cold-chain/answer/", text="Secret recipe.")
    row = NeedAnswer.objects.get()
    assert [_plain(reader.get(each).content.decode()) for each in pages] == before
    address = f"/programmes/needs/answers/{row.pk}/"
    staff = somebody("Sara Staff", is_staff=True)
    for person in (first, second, staff):
        assert sign_in(person).get(address).status_code == 404
    shown = sign_in(ministry).get("/programmes/needs/cold-chain/").content.decode()
    assert "Secret recipe." in shown
    assert "Secret recipe." in sign_in(ministry).get(address).content.decode()
    mails = list(OutboxMail.objects.values_list("recipient", flat=True))
    assert mails == [ministry.email]


def _plain(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


@pytest.mark.parametrize(
    ("step", "state", "subject"),
    [
        ("invite", "invited", "Invited to talk: Heat-stable vaccines"),
        ("decline", "declined", "Declined: Heat-stable vaccines"),
    ],
)
def test_the_ministry_invites_or_declines_with_words_that_the_company_reads(
    ministry: Person, step: str, state: str, subject: str
) -> None:
    need, lead = published(ministry), company("Baltic Bio")
    row = actions.answer_need(by=lead, need=need, text="We make them.")
    assert post(ministry, f"answers/{row.pk}/", step=step, reason="")[0] == 422
    post(ministry, f"answers/{row.pk}/", step=step, reason="Tuesday at nine.")
    row.refresh_from_db()
    assert (row.state, row.reason) == (state, "Tuesday at nine.")
    mail = OutboxMail.objects.get(recipient=lead.email)
    assert mail.subject == subject
    assert "Tuesday at nine." in mail.body
    assert "Tuesday at nine." in sign_in(lead).get("/programmes/needs/cold-chain/").content.decode()  # fmt: skip
    for verb in (
        lambda: actions.withdraw_answer(by=lead, answer=row),
        lambda: actions.answer_need(by=lead, need=need, text="More."),
        lambda: actions.reply_to_answer(by=ministry, answer=row, step="invite", reason="x"),
    ):  # fmt: skip
        with pytest.raises(ProgrammeError):
            verb()


STEPS = {
    ("draft", "publish"): "published",
    ("published", "close"): "closed",
    ("closed", "reopen"): "published",
}


@pytest.mark.parametrize("state", ["draft", "published", "closed"])
@pytest.mark.parametrize("step", ["publish", "close", "reopen"])
def test_a_need_takes_only_the_steps_of_its_state(
    ministry: Person, state: str, step: str
) -> None:
    need = published(ministry)
    Need.objects.update(state=state)
    post(ministry, "cold-chain/state/", step=step)
    need.refresh_from_db()
    assert need.state == STEPS.get((state, step), state)


def test_after_the_last_moment_nobody_answers_and_it_is_not_reopened(
    ministry: Person,
) -> None:
    need, lead = published(ministry), company("Baltic Bio")
    Need.objects.update(answers_until=timezone.now() - timedelta(minutes=1))
    status, text = post(lead, "cold-chain/answer/", text="Late.")
    assert (status, "Answers closed on" in text, need.answers.count()) == (422, True, 0)
    Need.objects.update(state="closed")
    post(ministry, "cold-chain/state/", step="reopen")
    need.refresh_from_db()
    assert need.state == "closed"


@pytest.mark.parametrize(
    ("role", "is_confidential", "state", "found"),
    [
        ("offer", False, "submitted", True),
        ("offer", True, "submitted", False),
        ("seek", False, "submitted", False),
        ("offer", False, "draft", False),
    ],
)
def test_a_company_is_told_of_needs_in_the_fields_of_what_it_offers_openly(
    ministry: Person,
    event: Event,
    role: str,
    is_confidential: bool,
    state: str,
    found: bool,
) -> None:
    need, lead = published(ministry), company("Baltic Bio")
    published(ministry, slug="other-field", field="oncology")
    part = Registration.objects.create(event=event, organisation=lead.organisation)
    answer = Answer.objects.create(registration=part, state=state)
    item = Item.objects.create(answer=answer, role=role, is_confidential=is_confidential)  # fmt: skip
    ItemTerm.objects.create(item=item, facet="field", term="vaccines")
    assert list(in_fields_of(lead)) == ([need] if found else [])
    page = sign_in(lead).get("/programmes/needs/").content.decode()
    assert ("Needs in your field" in page) is found
    if found:
        actions.answer_need(by=lead, need=need, text="We make them.")
        assert list(in_fields_of(lead)) == []


def test_needs_are_narrowed_and_listed_in_as_many_queries_for_three_as_for_one(
    ministry: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(ministry)
    for number in (1, 3):
        while Need.objects.count() < number:
            published(ministry, slug=f"n-{Need.objects.count()}", title="Sera", country="ZA", field="oncology", answers_until=None)  # fmt: skip
        with django_assert_num_queries(3):
            Client().get("/programmes/needs/")
    Need.objects.filter(slug="cold-chain").update(state="closed")
    for query, shown in (
        ("", {"Heat-stable vaccines", "Sera"}),
        ("?country=ZA", {"Sera"}),
        ("?field=vaccines", {"Heat-stable vaccines"}),
        ("?answers=open", {"Sera"}),
    ):
        page = Client().get(f"/programmes/needs/{query}").content.decode()
        assert {each for each in ("Heat-stable vaccines", "Sera") if f">{each}</a>" in page} == shown  # fmt: skip
