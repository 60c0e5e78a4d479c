"""As of any day: what the pages show is what an export of that day held, whatever was corrected, withdrawn, put back or merged since."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import (
    add_claim,
    correct_claim,
    put_back_claims,
    withdraw_claim,
)
from madang.site.ledger.actions.merging import merge_organisations, undo_merge
from madang.site.ledger.actions.names import (
    add_identifier,
    add_name,
    correct_name,
    withdraw_entry,
)
from madang.site.ledger.actions.parties import add_tie_party, take_out_tie_party
from madang.site.ledger.actions.positions import (
    add_position,
    correct_position,
    end_position,
    withdraw_position,
)
from madang.site.ledger.actions.putting_back import put_back
from madang.site.ledger.actions.ties import withdraw_tie
from madang.site.ledger.models import (
    Claim,
    MergeDecision,
    Passage,
    Position,
    Tie,
    TieParty,
)
from madang.site.ledger.queries.as_of import (
    organisation_then,
    ties_believed,
    ties_of_then,
    ties_then,
)
from madang.site.ledger.queries.ties import with_sides
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.believed import end_of
from tests.conftest import sign_in
from tests.site.ledger.made_up import evidence, tie_of
from tests.site.ledger.test_merging_pages import words

FIRST = date(2026, 3, 1)


@contextmanager
def clock(day: date, minute: int = 0) -> Iterator[None]:
    """Let it be ten o'clock, so many minutes past, of a day."""
    now = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC) + timedelta(minutes=minute)  # fmt: skip
    with mock.patch("django.utils.timezone.now", return_value=now):
        yield


Export = dict[str, Any]


def export(organisations: list[Organisation]) -> Export:
    """Return what the tables hold now."""
    ties = {
        each.key: (
            each.stage,
            each.date,
            each.subject,
            each.modality,
            sorted((p.organisation_id, p.role) for p in each.parties.all()),
        )
        for each in Tie.objects.filter(is_withdrawn=False)
    }
    found: Export = {"ties": ties}
    for row in organisations:
        fresh = Organisation.objects.get(pk=row.pk)
        if fresh.merged_into_id is not None:
            continue
        roles = Position.objects.filter(organisation=row, is_withdrawn=False)
        found[row.name] = (
            sorted(each.text for each in row.names.all()),
            sorted(f"{each.scheme.upper()} {each.value}" for each in row.identifiers.all()),
            [(each.key, str(each), each.since, each.until) for each in roles.order_by("id")],
        )  # fmt: skip
    return found


def believed(user: Any, organisations: list[Organisation], day: date) -> Export:
    """Return the same as of a day, from the claims."""
    until = end_of(day)
    rows = with_sides(ties_believed(user, until), user)
    ties = {
        each.key: (
            each.stage,
            each.date,
            each.subject,
            each.modality,
            sorted((p.organisation.pk, p.role) for p in each.parties.all()),
        )
        for each in ties_then(user, rows, until)
    }
    found: Export = {"ties": ties}
    for row in organisations:
        then = organisation_then(user, row, until)
        found[row.name] = (
            list(then.names),
            list(then.numbers),
            [(each.key, each.words, each.since, each.until) for each in then.roles],
        )
    return found


class History:
    """Random entries, corrections and withdrawals, each through its verb."""

    def __init__(self, seed: int, rows: list[Organisation], by: Person) -> None:
        self.chance = random.Random(seed)  # noqa: S311
        self.rows = rows
        self.by = by

    def passage(self) -> Passage:
        kind = self.chance.choice(["article", "letter", "document", "notice"])
        return evidence(kind, published=f"2025-0{self.chance.randint(1, 9)}")

    def step(self) -> None:
        verbs = (self.enter, self.claim, self.change, self.undo, self.names, self.roles, self.parties)  # fmt: skip
        try:
            self.chance.choice(verbs)()
        except LedgerError:
            # What is refused changes nothing.
            return

    def enter(self) -> None:
        one, other = self.chance.sample(self.rows, 2)
        if Tie.objects.count() < 4:
            tie_of(one, other, self.passage(), key=f"tie-{Tie.objects.count()}", date="2025", stage=self.chance.choice(["planned", "signed"]))  # fmt: skip

    def _tie(self) -> Tie | None:
        return self.chance.choice([None, *Tie.objects.order_by("id")])

    def claim(self) -> None:
        tie = self._tie()
        if tie is None or tie.is_withdrawn:
            return
        aspect = self.chance.choice(["stage", "date", "subject"])
        values: dict[str, Any] = {
            "stage": {"stage": self.chance.choice(["talks", "signed", "in_force", "ended"])},
            "date": {"edtf": f"2025-{self.chance.randint(1, 9):02d}"},
            "subject": {"text": f"Subject {self.chance.randint(1, 50)}"},
        }[aspect]  # fmt: skip
        values["modality"] = self.chance.choice(["asserted", "asserted", "attributed"])
        add_claim(by=None, aspect=aspect, about=tie, passages=[self.passage()], **values)  # fmt: skip

    def change(self) -> None:
        standing = Claim.objects.filter(superseded_by=None, tie__isnull=False)
        claim = self.chance.choice([None, *standing.exclude(aspect="party")])
        if claim is None:
            return
        if claim.is_withdrawal:
            put_back_claims([claim], by=None, why="It was right.")
        elif self.chance.random() < 0.5 and claim.aspect != "existence":
            withdraw_claim(claim, by=None, why="Wrong.")
        else:
            changed: dict[str, Any] = {"edtf": "2024-07"} if claim.edtf else {"text": f"Said {self.chance.randint(1, 50)}"}  # fmt: skip
            correct_claim(claim, by=None, passages=[self.passage()], why="Misread.", **changed)  # fmt: skip

    def undo(self) -> None:
        tie = self._tie()
        if tie is not None and tie.is_withdrawn:
            put_back(tie, by=None, why="It was right.")
        elif tie is not None and self.chance.random() < 0.4:
            withdraw_tie(tie, by=None, why="Another one.")

    def names(self) -> None:
        row = self.chance.choice(self.rows)
        held = row.names.order_by("id").first()
        what = self.chance.randrange(4)
        text = f"Name {self.chance.randint(1, 90)}"
        if what == 0 and held is not None:
            correct_name(held, by=None, facts={"text": text}, passages=[self.passage()], why="Misread.")  # fmt: skip
        elif what == 1 and held is not None:
            withdraw_entry(held, by=None, why="Another one.")
        elif what == 2:
            add_identifier(row, by=None, facts={"scheme": "vat", "value": text}, passages=[self.passage()])  # fmt: skip
        else:
            add_name(row, by=None, facts={"text": text}, passages=[self.passage()])

    def roles(self) -> None:
        role = self.chance.choice([None, *Position.objects.filter(is_withdrawn=False)])
        facts: Any = {"role": f"Head {self.chance.randint(1, 9)}", "name": "Ana Kalns", "since": f"20{self.chance.randint(10, 19)}"}  # fmt: skip
        what = self.chance.randrange(4)
        if role is None or what == 0:
            add_position(by=None, organisation=self.chance.choice(self.rows), passages=[self.passage()], facts=facts)  # fmt: skip
        elif what == 1:
            correct_position(role, by=None, passages=[self.passage()], why="Misread.", facts=facts)  # fmt: skip
        elif what == 2 and not role.until:
            end_position(role, by=None, until="2025", passages=[self.passage()], why="She left.")  # fmt: skip
        else:
            withdraw_position(role, by=None, why="Another one.")

    def parties(self) -> None:
        tie = self._tie()
        if tie is None:
            return
        party = self.chance.choice([None, *tie.parties.order_by("id")])
        if party is not None and self.chance.random() < 0.6:
            take_out_tie_party(party, by=None, why="Not it.")
            return
        taken = {each.organisation_id for each in TieParty.objects.filter(tie=tie)}
        # Somebody taken out does not come back here: a claim of then and one of now would be one party.
        gone = Claim.objects.filter(tie=tie, aspect="party").values_list("organisation", flat=True)  # fmt: skip
        free = [each for each in self.rows if each.pk not in taken | set(gone)]
        if free:
            role = self.chance.choice(["party", "funder", "host"])
            add_tie_party(tie, by=None, organisation=self.chance.choice(free), role=role, passages=[self.passage()])  # fmt: skip


@pytest.fixture
def organisations(db: None) -> list[Organisation]:
    names = ("Agency", "Bank", "Clinic", "Department")
    return [Organisation.objects.create(name=each, country="LV") for each in names]


@pytest.mark.parametrize("seed", range(12))
def test_as_of_a_day_is_what_an_export_of_that_day_held(
    seed: int, organisations: list[Organisation], curator: Person
) -> None:
    history = History(seed, organisations, curator)
    exports = {}
    for number in range(12):
        day = FIRST + timedelta(days=number)
        for minute in range(6):
            with clock(day, minute):
                history.step()
        exports[day] = export(organisations)
    # The days differ: there is something to remember.
    assert len({str(each) for each in exports.values()}) >= 8
    for day, held in exports.items():
        assert believed(curator.user, organisations, day) == held, day
    assert believed(curator.user, organisations, FIRST - timedelta(days=1))["ties"] == {}  # fmt: skip


def test_a_merge_is_believed_from_its_day_until_it_is_undone(
    organisations: list[Organisation], curator: Person, passage: Passage
) -> None:
    agency, bank, clinic, _department = organisations
    with clock(FIRST):
        tie_of(agency, bank, passage, key="tie")
        tie_of(clinic, bank, passage, key="other")
        add_name(clinic, by=None, facts={"text": "CL"}, passages=[passage])
        for each in organisations:
            getattr(each, "record", None)
    with clock(FIRST + timedelta(days=1)):
        decision = merge_organisations(agency, clinic, by=curator, why="One.")
    with clock(FIRST + timedelta(days=2)):
        undo_merge(decision, by=curator, why="Two.")

    def parties(day: int) -> set[int]:
        found = believed(curator.user, organisations, FIRST + timedelta(days=day))
        return {pk for pk, _role in found["ties"]["other"][4]}

    assert [parties(day) for day in range(3)] == [{clinic.pk, bank.pk}, {agency.pk, bank.pk}, {clinic.pk, bank.pk}]  # fmt: skip
    names = [organisation_then(curator.user, agency, end_of(FIRST + timedelta(days=day))).names for day in range(3)]  # fmt: skip
    assert names == [(), ("CL",), ()]
    assert MergeDecision.objects.get().undone_at is not None


@pytest.fixture
def corrected(agency: Organisation, fund: Organisation, passage: Passage) -> Tie:
    """A memorandum signed, as was believed in March; only talks, as is known since April."""
    with clock(FIRST):
        tie = tie_of(agency, fund, passage, key="memorandum", date="2024-05", stage="signed")  # fmt: skip
    with clock(date(2026, 4, 2)):
        claim = tie.claims.get()
        correct_claim(claim, by=None, passages=[passage], why="Only talks.", stage="talks", edtf="2024-06")  # fmt: skip
    return tie


def test_the_page_of_a_tie_shows_what_was_believed(corrected: Tie) -> None:
    today = words(Client().get("/ledger/ties/memorandum/"))
    assert "Talks June 2024" in today
    then = words(Client().get("/ledger/ties/memorandum/?as_of=2026-03-31"))
    assert "Signed May 2024" in then
    assert "As believed at the end of" in then
    assert "Only talks." not in then
    after = words(Client().get("/ledger/ties/memorandum/?as_of=2026-04-02"))
    assert "Talks June 2024" in after
    assert Client().get("/ledger/ties/memorandum/?as_of=2026-02-28").status_code == 404


def test_what_is_no_day_or_to_come_is_said(corrected: Tie) -> None:
    page = words(Client().get("/ledger/ties/memorandum/?as_of=march"))
    assert "“march” is no day: write it as 2026-03-01." in page
    page = words(Client().get("/ledger/ties/memorandum/?as_of=2999-01-01"))
    assert "This day is to come." in page
    assert "Talks June 2024" in page


def test_what_is_internal_today_was_never_for_others(
    corrected: Tie, curator: Person
) -> None:
    place = "/ledger/ties/memorandum/?as_of=2026-03-31"
    corrected.audience = "internal"
    corrected.save()
    assert Client().get(place).status_code == 404
    assert sign_in(curator).get(place).status_code == 200


def test_what_was_withdrawn_since_is_for_curators_alone(
    corrected: Tie, curator: Person
) -> None:
    withdraw_tie(corrected, by=None, why="No such thing.")
    place = "/ledger/ties/memorandum/?as_of=2026-03-31"
    assert Client().get(place).status_code == 404
    assert "Signed May 2024" in words(sign_in(curator).get(place))


def test_the_page_of_an_organisation_shows_what_was_believed(
    corrected: Tie, agency: Organisation, passage: Passage
) -> None:
    with clock(date(2026, 3, 5)):
        name = add_name(agency, by=None, facts={"text": "AoT"}, passages=[passage])
        role = add_position(by=None, organisation=agency, passages=[passage], facts={"role": "Director", "name": "Ana Kalns", "since": "2019", "audience": "public"})  # fmt: skip
    with clock(date(2026, 4, 5)):
        withdraw_entry(name, by=None, why="Nobody says so.")
        end_position(role, by=None, until="2025", passages=[passage], why="She left.")
    place = f"/ledger/organisations/{agency.record.key}/"
    then = words(Client().get(f"{place}?as_of=2026-03-05"))
    assert "Other names AoT" in then
    assert "Ana Kalns, Director 2019 " in then
    assert "2019 – 2025" not in then
    assert "Signed May 2024" in then
    later = words(Client().get(f"{place}?as_of=2026-04-05"))
    assert "Other names –" in later
    assert "2019 – 2025" in later
    assert "Talks June 2024" in later


def test_a_tie_stands_with_the_organisation_to_which_it_belonged(
    organisations: list[Organisation], curator: Person, passage: Passage
) -> None:
    agency, bank, clinic, _department = organisations
    with clock(FIRST):
        tie_of(agency, bank, passage, key="tie")
        both = tie_of(clinic, bank, passage, key="other")
        TieParty.objects.create(tie=both, organisation=agency, order=2)
    with clock(FIRST + timedelta(days=1)):
        merge_organisations(agency, clinic, by=curator, why="One.")

    def ties(day: int) -> list[str]:
        until = end_of(FIRST + timedelta(days=day))
        then = organisation_then(curator.user, agency, until)
        return [each.key for each in ties_of_then(curator.user, then, until)]

    assert (ties(0), ties(1)) == (["tie", "other"], ["tie", "other"])
    assert shown_parties(both, curator, FIRST) == {agency.pk, bank.pk, clinic.pk}
    assert shown_parties(both, curator, FIRST + timedelta(days=1)) == {agency.pk, bank.pk}  # fmt: skip


def shown_parties(tie: Tie, curator: Person, day: date) -> set[int]:
    (then,) = ties_then(curator.user, [tie], end_of(day))
    return {each.organisation.pk for each in then.parties.all()}


def test_what_was_merged_later_was_not_there_before(
    organisations: list[Organisation], curator: Person, passage: Passage
) -> None:
    agency, bank, clinic, _department = organisations
    with clock(FIRST):
        tie_of(agency, bank, passage, key="tie")
        tie_of(clinic, bank, passage, key="of-clinic")
    with clock(FIRST + timedelta(days=1)):
        merge_organisations(agency, clinic, by=curator, why="One.")
    found = []
    for number in range(2):
        until = end_of(FIRST + timedelta(days=number))
        then = organisation_then(curator.user, agency, until)
        found.append([each.key for each in ties_of_then(curator.user, then, until)])
    assert found == [["tie"], ["tie", "of-clinic"]]


def test_programs_read_what_was_believed(corrected: Tie, agency: Organisation) -> None:
    def asked(place: str) -> Any:
        return Client().get(f"/api/ledger/{place}")

    then = asked("ties/memorandum/believed?as_of=2026-03-31").json()
    assert (then["stage"], then["date"], then["as_of"]) == ("signed", "2024-05", "2026-03-31")  # fmt: skip
    assert [each["stage"] for each in then["claims"]] == ["signed"]
    assert asked("ties/memorandum/believed?as_of=2026-04-02").json()["stage"] == "talks"
    assert asked("ties/memorandum/believed?as_of=2026-02-01").status_code == 404
    assert asked("ties/memorandum/believed?as_of=2999-01-01").status_code == 422
    assert asked("ties/memorandum/believed?as_of=march").status_code == 422
    row = asked(f"organisations/{agency.record.key}/believed?as_of=2026-03-31").json()
    assert (row["name"], row["ties"]) == ("Agency of Tarsena", ["memorandum"])
    row = asked(f"organisations/{agency.record.key}/believed?as_of=2026-01-31").json()
    assert row["ties"] == []


def test_the_page_of_a_pair_shows_what_was_believed(corrected: Tie) -> None:
    place = "/landscape/pairs/lv-kr/"
    then = words(Client().get(f"{place}?as_of=2026-03-31"))
    assert "As believed at the end of" in then
    assert "Signed May 2024" in then
    assert "No tie was known." in words(Client().get(f"{place}?as_of=2026-01-31"))


def test_the_pages_of_then_cost_the_same_for_many_ties(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    with clock(FIRST):
        for number in range(8):
            tie_of(agency, fund, passage, key=f"tie-{number}")
    client = Client()
    for tie in Tie.objects.filter(pk__gt=Tie.objects.order_by("pk")[1].pk):
        tie.is_withdrawn = True
        tie.save()

    def costs() -> list[int]:
        found = []
        for place in places:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(f"{place}?as_of=2026-03-01").status_code == 200
            found.append(len(asked))
        return found

    places = ["/ledger/ties/tie-0/", f"/ledger/organisations/{agency.record.key}/", "/landscape/pairs/lv-kr/"]  # fmt: skip
    few = costs()
    Tie.objects.update(is_withdrawn=False)
    assert few == costs() == [14, 23, 13]
