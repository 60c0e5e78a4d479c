"""Pages of indicators and the entry of a figure: who may, what is refused, what stays typed; rankings and comparison."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import LogEntry
from madang.site.directory.models import Membership, Person, User
from madang.site.landscape.models import ClusterProfile, FeedItem, Observation
from tests.conftest import sign_in
from tests.site.landscape.made_up_figures import (
    BILLION,
    curator,
    figure,
    organisation,
    source,
)

pytestmark = pytest.mark.django_db
MARKET = {"geography": "EE", "sector": "implants", "unit": "EUR", "scale": BILLION, "decimals": 1}  # fmt: skip
ENTRY = {
    "name": "market volume",
    "measure": "level",
    "unit": "EUR",
    "sector": "implants",
    "value": "3.60",
    "scale": str(BILLION),
    "qualifier": "exact",
    "geography": "ee",
    "period": "2014",
    "modality": "asserted",
    "status": "stated",
    "paraphrase": "The market held 3.6 billion euros.",
    "audience": "public",
}
ADD = "/landscape/figures/add/"


def market() -> Observation:
    figure("market volume", "level", "3600000000", period="2014", **MARKET)
    return figure("market volume", "level", "6200000000", period="2019", modality="forecast", **MARKET)  # fmt: skip


def entered(client: Client, **changed: str) -> dict[str, list[str]]:
    """Post an entry; return the errors by field."""
    response = client.post(ADD, ENTRY | {"source": str(source().pk)} | changed)
    return {} if response.status_code == 302 else dict(response.context["form"].errors)


def test_a_figure_is_entered_with_decimals_and_scale() -> None:
    client = sign_in(curator())
    assert entered(client) == {}
    (row,) = Observation.objects.select_related("claim", "indicator")
    assert (row.value, row.decimals, row.scale, row.geography) == (
        3_600_000_000,
        2,
        BILLION,
        "EE",
    )
    assert row.claim.aspect == "figure"
    assert [each.paraphrase for each in row.claim.passages.all()] == [
        "The market held 3.6 billion euros."
    ]
    assert list(
        LogEntry.objects.filter(actor_label="Ieva Ozola")
        .order_by("id")
        .values_list("verb", flat=True)
    ) == ["add indicator", "add passage", "add claim", "add figure"]
    assert "3.60 billion EUR" in client.get(f"/landscape/figures/{row.indicator_id}/").content.decode()  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"measure": "share", "unit": "percent"}, "denominator"),
        ({"measure": "rank", "unit": "rank", "value": "3", "scale": "1"}, "better"),
        ({"paraphrase": ""}, "paraphrase"),
        ({"source": ""}, "source"),
        ({"period": "last year"}, "period"),
        ({"geography": "Atlantis"}, "geography"),
        ({"measure": "rank", "better": "lower", "value": "0", "scale": "1"}, "value"),
    ],
)
def test_refusals_name_their_field_and_save_nothing(
    changed: dict[str, str], field: str
) -> None:
    client = sign_in(curator())
    assert list(entered(client, **changed)) == [field]
    assert Observation.objects.count() == 0
    assert LogEntry.objects.filter(verb="add indicator").count() == 0
    page = client.post(ADD, ENTRY | changed).content.decode()
    assert 'value="implants"' in page


def test_a_share_says_of_what_or_that_the_source_does_not() -> None:
    client = sign_in(curator())
    share = {"measure": "share", "unit": "percent", "value": "17", "scale": "1"}
    assert entered(client, **share, denominator="all imports") == {}
    assert entered(client, **share, name="import share", is_whole_unknown="on") == {}
    page = client.get("/landscape/countries/ee/").content.decode()
    assert "Share of all imports" in page
    assert "Share of what: not stated by the source" in page


def test_only_curators_and_staff_enter_and_withdraw() -> None:
    row = market()
    withdraw = f"/landscape/figures/stated/{row.pk}/withdraw/"
    user = User.objects.create_user("reader@example.org")
    Person.objects.create(name="Reader", email=user.email, user=user)
    reader = Client()
    reader.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    addresses = (ADD, withdraw, "/landscape/oddities/")
    assert [Client().get(each).status_code for each in addresses] == [302, 302, 302]
    assert [reader.get(each).status_code for each in addresses] == [403, 403, 404]
    staff = sign_in(curator())
    assert [staff.get(each).status_code for each in addresses] == [200, 200, 200]


def test_a_withdrawn_figure_leaves_every_page() -> None:
    row = market()
    client = sign_in(curator())
    address = f"/landscape/figures/stated/{row.pk}/withdraw/"
    told = FeedItem.objects.filter(kind="figure").order_by("id")
    assert [(each.title, each.country_a, each.link) for each in told] == [
        ("market volume", "EE", f"/landscape/figures/{row.indicator_id}/")
    ] * 2
    assert client.post(address, {"why": ""}).context["form"].errors != {}
    assert client.post(address, {"why": "Another year"}).status_code == 302
    assert client.get(address).status_code == 404
    figures = client.get("/landscape/countries/ee/").context["page"]
    assert [each.period for each in figures] == ["2014"]
    row.refresh_from_db()
    assert row.claim.superseded_by is not None
    assert row.claim.superseded_by.note == "Another year"
    assert told.all().count() == 1


def test_an_indicator_has_a_chart_and_its_table_twin() -> None:
    row = market()
    response = Client().get(f"/landscape/figures/{row.indicator_id}/")
    wide, narrow = response.context["charts"]
    assert (wide.width, narrow.width) == (700, 330)
    assert [(each.label, each.is_open) for each in wide.points] == [("3.6", False), ("6.2", True)]  # fmt: skip
    assert (wide.solid, len(wide.dashed)) == ([], 1)
    assert [label for _y, label in wide.ticks] == ["0", "2.5", "5", "7.5"]
    assert response.context["axis"] == "EUR, billion"
    page = response.content.decode()
    assert "(6.2 billion ÷ 3.6 billion)^(1 ÷ 5) − 1" in page
    assert "style=" not in page


def test_one_year_has_no_chart() -> None:
    row = figure("market volume", "level", "3600000000", period="2014", **MARKET)
    assert Client().get(f"/landscape/figures/{row.indicator_id}/").context["charts"] == []  # fmt: skip


def test_rankings_only_of_comparable_figures() -> None:
    for code, place in (("EE", "4"), ("FI", "2"), ("KR", "6"), ("SE", "2")):
        row = figure("trial countries", "rank", place, unit="rank", geography=code, period="2020")  # fmt: skip
    figure("trial countries", "rank", "8", unit="rank", geography="NO", period="2019")
    figure("trial countries", "rank", "7", unit="rank", geography="KR", period="2020", told_in="herald")  # fmt: skip
    context = Client().get("/landscape/rankings/").context
    assert [each.key for each in context["options"]] == [f"{row.indicator_id}:2020"]
    ranked = Client().get(f"/landscape/rankings/?by={row.indicator_id}:2020")
    assert [(line.position, line.code) for line in ranked.context["page"]] == [
        (1, "FI"),
        (1, "SE"),
        (3, "EE"),
        (None, "KR"),
    ]
    assert ranked.context["missing"] == ["NO"]
    assert "Lower is better" in ranked.content.decode()


def test_the_partners_of_one_place_are_ranked_among_themselves() -> None:
    for partner, share in (("DE", "17"), ("US", "44"), ("JP", "17")):
        row = figure("partner share", "share", share, unit="percent", geography="KR", counterpart=partner, period="2014")  # fmt: skip
    figure("partner share", "share", "9", unit="percent", geography="JP", counterpart="US", period="2014")  # fmt: skip
    context = Client().get("/landscape/rankings/").context
    assert [each.key for each in context["options"]] == [f"{row.indicator_id}:2014:KR"]
    ranked = Client().get(f"/landscape/rankings/?by={row.indicator_id}:2014:KR")
    assert [(line.position, line.code) for line in ranked.context["page"]] == [
        (1, "US"),
        (2, "DE"),
        (2, "JP"),
    ]
    assert "partners of South Korea" in ranked.content.decode()


def cluster(name: str, **facts: object) -> ClusterProfile:
    return ClusterProfile.objects.create(organisation=organisation(name, "EE"), **facts)


def test_two_clusters_side_by_side_with_the_same_rows() -> None:
    one = cluster("Tartu Park", small_members=40, research_members=0, staff=4.5)
    other = cluster("Pärnu Ring", city="Pärnu")
    Membership.objects.create(cluster=one.organisation, member=organisation("Kalev"))
    address = f"/landscape/compare/?a=cluster-{one.organisation_id}&b=cluster-{other.organisation_id}"
    rows = {label: (a, b) for label, a, b in Client().get(address).context["rows"]}
    assert rows["Members, as stated"] == ("40", "not stated")
    assert rows["Research institutes"] == ("0", "not stated")
    assert rows["Members named here"] == ("1", "0")
    assert rows["City"] == ("not stated", "Pärnu")
    assert Client().get(f"/landscape/clusters/{one.organisation_id}/").status_code == 200  # fmt: skip
    assert Client().get("/landscape/clusters/999999/").status_code == 404
    assert [str(each) for each in Client().get("/landscape/clusters/?q=Tartu").context["page"]] == ["Tartu Park"]  # fmt: skip


def test_two_countries_side_by_side_and_what_is_not_compared() -> None:
    one = cluster("Tartu Park")
    figure("beds", "level", "90", unit="beds", geography="EE", period="2030")
    figure("beds", "level", "70", unit="beds", geography="FI", period="2030")
    figure("beds", "level", "60", unit="beds", geography="FI", period="2029")
    rows = Client().get("/landscape/compare/?a=EE&b=FI").context["figures"]
    assert [(row.period, len(row.first), len(row.second)) for row in rows] == [
        ("2030", 1, 1),
        ("2029", 0, 1),
    ]
    for other in ("EE", f"cluster-{one.organisation_id}"):
        page = Client().get(f"/landscape/compare/?a=EE&b={other}")
        assert list(page.context["form"].errors) == ["b"]


@pytest.mark.parametrize("number", [1, 3])
def test_questions(number: int) -> None:
    for index in range(number):
        row = cluster(f"Park {index}")
        Membership.objects.create(cluster=row.organisation, member=organisation(f"Kalev {index}"))  # fmt: skip
        for year in ("2014", "2019"):
            seen = figure("market volume", "level", f"{index + 1}000000000", period=year, told_in=f"s{index}", **MARKET | {"geography": ["EE", "FI", "SE"][index]})  # fmt: skip
    asked = {}
    for address in (
        f"figures/{seen.indicator_id}",
        f"rankings/?by={seen.indicator_id}:2014",
        "clusters",
        f"clusters/{row.organisation_id}",
        "compare/?a=EE",
    ):
        with CaptureQueriesContext(connection) as captured:
            path = f"/landscape/{address}" + ("" if "?" in address else "/")
            assert Client().get(path).status_code == 200
        asked[address.split("/")[0].split("?")[0] + str(address.count("/"))] = len(captured)  # fmt: skip
    assert asked == {
        "figures1": 9,
        "rankings1": 2 if number == 1 else 5,
        "clusters0": 3,
        "clusters1": 6,
        "compare1": 4,
    }
