from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.core.models import Job
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.models import Decision, Suggestion
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import answer, matched, well_matched

OVERVIEW = "/lounge/spring/matching/"


def text_of(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return str(page.content.decode())


def test_before_the_first_run_the_page_says_what_to_do(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    page = text_of(client, OVERVIEW)
    assert "<h1>Not matched yet</h1>" in page
    refused = client.post(f"{OVERVIEW}again/", follow=True).content.decode()
    assert (
        "Matching needs two organisations that sent their answers; there are 0."
        in refused
    )
    assert Job.objects.count() == 0


def test_a_waiting_job_is_shown_and_no_second_one_offered(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    done = client.post(f"{OVERVIEW}again/", follow=True)
    job = Job.objects.get()
    page = done.content.decode()
    assert f"Run {job.pk} waits for a free worker" in page
    assert "Match again" not in page


def test_the_list_is_narrowed_by_name_band_and_state(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    shown = "Alder Bio – Birch Institute"
    Suggestion.objects.update(score=600)
    for query, is_found in (
        ("", True),
        ("?q=alder", True),
        ("?q=cedar", False),
        ("?band=close", True),
        ("?band=very_close", False),
        ("?band=fair", False),
        ("?band=unknown", True),
        ("?state=none", True),
        ("?state=asked", False),
    ):
        assert (shown in text_of(client, f"{OVERVIEW}{query}")) is is_found, query
    for score, band, word in (
        (1000, "very_close", "Very close fit"),
        (700, "very_close", "Very close fit"),
        (699, "close", "Close fit"),
        (549, "fair", "Fair fit"),
        (399, "loose", "Loose fit"),
        (1, "slight", "Slight fit"),
    ):
        Suggestion.objects.update(score=score)
        text = text_of(client, f"{OVERVIEW}?band={band}")
        assert shown in text
        assert f">{word}</td>" in text
        assert f">{score}</td>" not in text


def test_one_pair_shows_what_each_side_reads(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    birch.answer.consents.all().delete()
    page = text_of(sign_in(organiser), f"{OVERVIEW}{Suggestion.objects.get().pk}/")
    assert (
        "They offer “Technology transfer of a heat-stable measles vaccine”, which you seek."
        in page
    )
    assert "They offer “Fill and finish lines at 2 to 8 °C”, which you seek." in page
    assert page.count("Shows itself to the organisers alone") == 1


def test_a_pair_is_kept_apart_and_that_is_undone(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    done = client.post(
        f"{OVERVIEW}{Suggestion.objects.get().pk}/keep-apart/", follow=True
    )
    assert "<h1>1 pair kept apart by you</h1>" in done.content.decode()
    page = text_of(sign_in(lead_of(alder)), "/lounge/spring/my/suggestions/")
    assert "Birch" not in page
    decision = Decision.objects.get()
    client.post(f"{OVERVIEW}apart/{decision.pk}/end/")
    assert Decision.objects.count() == 0
    page = text_of(sign_in(lead_of(alder)), "/lounge/spring/my/suggestions/")
    assert "Birch Institute" in page


def test_the_desk_asks_the_same_for_one_pair_and_for_three(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    well_matched(alder, birch)
    client = sign_in(organiser)
    pages = ("", "coverage/", "needs/", "hosted/", "exposure/", "weights/", "rules/")

    def asked() -> dict[str, int]:
        counts = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                text_of(client, f"{OVERVIEW}{page}")
            counts[page] = len(queries)
        return counts

    before = asked()
    for name in ("Cedar", "Fir", "Hazel"):
        answer(
            take_part(event, name),
            seeks=(("Technology transfer for vaccines", "technology_transfer"),),
        )
    matched(event)
    assert asked() == before


def test_participants_read_words_and_no_figures(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Suggestion.objects.update(score=613, left_gain=587, right_gain=641)
    text = text_of(sign_in(lead_of(alder)), "/lounge/spring/my/suggestions/")
    assert "Close fit" in text
    for figure in ("613", "587", "641"):
        assert figure not in text
