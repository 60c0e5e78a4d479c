"""What the ledger tells those who prepare an event: nothing that a visitor could not read."""

from madang.site.directory.models import Membership, Organisation
from madang.site.ledger.actions.records import ensure_record
from madang.site.ledger.queries.known_for import belonging, known_publicly
from tests.site.ledger.made_up import evidence, tie_of


def public(name: str) -> Organisation:
    organisation = Organisation.objects.create(name=name, kind="cdmo", country="KR")
    ensure_record(organisation, audience="public")
    return organisation


def told() -> list[tuple[str, str]]:
    names = dict(Organisation.objects.values_list("pk", "name"))
    return [(names[each.organisation], each.says) for each in known_publicly()]


def test_public_ties_are_facts_of_the_parties_that_may_be_named(db: None) -> None:
    alder, birch = public("Alder"), public("Birch")
    tie_of(alder, birch, evidence(), kind="licence", subject="Measles vaccine")
    assert told() == [
        ("Alder", ""),
        ("Birch", ""),
        ("Alder", "Licence: Measles vaccine"),
        ("Birch", "Licence: Measles vaccine"),
    ]
    fact = list(known_publicly())[-1]
    assert fact.deals == {"licence", "out_licence"}
    assert fact.text == "Measles vaccine"
    assert fact.address.startswith("/ledger/ties/")


def test_what_only_curators_read_is_no_fact(db: None) -> None:
    alder, birch = public("Alder"), public("Birch")
    hidden = Organisation.objects.create(name="Hidden", kind="cdmo")
    ensure_record(hidden, audience="internal")
    tie_of(alder, birch, evidence(audience="internal"), audience="internal")
    assert told() == [("Alder", ""), ("Birch", "")]


def test_members_belong_to_a_cluster_as_far_as_both_may_be_named(db: None) -> None:
    cluster, alder = public("Cluster"), public("Alder")
    hidden = Organisation.objects.create(name="Hidden", kind="cdmo")
    ensure_record(hidden, audience="internal")
    for member in (alder, hidden):
        Membership.objects.create(cluster=cluster, member=member, until="2020")
    rows = [(alder.pk, cluster.pk, "2020")]
    assert list(belonging(None)) == rows
    assert list(belonging({cluster.pk})) == rows
    assert list(belonging({alder.pk})) == []
