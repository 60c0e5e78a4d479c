"""The directory for curators and the site's staff: who may open what, what is listed, what a correction leaves in the log."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.directory.actions.curation import end_curator, make_curator
from madang.site.directory.actions.people import PersonError, change_organisation
from madang.site.directory.models import Organisation, Person, User
from madang.site.events.models import Registration
from tests.conftest import lead_of, sign_in

CORRECT = {
    "name": "Alder Bio Therapeutics",
    "name_local": "알더 바이오",
    "kind": "cdmo",
    "country": "LV",
    "website": "alder.example.org",
}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def curator(db: None) -> Client:
    user = User.objects.create_user("curator@example.org", is_curator=True)
    Person.objects.create(name="Ieva Ozola", email=user.email, user=user)
    return signed_in(user)


@pytest.fixture
def staff(db: None) -> Client:
    """One of the site's staff, whom nobody has entered as a person."""
    return signed_in(User.objects.create_user("staff@example.org", is_staff=True))


def lines() -> list[tuple[str, str, str, str]]:
    return list(
        LogEntry.objects.order_by("id").values_list(
            "actor_label", "verb", "target_label", "detail"
        )
    )


def names(client: Client, query: str = "") -> list[str]:
    page = client.get(f"/directory/{query}").context["page"]
    return [each.name for each in page]


def statuses(client: Client, organisation: Organisation, named: User) -> list[int]:
    """Return what looking at each page answers, then what each change answers."""
    pages = [
        "/directory/",
        f"/directory/{organisation.pk}/",
        "/directory/curators/",
        f"/directory/curators/{named.pk}/remove/",
    ]
    return [
        *(client.get(page).status_code for page in pages),
        client.post(pages[1], CORRECT).status_code,
        client.post(pages[2], {"email": "lead@alder-bio.example.org"}).status_code,
        client.post(pages[3]).status_code,
    ]


def test_who_may_open_what(
    alder: Registration, organiser: Person, curator: Client, staff: Client
) -> None:
    named = User.objects.create_user("named@example.org", is_curator=True)
    organisation = alder.organisation
    visitor = Client()
    assert statuses(visitor, organisation, named) == [302] * 7
    assert visitor.get("/directory/").headers["Location"] == (
        "/sign-in/?next=/directory/"
    )
    assert statuses(sign_in(lead_of(alder)), organisation, named) == [404] * 7
    assert statuses(sign_in(organiser), organisation, named) == [404] * 7
    assert lines() == []
    assert statuses(curator, organisation, named) == [
        200, 200, 404, 404, 302, 404, 404,
    ]  # fmt: skip
    assert statuses(staff, organisation, named) == [
        200, 200, 200, 200, 302, 302, 302,
    ]  # fmt: skip


def test_a_closed_account_or_a_role_taken_away_opens_nothing(curator: Client) -> None:
    assert curator.get("/directory/").status_code == 200
    User.objects.update(is_curator=False)
    assert curator.get("/directory/").status_code == 404
    User.objects.update(is_curator=True, is_active=False)
    assert curator.get("/directory/").status_code == 302


def test_only_those_who_may_see_the_way_in(
    alder: Registration, curator: Client, staff: Client
) -> None:
    door = '<a href="/directory/">Directory</a>'
    assert [
        door in client.get("/lounge/").content.decode()
        for client in (Client(), sign_in(lead_of(alder)), curator, staff)
    ] == [False, False, True, True]
    chip = 'href="/directory/curators/"'
    assert chip not in curator.get("/directory/").content.decode()
    assert chip in staff.get("/directory/").content.decode()


def test_an_organisation_with_its_people_and_events(
    alder: Registration, curator: Client
) -> None:
    Person.objects.create(name="Second", organisation=alder.organisation)
    page = curator.get("/directory/").context["page"]
    assert [(each.name, each.persons, each.events) for each in page] == [
        ("Alder Bio", 2, 1)
    ]


def test_narrowing_by_name_kind_and_country(curator: Client) -> None:
    for facts in (
        {"name": "Ābele Bio", "kind": "biotech", "country": "LV"},
        {"name": "한국제약", "name_local": "Hanguk", "kind": "cdmo", "country": "KR"},
        {"name": "Oak Fund", "kind": "investor", "country": "LV"},
    ):
        Organisation.objects.create(**facts)
    assert names(curator) == ["Oak Fund", "Ābele Bio", "한국제약"]
    assert names(curator, "?q=abele") == ["Ābele Bio"]
    assert names(curator, "?q=hanguk") == ["한국제약"]
    assert names(curator, "?q=제약") == ["한국제약"]
    assert names(curator, "?q=..") == []
    assert names(curator, "?country=LV") == ["Oak Fund", "Ābele Bio"]
    assert names(curator, "?country=LV&kind=investor") == ["Oak Fund"]
    assert names(curator, "?kind=nonsense") == ["Oak Fund", "Ābele Bio", "한국제약"]


def test_possible_duplicates_are_marked(curator: Client) -> None:
    for name in ("Alder Bio", "Birch", "ALDER-BIO GmbH", "!", "?"):
        Organisation.objects.create(name=name)
    answer = curator.get("/directory/")
    assert [(each.name, each.is_twin) for each in answer.context["page"]] == [
        ("!", False),
        ("?", False),
        ("ALDER-BIO GmbH", True),
        ("Alder Bio", True),
        ("Birch", False),
    ]
    assert answer.content.decode().count(">Possible duplicate<") == 2
    assert names(curator, "?twins=1") == ["Alder Bio", "ALDER-BIO GmbH"]
    pages = {
        each.name: curator.get(f"/directory/{each.pk}/").context["page"]
        for each in Organisation.objects.all()
    }
    assert {name: [each.name for each in page] for name, page in pages.items()} == {
        "!": [],
        "?": [],
        "ALDER-BIO GmbH": ["Alder Bio"],
        "Alder Bio": ["ALDER-BIO GmbH"],
        "Birch": [],
    }


def test_the_list_has_pages(curator: Client) -> None:
    for index in range(51):
        Organisation.objects.create(name=f"Organisation {index:02}")
    assert len(names(curator)) == 50
    assert names(curator, "?page=2") == ["Organisation 50"]


def test_a_correction_leaves_its_lines(alder: Registration, curator: Client) -> None:
    address = f"/directory/{alder.organisation_id}/"
    answer = curator.post(address, CORRECT)
    assert (answer.status_code, answer.headers["Location"]) == (302, address)
    organisation = Organisation.objects.get()
    assert (
        organisation.name,
        organisation.name_key,
        organisation.name_local,
        organisation.kind,
        organisation.country,
        organisation.website,
    ) == (
        "Alder Bio Therapeutics",
        "alder bio therapeutics",
        "알더 바이오",
        "cdmo",
        "LV",
        "https://alder.example.org",
    )
    expected = [
        ("Ieva Ozola", "rename organisation", "Alder Bio Therapeutics", "Alder Bio"),
        (
            "Ieva Ozola",
            "change organisation",
            "Alder Bio Therapeutics",
            "name_local, kind, country, website",
        ),
    ]
    assert lines() == expected
    curator.post(address, CORRECT)
    assert lines() == expected


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("kind", "castle"), ("country", "XX"), ("website", "javascript:x")],
)
def test_what_does_not_fit_is_not_saved(
    alder: Registration, curator: Client, field: str, value: str
) -> None:
    answer = curator.post(
        f"/directory/{alder.organisation_id}/", CORRECT | {field: value}
    )
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == [field]
    assert Organisation.objects.get().name == "Alder Bio"
    assert lines() == []


def test_the_log_names_the_account_of_staff_who_are_nobody(
    alder: Registration, staff: Client
) -> None:
    staff.post(f"/directory/{alder.organisation_id}/", CORRECT)
    assert [line[0] for line in lines()] == ["staff@example.org"] * 2


def test_the_same_facts_leave_no_line(alder: Registration) -> None:
    facts = {"name_local": "", "kind": "biotech", "country": "KR", "website": ""}
    lead, own = lead_of(alder), alder.organisation
    change_organisation(by=lead, organisation=own, facts=facts)
    assert lines() == []
    change_organisation(by=lead, organisation=own, facts=facts | {"country": "EE"})
    assert lines() == [
        ("Lead of Alder Bio", "change organisation", "Alder Bio", "country")
    ]


def test_staff_name_and_remove_a_curator(alder: Registration, staff: Client) -> None:
    lead = lead_of(alder)
    answer = staff.post("/directory/curators/", {"email": "LEAD@alder-bio.example.org"})
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        "/directory/curators/",
    )
    user = User.objects.get(is_curator=True)
    assert user == lead.user
    page = staff.get("/directory/curators/").content.decode()
    assert page.count("Lead of Alder Bio") == 1
    assert page.count(f"/directory/curators/{user.pk}/remove/") == 1
    question = staff.get(f"/directory/curators/{user.pk}/remove/").content.decode()
    assert "Remove Lead of Alder Bio as a curator?" in question
    assert "lead@alder-bio.example.org loses the directory at once." in question
    assert User.objects.filter(is_curator=True).count() == 1
    staff.post(f"/directory/curators/{user.pk}/remove/")
    assert User.objects.filter(is_curator=True).count() == 0
    assert lines() == [
        ("staff@example.org", "make curator", "lead@alder-bio.example.org", ""),
        ("staff@example.org", "end curator", "lead@alder-bio.example.org", ""),
    ]
    assert staff.post(f"/directory/curators/{user.pk}/remove/").status_code == 404


def test_a_person_without_an_account_gets_one(staff: Client) -> None:
    Person.objects.create(name="Mari Tamm", email="mari@example.org", language="ko")
    staff.post("/directory/curators/", {"email": "mari@example.org"})
    user = User.objects.get(is_curator=True)
    assert (user.email, user.language) == ("mari@example.org", "ko")
    assert [line[1] for line in lines()] == ["make user", "make curator"]


def test_who_cannot_become_a_curator(staff: Client, curator: Client) -> None:
    User.objects.create_user("closed@example.org", is_active=False)
    errors = {
        email: staff.post("/directory/curators/", {"email": email})
        .context["form"]
        .errors["email"]
        for email in (
            "nobody@example.org",
            "closed@example.org",
            "curator@example.org",
            "no address",
        )
    }
    assert errors == {
        "nobody@example.org": [
            "Nobody signs in here with nobody@example.org. Somebody enters or invites them first."
        ],
        "closed@example.org": ["The account of closed@example.org is closed."],
        "curator@example.org": ["curator@example.org is a curator already."],
        "no address": ["Enter a valid email address."],
    }
    assert User.objects.filter(is_curator=True).count() == 1
    assert lines() == []


def test_a_role_is_given_and_taken_once(alder: Registration, organiser: Person) -> None:
    user = make_curator(by=organiser, email="lead@alder-bio.example.org")
    with pytest.raises(PersonError) as refused:
        make_curator(by=organiser, email="lead@alder-bio.example.org")
    assert refused.value.field == "email"
    end_curator(by=organiser, user=user)
    end_curator(by=organiser, user=user)
    assert [line[1] for line in lines()] == ["make curator", "end curator"]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_take_as_many_queries_at_any_length(
    rows: int,
    curator: Client,
    staff: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    first = Organisation.objects.create(name="Alder Bio", country="LV")
    for index in range(rows):
        twin = Organisation.objects.create(
            name=f"Alder Bio{'.' * (index + 1)}", country="LV"
        )
        user = User.objects.create_user(f"c{index}@example.org", is_curator=True)
        Person.objects.create(name="C", email=user.email, user=user, organisation=twin)
    with django_assert_num_queries(7):
        assert curator.get("/directory/").status_code == 200
    with django_assert_num_queries(7):
        assert curator.get(f"/directory/{first.pk}/").status_code == 200
    with django_assert_num_queries(5):
        assert staff.get("/directory/curators/").status_code == 200
