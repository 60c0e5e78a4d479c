"""Parts as drafts: saved while somebody writes, with the count of required answers; two who write at once lose nothing."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from madang.site.core.models import LogEntry
from madang.site.events.models import Delegate, Registration
from madang.site.survey.models import Answer, Item
from tests.conftest import lead_of, sign_in
from tests.site.survey.test_answers_mine import fill
from tests.site.survey.test_parts_handing import colleague, give

BASE = "/lounge/spring/my/answers/"
PARTS = ["who", "seek", "offer", "wishes", "people", "consent", "check"]


def auto(client: Client, part: str, facts: dict[str, Any]) -> HttpResponse:
    """Post as the script does while somebody writes."""
    return client.post(BASE + part, facts, headers={"accept": "application/json"})


def version(client: Client, part: str) -> str:
    found: str = client.get(BASE + part).context["version"]
    return found


def test_every_part_says_how_much_is_required_and_what_is_missing(
    alder: Registration,
) -> None:
    Delegate.objects.all().delete()
    alder.languages.all().delete()
    client = sign_in(lead_of(alder))
    said = [
        "Who you are: write two or three sentences.",
        "What you seek or offer: write at least one item.",
        "What you seek or offer: choose the kind of deal of one item.",
        "Languages: choose at least one.",
        "Delegates: write how many come.",
    ]
    for part in PARTS:
        page = client.get(f"{BASE}{part}/").content.decode()
        assert "0 of 5 required answered" in page
        assert [each in page for each in said] == [True] * 5
    fill(client)
    for part in PARTS:
        page = client.get(f"{BASE}{part}/").content.decode()
        assert "5 of 5 required answered" in page
        assert [each in page for each in said] == [False] * 5


def test_a_draft_is_saved_while_somebody_writes(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    facts = {"about": "", "objectives": "One", "version": version(client, "who/")}
    told = auto(client, "who/", facts).json()
    assert (told["progress"], told["percent"]) == ("2 of 5 required answered", 40)
    assert told["written"] == ["languages", "delegates"]
    again = auto(
        client, "who/", facts | {"about": "A maker", "version": told["version"]}
    )
    assert again.json()["written"] == ["about", "languages", "delegates"]
    answer = Answer.objects.get()
    assert (answer.about, answer.objectives, answer.state) == (
        "A maker",
        "One",
        "draft",
    )
    resumed = client.get(BASE + "who/").content.decode()
    assert "A maker</textarea>" in resumed
    assert again.json()["saved"] in resumed


def test_without_script_a_draft_is_kept_as_far_as_it_is(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    facts = {"about": "", "objectives": "One partner."}
    assert client.post(BASE + "who/", facts).status_code == 422
    kept = client.post(BASE + "who/", facts | {"draft": "1"})
    assert (kept.status_code, kept.url) == (302, BASE + "who/")
    assert Answer.objects.get().objectives == "One partner."


def test_saving_while_typing_takes_no_delegate_away(alder: Registration) -> None:
    Delegate.objects.create(registration=alder, position=2, role="Licensing")
    client = sign_in(lead_of(alder))
    facts = {"languages": ["en"], "delegates": "1"}
    assert auto(client, "people/", facts).status_code == 200
    assert alder.delegates.count() == 2
    assert auto(client, "people/", facts | {"delegates": "3"}).status_code == 200
    assert alder.delegates.count() == 3
    assert client.post(BASE + "people/", facts).status_code == 302
    assert alder.delegates.count() == 1


def test_a_new_item_is_saved_once_while_somebody_writes(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    facts = {"text": "A line", "priority": "3", "item": "", "version": ""}
    told = auto(client, "seek/item/", facts).json()
    item = Item.objects.get()
    assert told["fields"] == {"item": item.pk}
    facts |= {"text": "A filling line", "version": told["version"], "item": item.pk}
    again = auto(client, "seek/item/", facts | {"deal": ["manufacturing"]})
    assert "deal" in again.json()["written"]
    item = Item.objects.get()
    assert item.text == "A filling line"
    empty = auto(client, "seek/item/", {"text": "", "priority": "3"})
    assert empty.status_code == 422
    assert empty.json() == {"refused": "Write one sentence that says what it is."}


def test_what_is_sent_changes_by_the_button_alone(alder: Registration) -> None:
    client = sign_in(lead_of(alder))
    fill(client)
    client.post(BASE + "send/")
    lines = LogEntry.objects.count()
    item = Item.objects.get()
    for part, facts in (
        ("who/", {"about": "Half a sent"}),
        ("offer/item/", {"text": "Half", "priority": "3", "item": item.pk}),
    ):
        refused = auto(client, part, facts)
        assert refused.status_code == 422
        assert "what you change counts when you save it" in refused.json()["refused"]
        assert "data-autosave" not in client.get(BASE + "who/").content.decode()
    assert LogEntry.objects.count() == lines
    assert client.post(BASE + "who/", {"about": "A whole one."}).status_code == 302
    assert Answer.objects.get().about == "A whole one."


def test_two_who_write_a_part_see_both_texts(alder: Registration) -> None:
    lead, bora = sign_in(lead_of(alder)), colleague(alder)
    other = sign_in(bora)
    give(lead, "who", bora)
    read = version(lead, "who/")
    assert version(other, "who/") == read
    other.post(BASE + "who/", {"about": "Bora’s words", "version": read})
    mine = {"about": "The lead’s words", "version": read}
    while_typing = auto(lead, "who/", mine)
    assert while_typing.status_code == 422
    assert "Bora saved this part on" in while_typing.json()["refused"]
    both = lead.post(BASE + "who/", mine)
    assert both.status_code == 422
    page = both.content.decode()
    assert "Bora’s words" in page
    assert "The lead’s words</textarea>" in page
    assert "data-autosave" not in page
    assert Answer.objects.get().about == "Bora’s words"
    stands = both.context["version"]
    assert lead.post(BASE + "who/", mine | {"version": stands}).status_code == 302
    assert Answer.objects.get().about == "The lead’s words"


def test_two_who_write_languages_see_both(alder: Registration) -> None:
    first, second = sign_in(lead_of(alder)), sign_in(lead_of(alder))
    read = version(first, "people/")
    facts = {"delegates": "1", "version": read}
    second.post(BASE + "people/", facts | {"languages": ["ko", "ja"]})
    both = first.post(BASE + "people/", facts | {"languages": ["en"]})
    assert both.status_code == 422
    assert ("Languages in which you can hold a meeting", "Korean, Japanese") in both.context["theirs"]  # fmt: skip
    assert list(alder.languages.values_list("code", flat=True)) == ["ko", "ja"]


def test_two_who_write_one_item_see_both_texts(alder: Registration) -> None:
    first, second = sign_in(lead_of(alder)), sign_in(lead_of(alder))
    fill(first)
    item = Item.objects.get()
    read = version(first, f"offer/?item={item.pk}")
    facts = {"item": item.pk, "deal": ["supply"], "priority": "3", "version": read}
    second.post(BASE + "offer/item/", facts | {"text": "Theirs"})
    click = first.post(BASE + "offer/item/", facts | {"text": "Mine", "propose": "1"})
    assert click.context["version"] == read
    both = first.post(BASE + "offer/item/", facts | {"text": "Mine"})
    assert both.status_code == 422
    page = both.content.decode()
    assert "<p>Theirs</p>" in page
    assert "Mine</textarea>" in page
    item.refresh_from_db()
    assert item.text == "Theirs"
    stands = both.context["version"]
    first.post(BASE + "offer/item/", facts | {"text": "Mine", "version": stands})
    assert Item.objects.get().text == "Mine"


def test_an_item_removed_meanwhile_is_written_anew(alder: Registration) -> None:
    first, second = sign_in(lead_of(alder)), sign_in(lead_of(alder))
    fill(first)
    item = Item.objects.get()
    read = version(first, f"offer/?item={item.pk}")
    second.post(f"{BASE}items/{item.pk}/remove/")
    facts = {"item": item.pk, "deal": ["supply"], "priority": "3", "version": read}
    assert first.post(BASE + "offer/item/", facts | {"text": "Mine"}).status_code == 302
    assert Item.objects.get().text == "Mine"


@pytest.mark.parametrize("part", ["who/", "people/", "offer/item/"])
def test_nobody_else_saves_while_typing(part: str, alder: Registration) -> None:
    bora = colleague(alder)
    facts = {"about": "X", "text": "X", "deal": ["supply"], "priority": "3"}
    refused = auto(sign_in(bora), part, facts)
    assert refused.status_code == 422
    assert "Whoever leads" in refused.json()["refused"]
    assert Answer.objects.count() == 0
