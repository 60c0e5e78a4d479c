"""A person is erased: the claims stand, and nowhere in the database is the name left. The tables that refuse changes refuse them again."""

import json
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.test import Client

from madang.cli import main
from madang.site.core.models import LogEntry
from madang.site.directory.actions.tokens import make_token
from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.erasing import erase_person
from madang.site.ledger.actions.merging import merge_organisations
from madang.site.ledger.actions.positions import add_position, correct_position
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Claim, MergeDecision, Passage, Position, Source
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.erasing import pattern_of, without
from tests.conftest import sign_in
from tests.site.ledger.made_up import tie_of
from tests.site.ledger.test_merging_pages import words

NAME, LOCAL, MAIL = "Zelma Rubene-Kārkla", "젤마루벤", "zelma@rubene.example"


def whole_database() -> Iterator[str]:
    """Yield every row of every table, as the database itself holds it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - tables of the database itself
            for row in cursor.fetchall():
                # JSON may hold a letter by its number.
                yield f"{table}: {row!r}".encode().decode("unicode_escape", "ignore")
                yield f"{table}: {row!r}"
    for model in apps.get_models():
        yield serializers.serialize("json", model._default_manager.all())


def mentions() -> list[str]:
    forms = re.compile("zelma|rubene|젤마루벤|6700 0001", re.IGNORECASE)
    return [each[:300] for each in whole_database() if forms.search(each)]


@pytest.fixture
def speaker(agency: Organisation, fund: Organisation, passage: Passage, article: Source) -> Position:  # fmt: skip
    """Somebody with an account who speaks for the agency, curates, is quoted, corrected, and named in texts."""
    position = add_position(by=None, organisation=agency, passages=[passage], facts={"role": "Director", "name": NAME, "name_local": LOCAL, "telephone": "6700 0001", "email": MAIL, "note": f"{NAME} herself", "audience": "public"})  # fmt: skip
    person = position.person
    assert person is not None
    person.user = User.objects.create_user(MAIL)
    person.email, person.phone = MAIL, "6700 0001"
    person.save()
    quoted = add_passage(article, by=person, exact=f"“We are glad”, {NAME} said.", line=9)  # fmt: skip
    tie = tie_of(agency, fund, quoted, key="tie", subject=f"What {NAME} signed")
    add_claim(by=person, aspect="statement", about=None, passages=[quoted], holder="quoted", holder_position=position, text=f"{NAME.upper()} is glad, and {LOCAL}은 too", note=f"Told by {MAIL}")  # fmt: skip
    correct_position(position, by=person, passages=[passage], why=f"{NAME} wrote.", facts={"role": "Head", "name": NAME})  # fmt: skip
    twin = Organisation.objects.create(name="Twin")
    merge_organisations(agency, twin, by=person, why=f"So says {NAME}.")
    make_token(by=person, name="Program", scope="read")
    assert tie.subject == f"What {NAME} signed"
    return position


def test_nowhere_is_the_name_left_and_the_claims_stand(speaker: Position) -> None:
    assert len(mentions()) > 12
    counts = [model.objects.count() for model in (Claim, Position, Passage, MergeDecision, Person)]  # fmt: skip
    stood = list(Claim.objects.order_by("id").values_list("pk", "aspect", "stage", "holder", "holder_position", "superseded_by", "recorded_at"))  # fmt: skip
    assert speaker.person is not None
    done = erase_person(speaker.person, by=None)
    assert mentions() == []
    assert done.left == {}
    assert done.deleted == {"directory.ApiToken": 1}
    assert done.texts["ledger.Claim.text"] >= 4
    assert counts == [model.objects.count() for model in (Claim, Position, Passage, MergeDecision, Person)]  # fmt: skip
    assert stood == list(Claim.objects.order_by("id").values_list("pk", "aspect", "stage", "holder", "holder_position", "superseded_by", "recorded_at"))  # fmt: skip
    assert not User.objects.exists()
    speaker.refresh_from_db()
    assert (str(speaker), speaker.telephone, speaker.email, speaker.key) == ("[erased], Head", "", "", f"erased-{speaker.pk}")  # fmt: skip
    page = words(Client().get("/ledger/ties/tie/"))
    assert "What [erased] signed" in page
    assert LogEntry.objects.order_by("id").last().verb == "erase person"  # type: ignore[union-attr]


def test_sessions_end(speaker: Position, curator: Person) -> None:
    assert speaker.person is not None
    sign_in(speaker.person)
    sign_in(curator)
    assert Session.objects.count() == 2
    erase_person(speaker.person, by=None)
    (left,) = Session.objects.all()
    assert left.get_decoded()["_auth_user_id"] == str(curator.user_id)


def test_afterwards_claims_and_log_refuse_changes_again(speaker: Position) -> None:
    assert speaker.person is not None
    erase_person(speaker.person, by=None)
    for rows in (Claim.objects, LogEntry.objects):
        column = "text" if rows.model is Claim else "detail"
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**{column: "changed"})
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.all()._raw_delete(connection.alias)


def test_a_failed_erasure_leaves_everything_closed_and_whole(
    speaker: Position, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        message = "no space left"
        raise OSError(message)

    before = list(whole_database())
    monkeypatch.setattr("madang.site.ledger.actions.erasing._bury", fail)
    assert speaker.person is not None
    with pytest.raises(OSError, match="no space left"):
        erase_person(speaker.person, by=None)
    assert list(whole_database()) == before
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Claim.objects.update(text="changed")


def test_of_two_namesakes_none_is_erased(speaker: Position) -> None:
    Person.objects.create(name=NAME.lower())
    assert speaker.person is not None
    with pytest.raises(LedgerError, match="Another person has the same name"):
        erase_person(speaker.person, by=None)


def test_nobody_is_erased_twice(speaker: Position) -> None:
    assert speaker.person is not None
    erase_person(speaker.person, by=None)
    with pytest.raises(LedgerError, match="erased already"):
        erase_person(speaker.person, by=None)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ana Li met Diana Lind.", "[erased] met Diana Lind."),
        ("ANA LI’s note, ana@li.example", "[erased]’s note, [erased]"),
        ("김아나는 말했다", "[erased]는 말했다"),
        ("Analia", "Analia"),
    ],
)
def test_whole_names_alone_are_taken_out(text: str, left: str) -> None:
    pattern = pattern_of(["Ana Li", "김아나", "ana@li.example", "", "x"])
    assert pattern is not None
    assert without(text, pattern) == left
    assert without({"Ana Li": [text, 1, None]}, pattern) == {"[erased]": [left, 1, None]}  # fmt: skip


def test_a_name_too_short_to_be_looked_for() -> None:
    assert pattern_of(["Li", ""]) is None


def test_the_command_says_first_and_does_it_with_yes(
    speaker: Position, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("madang.cli.erase.prepare_database", lambda: None)
    assert main(["erase", MAIL]) == 0
    assert "Nothing is changed. Add --yes to do it." in capsys.readouterr().out
    assert mentions()
    assert main(["erase", str(speaker.person_id), "--yes", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["erased"] is True
    assert report["deleted"] == {"directory.ApiToken": 1}
    assert mentions() == []
    assert main(["erase", MAIL]) == 2
    assert "nobody has the address or number" in capsys.readouterr().err
