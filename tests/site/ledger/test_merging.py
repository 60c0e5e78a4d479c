"""Organisations merged by decisions: what shows where, what is refused, and that undoing puts back every row."""

import json
import random
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationName,
    Person,
    User,
)
from madang.site.events.models import Registration
from madang.site.ledger.actions.merging import merge_organisations, undo_merge
from madang.site.ledger.models import (
    MergedCell,
    MergeDecision,
    MergedRow,
    OccasionParty,
    Passage,
    TieParty,
)
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.merged_columns import MOVED, REFUSED, STAYS
from tests.site.ledger.made_up import tie_of

# What keeps the history of merging itself, and the log of who did what.
HISTORY = {"core.LogEntry", "ledger.MergeDecision"}
WHY = "Two entries of one ministry."


def dump() -> dict[str, str]:
    """Return every row of every table but the history, as text by table and number."""
    found = {}
    for model in apps.get_models():
        label = model._meta.label
        if label not in HISTORY:
            for row in model._default_manager.order_by("pk"):
                text = serializers.serialize("json", [row])
                found[f"{label} {row.pk}"] = json.dumps(json.loads(text))
    return found


def organisation(name: str, **values: Any) -> Organisation:
    return Organisation.objects.create(name=name, country="LV", **values)


def columns_naming_organisations() -> set[tuple[str, str]]:
    return {
        (field.related_model._meta.label, field.field.name)
        for field in Organisation._meta.get_fields(include_hidden=True)
        if field.auto_created and not field.concrete and field.related_model
    }


def test_every_column_that_names_an_organisation_is_decided_about() -> None:
    decided = [
        (table, column)
        for table, columns in (MOVED | STAYS | REFUSED).items()
        for column in columns
    ]
    assert set(decided) == columns_naming_organisations()
    assert len(decided) == len(set(decided))
    assert not (set(MOVED) & set(STAYS)) | (set(MOVED) & set(REFUSED)) | (set(STAYS) & set(REFUSED))  # fmt: skip


def test_nothing_refers_to_a_row_that_may_be_set_aside() -> None:
    """A row that another one names cannot be taken away, not even for a while."""
    for table in MOVED:
        model = apps.get_model(table)
        limits = [*model._meta.constraints, *[each for each in model._meta.fields if each.unique and not each.primary_key]]  # fmt: skip
        names = [str(getattr(each, "fields", "") or getattr(each, "name", "")) for each in limits]  # fmt: skip
        may_collide = any(column in each for each in names for column in MOVED[table])
        if may_collide or table == "landscape.Follow":
            assert not model._meta.related_objects, table


@pytest.fixture
def world(passage: Passage, curator: Person) -> list[Organisation]:
    """Six organisations with ties, names, members and parts that overlap."""
    rows = [organisation(f"Ministry {number}") for number in range(6)]
    chance = random.Random(4)  # noqa: S311
    for number in range(9):
        one, other, third = chance.sample(rows, 3)
        tie = tie_of(one, other, passage, key=f"tie-{number}")
        TieParty.objects.create(tie=tie, organisation=third, role="party", order=2)
        Membership.objects.get_or_create(cluster=one, member=other)
        Membership.objects.get_or_create(cluster=rows[0], member=third) if third != rows[0] else None  # fmt: skip
        OrganisationName.objects.get_or_create(organisation=other, text=f"Alias {number % 3}")  # fmt: skip
    return rows


def merged(kept: Organisation, away: Organisation) -> MergeDecision:
    return merge_organisations(kept, away, by=None, why=WHY)


def test_everything_shows_under_the_kept_one_and_goes_back(
    agency: Organisation, fund: Organisation, passage: Passage, curator: Person
) -> None:
    twin = organisation("Agency of Tarsena, Riga")
    tie = tie_of(twin, fund, passage)
    other = tie_of(agency, fund, passage, key="other")
    TieParty.objects.create(tie=other, organisation=twin, role="party", order=2)
    twin.names.create(text="AoT", kind="acronym")
    agency.names.create(text="AoT", kind="acronym")
    Person.objects.create(name="Somebody Named", organisation=twin)
    before = dump()
    decision = merge_organisations(agency, twin, by=curator, why=WHY)
    assert [each.organisation for each in tie.parties.all()] == [agency, fund]
    assert [each.organisation for each in other.parties.all()] == [agency, fund]
    assert agency.names.get().text == "AoT"
    assert agency.people.get().name == "Somebody Named"
    twin.refresh_from_db()
    assert twin.merged_into == agency
    # The tie's part and the person moved, the second part and the name are set aside.
    assert (decision.moved, MergedCell.objects.count(), MergedRow.objects.count()) == (4, 2, 2)  # fmt: skip
    undo_merge(decision, by=curator, why="They are two.")
    assert dump() == before
    assert decision.undone_by == curator


@pytest.mark.parametrize("seed", range(30))
def test_any_order_of_decisions_puts_back_the_whole_database(
    world: list[Organisation], seed: int
) -> None:
    # Relations between them would refuse some of these merges; here every pair may be tried.
    Membership.objects.filter(cluster__in=world[:3]).delete()
    before, chance = dump(), random.Random(seed)  # noqa: S311
    done = 0
    for _step in range(10):
        for row in world:
            row.refresh_from_db()
        standing = list(MergeDecision.objects.filter(undone_at=None))
        roots = [each for each in world if each.merged_into_id is None]
        if standing and (len(roots) < 2 or chance.random() < 0.4):
            undo_merge(chance.choice(standing), by=None, why="Apart.")
            continue
        kept, away = chance.sample(roots, 2)
        try:
            merged(kept, away)
        except LedgerError:
            continue
        done += 1
    assert done
    rest = list(MergeDecision.objects.filter(undone_at=None))
    chance.shuffle(rest)
    for each in rest:
        undo_merge(each, by=None, why="Apart.")
    assert dump() == before
    assert not MergedRow.objects.exists()


def test_the_first_decision_is_undone_while_a_later_one_stands(
    passage: Passage, fund: Organisation, db: None
) -> None:
    one, two, three = (organisation(each) for each in ("One", "Two", "Three"))
    ties = [tie_of(each, fund, passage, key=each.name.lower()) for each in (one, two, three)]  # fmt: skip
    first = merged(two, one)
    merged(three, two)
    one.refresh_from_db()
    assert one.merged_into == three
    undo_merge(first, by=None, why="Not this one.")
    shown = [each.parties.order_by("order")[0].organisation for each in ties]
    assert shown == [one, three, three]
    one.refresh_from_db()
    assert one.merged_into is None


def test_edits_in_between_stay(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    twin = organisation("Twin")
    tie = tie_of(twin, fund, passage)
    tie_of(agency, fund, passage, key="own")
    name = twin.names.create(text="Old")
    gone = twin.names.create(text="Gone")
    decision = merged(agency, twin)
    name.refresh_from_db()
    name.text = "New"
    name.save()
    gone.delete()
    third = organisation("Third")
    tie.parties.filter(organisation=agency).update(organisation=third)
    later = agency.names.create(text="Entered later")
    undo_merge(decision, by=None, why="They are two.")
    assert [each.text for each in twin.names.all()] == ["New"]
    assert later in agency.names.all()
    assert [each.organisation for each in tie.parties.all()] == [third, fund]


def refusal(kept: Organisation, away: Organisation, why: str = WHY) -> str:
    with pytest.raises(LedgerError) as caught:
        merge_organisations(kept, away, by=None, why=why)
    assert not MergeDecision.objects.exists()
    return str(caught.value)


def test_refusals_say_what_is_in_the_way(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    assert "Say why" in refusal(agency, fund, "  ")
    assert "the same one" in refusal(agency, agency)
    bare = organisation("Bare")
    tie_of(agency, fund, passage, key="between")
    assert refusal(agency, fund) == "They are the two parties of one tie (between). Correct or withdraw it first if it is wrong."  # fmt: skip
    assert refusal(bare, agency) == "Keep “Agency of Tarsena”: it has a page in the ledger, the other one has none."  # fmt: skip
    member = organisation("Member")
    Membership.objects.create(cluster=agency, member=member)
    assert "The ledger says that one belongs to" in refusal(agency, member)
    user = User.objects.create_user("delegate@example.org")
    Person.objects.create(name="Delegate", user=user, organisation=bare)
    assert "People of “Bare” can sign in" in refusal(agency, bare)
    bare.people.all().delete()
    bare_record = organisation("Internal")
    tie_of(bare_record, organisation("Else"), passage, key="hidden")
    bare_record.record.audience = "internal"
    bare_record.record.save()
    assert "Give both the same audience first" in refusal(agency, bare_record)


def test_whoever_takes_part_in_an_event_is_kept(
    agency: Organisation, alder: Registration
) -> None:
    guest = alder.organisation
    assert refusal(agency, guest) == f"“{guest}” takes part in events. Keep it, and merge the other one into it."  # fmt: skip


def test_a_merged_one_is_not_merged_again_nor_undone_twice(
    agency: Organisation, db: None
) -> None:
    twin, third = organisation("Twin"), organisation("Third")
    decision = merged(agency, twin)
    twin.refresh_from_db()
    for kept, away in ((third, twin), (twin, third)):
        with pytest.raises(LedgerError, match="is merged into “Agency of Tarsena” already"):  # fmt: skip
            merged(kept, away)
    undo_merge(decision, by=None, why="Two.")
    with pytest.raises(LedgerError, match="undone already"):
        undo_merge(decision, by=None, why="Two.")


def test_a_row_entered_since_that_says_the_same_stops_the_undoing(
    agency: Organisation, passage: Passage, db: None
) -> None:
    twin = organisation("Twin")
    twin.names.create(text="Old")
    decision = merged(agency, twin)
    OrganisationName.objects.create(organisation=twin, text="Old")
    before = dump()
    with pytest.raises(
        LedgerError, match="Another entry says the same as “Old” by now"
    ):
        undo_merge(decision, by=None, why="Two.")
    assert dump() == before
    assert not OccasionParty.objects.exists()
