"""Names, numbers, members, roles, relations and initiatives are claims: entered on evidence, corrected, ended and withdrawn with a reason."""

from typing import Any

import pytest

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    Person,
)
from madang.site.ledger.actions import (
    initiatives,
    memberships,
    names,
    positions,
    relations,
)
from madang.site.ledger.actions.claims import add_claim, withdraw_claim
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.models import Claim, Initiative, Passage, Position, Relation
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.identifiers import check_identifier
from madang.site.ledger.rules.records import ends_of, period_of
from tests.site.ledger.made_up import evidence, log_verbs

PUBLIC: Any = {"audience": "public"}


def claimed(**about: Any) -> list[tuple[str, str, str, bool, bool]]:
    """Return aspect, words, date, whether withdrawn and whether it stands, of the claims about a row."""
    return [
        (each.aspect, each.text, each.edtf, each.is_withdrawal, each.superseded_by_id is None)
        for each in Claim.objects.filter(**about).order_by("id")
    ]  # fmt: skip


def refused(error: Any) -> tuple[str, str]:
    return error.value.field, str(error.value)


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        ("", "", ""),
        ("2019", "", "2019/.."),
        ("", "2021-05", "../2021-05"),
        ("2019-03-01", "2021", "2019-03-01/2021"),
    ],
)
def test_two_dates_are_one_interval_and_back(
    since: str, until: str, period: str
) -> None:
    assert period_of(since, until) == period
    assert ends_of(period) == (since, until)


@pytest.mark.parametrize(
    ("scheme", "written", "value"),
    [
        ("ror", "https://ror.org/05dxps055", "05dxps055"),
        ("lei", "5493 001K JTII GC8Y 1R12", "5493001KJTIIGC8Y1R12"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
        ("vat", " LV40003032949 ", "LV40003032949"),
    ],
)
def test_a_number_is_kept_as_its_register_writes_it(
    scheme: str, written: str, value: str
) -> None:
    assert check_identifier(scheme, written) == value


@pytest.mark.parametrize(
    ("scheme", "written", "reason"),
    [
        ("ror", "05dxps056", "The last two digits are check digits (ISO 7064, modulo 97), and do not fit. Compare the number with the register."),
        ("lei", "5493001KJTIIGC8Y1R13", "The last two digits are check digits (ISO 17442: modulo 97 leaves 1), and do not fit. Compare the number with the register."),
        ("lei", "5493001KJTII", "This register gives no such number."),
        ("wikidata", "P31", "This register gives no such number."),
        ("national", " ", "This register gives no such number."),
    ],
)  # fmt: skip
def test_a_number_that_no_register_gave_is_refused(
    scheme: str, written: str, reason: str
) -> None:
    with pytest.raises(LedgerError) as error:
        check_identifier(scheme, written)
    assert refused(error) == ("value", reason)


def test_a_register_is_one_of_those_known() -> None:
    with pytest.raises(LedgerError) as error:
        check_identifier("passport", "1")
    assert refused(error) == ("scheme", "Choose the register.")


def test_a_name_is_a_claim_of_the_organisation(
    curator: Person, agency: Organisation, passage: Passage
) -> None:
    row = names.add_name(
        agency,
        by=curator,
        facts={"text": "타르세나청", "kind": "local", "language": "ko"},
        passages=[passage],
    )
    assert (row.text_key, row.kind, row.language) == ("타르세나청", "local", "ko")
    names.correct_name(
        row,
        by=curator,
        facts={"text": "타르세나 진흥청", "kind": "local", "language": "ko"},
        passages=[passage],
        why="The sign says so.",
    )
    assert [each.text for each in agency.names.all()] == ["타르세나 진흥청"]
    names.withdraw_entry(row, by=curator, why="It is another agency.")
    assert agency.names.count() == 0
    assert claimed(organisation=agency) == [
        ("name", "타르세나청", "", False, False),
        ("name", "타르세나 진흥청", "", False, False),
        ("name", "타르세나 진흥청", "", True, True),
    ]
    assert log_verbs()[-3:] == ["correct name", "withdraw name", "withdraw claim"]


def test_a_name_without_evidence_text_or_news_is_refused(
    agency: Organisation, passage: Passage
) -> None:
    for facts, passages, field in (
        ({"text": "AT", "kind": "acronym"}, [], "passages"),
        ({"text": " ", "kind": "acronym"}, [passage], "text"),
        ({"text": "Agency of Tarsena", "kind": "alias"}, [passage], "text"),
    ):
        with pytest.raises(LedgerError) as error:
            names.add_name(agency, by=None, facts=facts, passages=passages)  # type: ignore[arg-type]
        assert error.value.field == field
    assert (OrganisationName.objects.count(), Claim.objects.count()) == (0, 0)


def test_a_public_organisation_has_no_name_from_an_internal_source(
    agency: Organisation,
) -> None:
    secret = evidence(audience="internal")
    facts: Any = {"text": "AT", "kind": "acronym"}
    row = names.add_name(agency, by=None, facts=facts, passages=[secret])
    assert (row.text, Claim.objects.get().audience) == ("AT", "internal")
    ensure_record(agency, audience="public")
    with pytest.raises(LedgerError) as error:
        names.add_name(agency, by=None, facts={"text": "ATT"}, passages=[secret])
    assert refused(error) == (
        "source",
        "Everybody would read it, and its source is internal. Name a public source, or keep the entry internal.",
    )


def test_a_number_belongs_to_one_organisation(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    facts: Any = {"scheme": "wikidata", "value": "Q42"}
    row = names.add_identifier(agency, by=None, facts=facts, passages=[passage])
    with pytest.raises(LedgerError) as error:
        names.add_identifier(fund, by=None, facts=facts, passages=[passage])
    assert refused(error) == ("value", "Agency of Tarsena has this number.")
    names.correct_identifier(
        row,
        by=None,
        facts={"scheme": "wikidata", "value": "Q43"},
        passages=[passage],
        why="Misread.",
    )
    assert OrganisationIdentifier.objects.get().value == "Q43"
    assert claimed(organisation=agency) == [
        ("identifier", "WIKIDATA Q42", "", False, False),
        ("identifier", "WIKIDATA Q43", "", False, True),
    ]


def test_a_membership_follows_its_relation(
    curator: Person, agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    row = memberships.add_membership(
        by=curator,
        member=fund,
        cluster=agency,
        passages=[passage],
        facts={"since": "2019", "text": "founder"},
    )
    relation = Relation.objects.get()
    assert (row.role, row.since, row.until) == ("founder", "2019", "")
    assert (relation.predicate, relation.audience) == ("member_of", "internal")
    memberships.end_membership(
        row, by=curator, until="2024-05", passages=[passage], why="It left."
    )
    assert (row.role, row.since, row.until) == ("founder", "2019", "2024-05")
    memberships.correct_membership(
        row, by=curator, facts={"since": "2020"}, passages=[passage], why="Misread."
    )
    assert (row.role, row.since, row.until) == ("", "2020", "")
    memberships.withdraw_membership(row, by=curator, why="Another fund.")
    relation.refresh_from_db()
    assert (Membership.objects.count(), relation.is_withdrawn) == (0, True)
    assert claimed(relation=relation) == [
        ("existence", "founder", "2019/..", False, False),
        ("existence", "founder", "2019/2024-05", False, False),
        ("existence", "", "2020/..", False, False),
        ("existence", "", "2020/..", True, True),
    ]
    again = memberships.add_membership(
        by=curator, member=fund, cluster=agency, passages=[passage], facts={}
    )
    relation.refresh_from_db()
    assert (again.since, relation.is_withdrawn, Relation.objects.count()) == (
        "",
        False,
        1,
    )


def test_a_membership_without_a_source_gets_one_or_goes_with_a_reason(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    row = Membership.objects.create(cluster=agency, member=fund, role="x", since="2019")
    memberships.end_membership(
        row, by=None, until="2022", passages=[passage], why="It left."
    )
    assert (row.role, row.since, row.until) == ("x", "2019", "2022")
    assert claimed(relation=Relation.objects.get()) == [
        ("existence", "x", "2019/2022", False, True)
    ]
    other = Membership.objects.create(cluster=fund, member=agency)
    with pytest.raises(LedgerError) as error:
        memberships.withdraw_membership(other, by=None, why=" ")
    assert error.value.field == "why"
    memberships.withdraw_membership(other, by=None, why="Nobody says so.")
    assert list(Membership.objects.all()) == [row]
    assert log_verbs()[-1] == "withdraw membership"


def test_a_withdrawn_claim_takes_the_membership_from_the_list(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    memberships.add_membership(
        by=None, member=fund, cluster=agency, passages=[passage], facts={}
    )
    withdraw_claim(Claim.objects.get(), by=None, why="Another fund.")
    assert Membership.objects.count() == 0
    assert Relation.objects.get().is_withdrawn


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"target": "fund"}, "other", "Name another organisation: this is the same one."),
        ({"predicate": "hosted"}, "predicate", "Choose how the organisations relate."),
        ({"facts": {"since": "2024", "until": "2019"}}, "until", "The last day is before the first."),
        ({"facts": {"since": "2024/2025"}}, "since", "Write one date here: 2024-11-24, 2024-11 or 2024."),
        ({"facts": {"until": "soon"}}, "until", "Write a date as 2024-11-24, 2024-11, 2024 or 2024-11-24/2024-11-30."),
        ({"passages": []}, "passages", "Name the source and the place in it. Nothing is entered without."),
    ],
)  # fmt: skip
def test_a_relation_that_cannot_be_is_refused_at_its_field(
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    change: dict[str, Any],
    field: str,
    reason: str,
) -> None:
    values: Any = {"subject": fund, "predicate": "subsidiary_of", "target": agency, "passages": [passage], "facts": {}}  # fmt: skip
    values |= change
    if values["target"] == "fund":
        values["target"] = fund
    with pytest.raises(LedgerError) as error:
        relations.add_relation(by=None, **values)
    assert refused(error) == (field, reason)
    assert (Relation.objects.count(), Claim.objects.count()) == (0, 0)


def test_a_relation_is_entered_once_ended_and_withdrawn(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    ends: Any = {"subject": fund, "predicate": "subsidiary_of", "target": agency}
    row = relations.add_relation(
        by=None, passages=[passage], facts=PUBLIC | {"since": "2019"}, **ends
    )
    with pytest.raises(LedgerError) as error:
        relations.add_relation(by=None, passages=[passage], facts={}, **ends)
    assert refused(error) == ("other", "This is entered already. Correct it there.")
    with pytest.raises(LedgerError) as error:
        relations.end_relation(row, by=None, until="", passages=[passage], why="Sold.")
    assert refused(error) == ("until", "Say when it ended.")
    relations.end_relation(row, by=None, until="2023", passages=[passage], why="Sold.")
    assert (row.since, row.until, Membership.objects.count()) == ("2019", "2023", 0)
    relations.withdraw_relation(row, by=None, why="Another fund.")
    with pytest.raises(LedgerError) as error:
        relations.end_relation(row, by=None, until="2024", passages=[passage], why="x")
    assert str(error.value) == "This entry is withdrawn already."


def test_a_role_is_entered_corrected_and_withdrawn(
    curator: Person, agency: Organisation, passage: Passage
) -> None:
    row = positions.add_position(
        by=curator,
        organisation=agency,
        passages=[passage],
        facts=PUBLIC | {"role": "Director", "name": "Ilze Kalnina", "since": "2021"},
    )
    assert (str(row), row.audience, agency.record.audience) == (
        "Ilze Kalnina, Director",
        "public",
        "public",
    )
    other = positions.add_position(
        by=curator,
        organisation=agency,
        passages=[passage],
        facts={"role": "Chair", "name": "Ilze Kalnina"},
    )
    assert (other.person, other.audience) == (row.person, "internal")
    positions.correct_position(
        row,
        by=curator,
        passages=[passage],
        why="She is named further down.",
        facts={"role": "Director general", "name": "Ilze Kalniņa", "since": "2020"},
    )
    assert (str(row), row.since) == ("Ilze Kalniņa, Director general", "2020")
    assert str(other.person) == "Ilze Kalnina"
    positions.end_position(
        row, by=curator, until="2025-01-31", passages=[passage], why="She retired."
    )
    assert (row.since, row.until) == ("2020", "2025-01-31")
    positions.withdraw_position(row, by=curator, why="Another agency.")
    assert row.is_withdrawn
    assert claimed(position=row) == [
        ("existence", "Ilze Kalnina, Director", "2021/..", False, False),
        ("existence", "Ilze Kalniņa, Director general", "2020/..", False, False),
        ("existence", "Ilze Kalniņa, Director general", "2020/2025-01-31", False, False),
        ("existence", "Ilze Kalniņa, Director general", "2020/2025-01-31", True, True),
    ]  # fmt: skip


def test_an_unnamed_holder_stays_unnamed_and_a_role_is_entered_once(
    agency: Organisation, passage: Passage
) -> None:
    facts: Any = {"role": "Project manager"}
    entry: Any = {"organisation": agency, "passages": [passage], "facts": facts}
    row = positions.add_position(by=None, **entry)
    assert (row.person, Person.objects.count()) == (None, 0)
    with pytest.raises(LedgerError) as error:
        positions.add_position(by=None, **entry)
    assert refused(error) == ("role", "This role is entered already. Correct it there.")  # fmt: skip
    with pytest.raises(LedgerError) as error:
        positions.add_position(by=None, **entry | {"facts": {"role": " "}})
    assert refused(error) == ("role", "Say which role it is.")


def test_a_role_that_nobody_claimed_gets_its_first_claim_with_the_correction(
    agency: Organisation, passage: Passage
) -> None:
    row = Position.objects.create(key="head", organisation=agency, title="Head")
    positions.correct_position(
        row,
        by=None,
        passages=[passage],
        why="As published.",
        facts={"role": "Director"},
    )
    claim = Claim.objects.get()
    assert (row.title, claim.note, claim.position) == ("Director", "As published.", row)
    silent = Position.objects.create(key="desk", organisation=agency, title="Desk")
    positions.withdraw_position(silent, by=None, why="There is none.")
    assert silent.is_withdrawn


def test_a_stronger_source_keeps_its_date(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    row = relations.add_relation(
        by=None, subject=fund, predicate="part_of", target=agency, passages=[evidence("register")], facts=PUBLIC | {"since": "2019"}
    )  # fmt: skip
    add_claim(
        by=None, aspect="existence", about=row, passages=[passage], edtf="2018/.."
    )
    row.refresh_from_db()
    assert row.since == "2019"


def test_an_initiative_has_an_owner_parties_and_an_end(
    agency: Organisation, fund: Organisation, passage: Passage
) -> None:
    facts: Any = {"name": "Harbour plan", "kind": "policy", "start": "2024", "parties": [fund], "target_country": "KR"}  # fmt: skip
    row = initiatives.add_initiative(
        by=None, owner=agency, passages=[passage], facts=facts
    )
    assert [each.organisation for each in row.parties.all()] == [fund]
    assert (row.start, row.end, row.audience, fund.record.audience) == (
        "2024",
        "",
        "internal",
        "internal",
    )
    initiatives.end_initiative(
        row, by=None, until="2026", passages=[passage], why="It ran out."
    )
    assert (row.start, row.end) == ("2024", "2026")
    initiatives.correct_initiative(
        row,
        by=None,
        passages=[passage],
        why="Its full name.",
        facts=facts | {"name": "Harbour plan 2030", "parties": []},
    )
    assert (row.name, row.end, row.parties.count()) == ("Harbour plan 2030", "", 0)
    initiatives.withdraw_initiative(row, by=None, why="A rumour.")
    assert Initiative.objects.get().is_withdrawn
    assert [each[1:] for each in claimed(initiative=row)] == [
        ("Harbour plan", "2024/..", False, False),
        ("Harbour plan", "2024/2026", False, False),
        ("Harbour plan 2030", "2024/..", False, False),
        ("Harbour plan 2030", "2024/..", True, True),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": ""}, "kind"),
        ({"start": "2026", "end": "2024"}, "end"),
        ({"start": "2024/2025"}, "start"),
        ({"parties": "twice"}, "parties"),
    ],
)
def test_an_initiative_that_cannot_be_is_refused_at_its_field(
    agency: Organisation,
    fund: Organisation,
    passage: Passage,
    change: dict[str, Any],
    field: str,
) -> None:
    facts: Any = {"name": "Harbour plan", "kind": "policy"} | change
    if facts.get("parties"):
        facts["parties"] = [fund, fund]
    with pytest.raises(LedgerError) as error:
        initiatives.add_initiative(
            by=None, owner=agency, passages=[passage], facts=facts
        )
    assert error.value.field == field
    assert Initiative.objects.count() == 0
