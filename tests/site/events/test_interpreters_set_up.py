"""Interpreters: pairs of languages, hours as absences, ties to a person."""

from datetime import time

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.events.actions.interpreters import save_interpreter, set_hours
from madang.site.events.models import Day, Event, Interpreter, InterpreterAbsence
from madang.site.events.queries.setup import hours_of
from madang.site.events.rules import SetUpError
from tests.conftest import sign_in


@pytest.fixture
def minho(event: Event) -> Interpreter:
    """An interpreter between Korean and French."""
    interpreter = Interpreter(event=event, name="Minho Yang")
    save_interpreter(interpreter=interpreter, pairs=[("ko", "fr")], by=None)
    return interpreter


def absent(interpreter: Interpreter) -> list[str]:
    rows = InterpreterAbsence.objects.filter(interpreter=interpreter).order_by(
        "slot__starts_at"
    )
    return [f"{each.slot.starts_at:%H:%M}" for each in rows]


def test_pairs_are_kept_in_order_and_once(minho: Interpreter) -> None:
    assert [str(pair) for pair in minho.pairs.all()] == ["fr–ko"]
    save_interpreter(
        interpreter=minho, pairs=[("ko", "en"), ("en", "ko"), ("fr", "ko")], by=None
    )
    assert [str(pair) for pair in minho.pairs.all()] == ["en–ko", "fr–ko"]


@pytest.mark.parametrize(
    ("name", "pairs", "message"),
    [
        ("Ana", [], "Choose at least one pair of languages."),
        (
            "Ana",
            [("ko", "ko")],
            "An interpreter works between two different languages.",
        ),
        ("Minho Yang", [("ko", "fr")], "An interpreter of this name is there already."),
    ],
)
def test_an_interpreter_that_cannot_be_is_refused(
    minho: Interpreter,
    event: Event,
    name: str,
    pairs: list[tuple[str, str]],
    message: str,
) -> None:
    with pytest.raises(SetUpError) as refusal:
        save_interpreter(
            interpreter=Interpreter(event=event, name=name), pairs=pairs, by=None
        )
    assert str(refusal.value) == message
    assert Interpreter.objects.count() == 1


def test_hours_become_absences(minho: Interpreter, organiser: Person) -> None:
    day = Day.objects.get()
    assert (
        set_hours(
            interpreter=minho, day=day, hours=(time(9, 30), time(10, 30)), by=organiser
        )
        == 2
    )
    assert absent(minho) == ["00:00", "01:30"]
    line = LogEntry.objects.latest("id")
    assert (line.verb, line.detail) == (
        "set interpreter hours",
        "2027-03-02 09:30–10:30",
    )
    assert Event.objects.get().version == 3


def test_a_slot_that_is_only_partly_within_the_hours_is_not_worked(
    minho: Interpreter,
) -> None:
    set_hours(
        interpreter=minho,
        day=Day.objects.get(),
        hours=(time(9, 1), time(10, 55)),
        by=None,
    )
    assert absent(minho) == ["00:00"]


def test_hours_are_read_back_from_the_absences(minho: Interpreter) -> None:
    day = Day.objects.get()

    def shown() -> tuple[bool, time | None, time | None, int]:
        hours = hours_of(Interpreter.objects.get())[0]
        return hours.is_away, hours.begins, hours.ends, hours.worked

    assert shown() == (False, None, None, 4)
    set_hours(interpreter=minho, day=day, hours=(time(9, 30), time(10, 30)), by=None)
    assert shown() == (False, time(9, 30), time(10, 25), 2)
    set_hours(interpreter=minho, day=day, hours=None, by=None)
    assert shown() == (True, None, None, 0)
    set_hours(interpreter=minho, day=day, hours=(time(9), time(11)), by=None)
    assert shown() == (False, None, None, 4)


def test_hours_that_end_before_they_begin_are_refused(minho: Interpreter) -> None:
    with pytest.raises(SetUpError, match=r"^The hours end before they begin.$"):
        set_hours(
            interpreter=minho, day=Day.objects.get(), hours=(time(10), time(9)), by=None
        )


def test_an_address_ties_the_interpreter_to_a_person(
    event: Event, organiser: Person
) -> None:
    client = sign_in(organiser)
    client.post(
        "/lounge/spring/setup/interpreters/new/",
        {
            "name": "Ana Silva",
            "email": "Ana@Example.org",
            "first_1": "pt",
            "second_1": "ko",
        },
    )
    ana = Interpreter.objects.get()
    assert ana.person is not None
    assert (ana.person.name, ana.person.email) == ("Ana Silva", "ana@example.org")
    client.post(
        f"/lounge/spring/setup/interpreters/{ana.pk}/",
        {"name": "Ana Silva", "email": "", "first_1": "pt", "second_1": "ko"},
    )
    assert Interpreter.objects.get().person is None


def test_half_a_pair_is_refused_at_its_field(event: Event, organiser: Person) -> None:
    response = sign_in(organiser).post(
        "/lounge/spring/setup/interpreters/new/",
        {
            "name": "Ana",
            "first_1": "pt",
            "second_1": "ko",
            "first_2": "en",
            "second_2": "",
            "first_3": "en",
            "second_3": "en",
        },
    )
    assert response.context["form"].errors == {
        "second_2": ["Choose both languages of the pair, or neither."],
        "second_3": ["Choose two different languages."],
    }


def test_hours_are_set_on_the_page_and_only_where_changed(
    minho: Interpreter, organiser: Person
) -> None:
    client, day = sign_in(organiser), Day.objects.get()
    address = f"/lounge/spring/setup/interpreters/{minho.pk}/hours/"
    lines = LogEntry.objects.count()
    client.post(address, {f"from_{day.pk}": "", f"until_{day.pk}": ""})
    assert LogEntry.objects.count() == lines
    client.post(address, {f"from_{day.pk}": "09:30", f"until_{day.pk}": "10:30"})
    assert absent(minho) == ["00:00", "01:30"]
    response = client.post(address, {f"from_{day.pk}": "09:30", f"until_{day.pk}": ""})
    assert response.context["form"].errors == {
        f"until_{day.pk}": ["Write both times, or neither."]
    }
    client.post(
        address, {f"away_{day.pk}": "on", f"from_{day.pk}": "", f"until_{day.pk}": ""}
    )
    assert absent(minho) == ["00:00", "00:30", "01:00", "01:30"]
