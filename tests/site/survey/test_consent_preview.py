"""Who sees what: a preview shows what the audience gets, and a withdrawal says first from how many it hides."""

import re

import pytest
from django.template.loader import render_to_string

from madang.site.events.models import Event, Registration
from madang.site.matching.models import Suggestion
from madang.site.survey.models import Answer, Consent, Item, ItemTerm
from madang.site.survey.queries.profiles import visible_profile, with_profile
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import answer, well_matched

BASE = "/lounge/spring/my/answers/consent/"


def shown(page: str, audience: str) -> str:
    """Return what an audience's block of a page holds, but for the form that only a participant has."""
    found = re.search(rf'data-shown="{audience}">(.*)', page, re.DOTALL)
    assert found is not None
    block = re.sub(r"<details.*?</details>", "", found[1], flags=re.DOTALL)
    ends = {
        "matched": "</section>\n</div>",
        "participants": "</section></div>\n</div>",
        "public": "</article>",
    }
    whole, _end, _rest = block.partition(ends[audience])
    assert len(whole) < len(block)
    return re.sub(r"\s+", " ", whole).strip()


@pytest.fixture
def matched(alder: Registration, birch: Registration) -> Registration:
    """Alder and Birch suit each other; Alder has a confidential item and a proposal besides."""
    well_matched(alder, birch)
    item = Item.objects.create(
        answer=alder.answer, role="seek", text="A secret sale", is_confidential=True
    )
    ItemTerm.objects.create(item=item, facet="deal", term="divestment")
    open_item = alder.answer.items.filter(is_confidential=False).first()
    assert open_item is not None
    ItemTerm.objects.create(
        item=open_item, facet="field", term="dental", is_confirmed=False
    )
    Consent.objects.get_or_create(answer=alder.answer, audience="matched")
    return alder


def preview(registration: Registration, audience: str) -> str:
    response = sign_in(lead_of(registration)).get(f"{BASE}as/{audience}/")
    assert response.status_code == 200
    return response.content.decode()


def test_matched_organisations_see_what_the_preview_shows(
    matched: Registration, birch: Registration
) -> None:
    there = f"/lounge/spring/my/suggestions/{matched.pk}/"
    page = sign_in(lead_of(birch)).get(there).content.decode()
    assert shown(page, "matched") == shown(preview(matched, "matched"), "matched")
    assert "measles vaccine" in shown(page, "matched")


def test_participants_see_what_the_preview_shows(
    matched: Registration, birch: Registration
) -> None:
    Consent.objects.create(answer=matched.answer, audience="participants")
    there = f"/lounge/spring/attendees/{matched.pk}/"
    page = sign_in(lead_of(birch)).get(there).content.decode()
    seen = shown(page, "participants")
    assert seen == shown(preview(matched, "participants"), "participants")
    assert "Lead of Alder Bio" in seen


def test_the_public_sees_what_the_preview_shows(matched: Registration) -> None:
    Consent.objects.create(answer=matched.answer, audience="public")
    found = with_profile(Answer.objects.filter(registration=matched)).get()
    profile = visible_profile(found, audience="public")
    page = render_to_string("survey/shown/public.html", {"profile": profile})
    assert shown(page, "public") == shown(preview(matched, "public"), "public")


@pytest.mark.parametrize("audience", ["matched", "participants", "public"])
def test_no_preview_shows_what_is_confidential_or_not_confirmed(
    matched: Registration, audience: str
) -> None:
    block = shown(preview(matched, audience), audience)
    assert "secret sale" not in block
    assert "Teeth" not in block


@pytest.mark.parametrize(
    ("audiences", "state", "sentence"),
    [
        (["participants"], "submitted", "They see this now."),
        (["public"], "submitted", "They see this now."),
        (["matched"], "submitted", "They see nothing: you have not given consent."),
        (["participants"], "draft", "They see nothing: the answers are not sent."),
    ],
)
def test_the_preview_says_whether_it_is_seen_already(
    alder: Registration, audiences: list[str], state: str, sentence: str
) -> None:
    row = answer(alder, offers=(("A plant", "manufacturing"),), consent="")
    Answer.objects.filter(pk=row.pk).update(state=state)
    for each in audiences:
        Consent.objects.create(answer=row, audience=each)
    assert sentence in preview(alder, "participants")


def test_a_preview_of_nothing_and_of_an_unknown_audience(alder: Registration) -> None:
    assert "Nothing is written here yet." in preview(alder, "public")
    client = sign_in(lead_of(alder))
    assert client.get(BASE + "as/everybody/").status_code == 404


def test_withdrawing_says_from_how_many_it_hides_and_asks_once_more(
    matched: Registration,
) -> None:
    client = sign_in(lead_of(matched))
    page = client.post(BASE, {"audiences": []}).content.decode()
    assert "This hides you from 1 possible match<" in page
    assert "Birch" not in page
    assert Consent.objects.filter(answer=matched.answer).count() == 1
    client.post(BASE, {"audiences": [], "withdraw": "1"})
    assert Consent.objects.filter(answer=matched.answer).count() == 0


@pytest.mark.parametrize(
    ("given", "wanted", "is_asked"),
    [
        (["matched"], ["matched", "public"], False),
        (["matched", "participants"], ["participants"], False),
        (["public"], ["matched"], False),
        (["participants"], [], True),
        ([], [], False),
    ],
)
def test_only_a_loss_is_asked_about(
    matched: Registration, given: list[str], wanted: list[str], is_asked: bool
) -> None:
    Consent.objects.filter(answer=matched.answer).delete()
    for each in given:
        Consent.objects.create(answer=matched.answer, audience=each)
    response = sign_in(lead_of(matched)).post(BASE, {"audiences": wanted})
    assert (response.status_code == 200) == is_asked


def test_the_number_tells_nothing_of_what_others_hide(
    event: Event, matched: Registration
) -> None:
    """Somebody whose list names Alder only for something confidential is not counted."""
    hidden = take_part(event, "Cedar")
    answer(hidden, seeks=(("!A plant", "manufacturing"),))
    left, right = sorted([matched.pk, hidden.pk])
    run = Suggestion.objects.get().run
    in_theirs = "rank_for_left" if left == hidden.pk else "rank_for_right"
    Suggestion.objects.create(
        run=run,
        left_id=left,
        right_id=right,
        score=1,
        left_gain=1,
        right_gain=1,
        **{in_theirs: 1},
    )
    page = sign_in(lead_of(matched)).post(BASE, {"audiences": []}).content.decode()
    assert "This hides you from 1 possible match<" in page


def test_before_the_first_matching_nothing_is_asked(alder: Registration) -> None:
    answer(alder, offers=(("A plant", "manufacturing"),))
    response = sign_in(lead_of(alder)).post(BASE, {"audiences": []})
    assert response.status_code == 302
    assert Consent.objects.count() == 0


def test_without_suggestion_or_consent_a_profile_is_not_found(
    event: Event, matched: Registration, birch: Registration
) -> None:
    there = f"/lounge/spring/my/suggestions/{matched.pk}/"
    stranger = sign_in(lead_of(take_part(event, "Cedar")))
    assert stranger.get(there).status_code == 404
    Consent.objects.filter(answer=matched.answer).delete()
    assert sign_in(lead_of(birch)).get(there).status_code == 404
