"""Items read again by a newer vocabulary: new terms are proposals, and nothing that somebody said is touched."""

import pytest

from madang.engine.match import vocabulary
from madang.site.core.models import LogEntry
from madang.site.events.models import Event, Registration
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.survey.actions import rereading
from madang.site.survey.actions.items import ItemContent, save_item
from madang.site.survey.actions.rereading import reread_items
from madang.site.survey.models import Answer, Item
from tests.conftest import lead_of, sign_in
from tests.site.matching.answered import answer

TEXT = "Fill and finish of an mRNA vaccine for 2000 patients"


def older(registration: Registration, *, declined: str = "") -> Item:
    """An item that an older vocabulary read, with one term that somebody chose."""
    row = answer(registration, seeks=((TEXT, "fill_finish"),))
    row.items.update(vocabulary_version=0, declined_terms=declined)
    return row.items.get()


def proposed(item: Item) -> set[str]:
    return set(item.terms.filter(is_confirmed=False).values_list("term", flat=True))


def test_new_terms_are_proposals(event: Event, alder: Registration) -> None:
    item = older(alder)
    before, saved = Event.objects.get(pk=event.pk).version, item.answer.saved_at
    assert reread_items() == 1
    item.refresh_from_db()
    assert item.vocabulary_version == vocabulary.VERSION
    assert "mrna" in proposed(item)
    assert item.terms.get(term="fill_finish").is_confirmed
    assert Event.objects.get(pk=event.pk).version > before
    assert Answer.objects.get().saved_at == saved
    assert LogEntry.objects.filter(verb="propose terms").count() == 1
    (profile,) = read_inputs(event).profiles
    assert "mrna" in profile.items[0].unconfirmed["modality"]


def test_they_are_read_once(alder: Registration) -> None:
    older(alder)
    assert [reread_items(), reread_items()] == [1, 0]


def test_what_was_declined_is_not_proposed_again(alder: Registration) -> None:
    item = older(alder, declined="modality:mrna")
    reread_items()
    assert proposed(item)
    assert "mrna" not in proposed(item)


def test_an_item_without_news_leaves_plans_and_log_alone(
    event: Event, alder: Registration
) -> None:
    item = older(alder)
    Item.objects.filter(pk=item.pk).update(text="Nothing that is known")
    before = Event.objects.get(pk=event.pk).version
    assert reread_items() == 1
    assert (proposed(item), Event.objects.get(pk=event.pk).version) == (set(), before)
    assert not LogEntry.objects.filter(verb="propose terms").exists()


def test_a_closed_event_stays_as_it_is(event: Event, alder: Registration) -> None:
    older(alder)
    Event.objects.filter(pk=event.pk).update(state="closed")
    assert reread_items() == 0


def test_an_item_of_this_vocabulary_is_not_read(alder: Registration) -> None:
    save_item(by=lead_of(alder), registration=alder, content=ItemContent("seek", TEXT))
    assert reread_items() == 0


def test_many_items_take_several_ticks(
    alder: Registration, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = older(alder)
    for position in range(2):
        Item.objects.create(
            answer=item.answer, role="offer", text=TEXT, position=position, vocabulary_version=0
        )  # fmt: skip
    monkeypatch.setattr(rereading, "MOST_AT_ONCE", 2)
    assert [reread_items(), reread_items(), reread_items()] == [2, 1, 0]


def test_the_owner_confirms_it_as_any_proposal(alder: Registration) -> None:
    item = older(alder)
    reread_items()
    term = item.terms.get(term="mrna")
    client = sign_in(lead_of(alder))
    page = client.get("/lounge/spring/my/answers/seek/").content.decode()
    assert f"/lounge/spring/my/answers/terms/{term.pk}/confirm/" in page
    client.post(f"/lounge/spring/my/answers/terms/{term.pk}/confirm/")
    term.refresh_from_db()
    assert term.is_confirmed
