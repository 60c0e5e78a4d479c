import pytest
from django.db import IntegrityError, transaction

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.apart import (
    effect_of,
    end_apart_rule,
    set_apart_rule,
)
from madang.site.matching.bridge.profiles import read_inputs
from madang.site.matching.models import ApartRule, Suggestion
from madang.site.matching.queries import apart
from madang.site.matching.queries.apart import Side, apart_by_rules_from
from madang.site.matching.queries.pairs import kept_apart, reachable_from
from madang.site.matching.queries.suggestions import suggestions_for
from tests.conftest import lead_of, sign_in, take_part
from tests.site.matching.answered import matched, well_matched

RULES = "/lounge/spring/matching/rules/"
KOREA, JAPAN = Side("country", "KR"), Side("country", "JP")
BIOTECH, CDMO = Side("kind", "biotech"), Side("kind", "cdmo")


def moved(registration: Registration, **facts: str) -> Registration:
    Organisation.objects.filter(pk=registration.organisation_id).update(**facts)
    registration.organisation.refresh_from_db()
    return registration


def ruled(event: Event, first: Side, second: Side) -> ApartRule:
    return set_apart_rule(
        by=None, event=event, first=first, second=second, reason="Export control"
    )


def test_a_rule_on_countries_holds_at_once_and_in_the_next_run(
    event: Event, alder: Registration, birch: Registration
) -> None:
    moved(birch, country="JP")
    well_matched(alder, birch)
    assert list(suggestions_for(alder).values_list("other_id", flat=True)) == [birch.pk]
    rule = ruled(event, KOREA, JAPAN)
    assert list(suggestions_for(alder)) == []
    assert list(reachable_from(birch)) == []
    matched(event)
    assert Suggestion.objects.count() == 0
    end_apart_rule(by=None, rule=rule)
    matched(event)
    assert Suggestion.objects.count() == 1
    assert list(
        LogEntry.objects.filter(target_type="matching.apartrule").values_list(
            "verb", "detail"
        )
    ) == [("end apart rule", ""), ("set apart rule", "Export control")]


def test_a_rule_names_everybody_of_both_sides_and_nobody_else(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = moved(take_part(event, "Cedar"), kind="cdmo")
    moved(alder, kind="biotech")
    moved(birch, kind="university")
    ruled(event, BIOTECH, CDMO)
    assert kept_apart(event) == {(alder.pk, cedar.pk)}
    assert apart_by_rules_from(alder) == {cedar.pk}
    assert apart_by_rules_from(cedar) == {alder.pk}
    assert apart_by_rules_from(birch) == set()


def test_the_same_on_both_sides_keeps_its_members_apart_and_nobody_from_itself(
    event: Event, alder: Registration, birch: Registration
) -> None:
    cedar = take_part(event, "Cedar")
    for each in (alder, birch, cedar):
        moved(each, kind="cdmo")
    ruled(event, CDMO, CDMO)
    assert kept_apart(event) == {
        (alder.pk, birch.pk),
        (alder.pk, cedar.pk),
        (birch.pk, cedar.pk),
    }
    assert effect_of(event, CDMO, CDMO).pairs == 3


def test_a_group_is_its_head_and_those_that_belong_to_it_today(
    event: Event,
    alder: Registration,
    birch: Registration,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cedar, fir = take_part(event, "Cedar"), take_part(event, "Fir")
    head = alder.organisation_id
    rows = [
        (birch.organisation_id, head, ""),
        (cedar.organisation_id, head, "2020"),
    ]
    monkeypatch.setattr(apart, "_belonging", [lambda _heads: rows])
    group = Side("group", organisation=head)
    assert apart.groups_here(event) == {head: 3}
    ruled(event, group, group)
    assert kept_apart(event) == {(alder.pk, birch.pk)}
    assert apart_by_rules_from(fir) == set()


def test_those_whom_the_same_rules_name_share_one_set_in_the_inputs(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    moved(alder, kind="cdmo")
    moved(birch, kind="cdmo")
    ruled(event, CDMO, CDMO)
    one, two = read_inputs(event).profiles
    assert one.never is two.never
    assert one.never == {alder.pk, birch.pk}


def test_a_rule_is_set_once_and_can_be_set_again_after_it_ended(
    event: Event, alder: Registration, organiser: Person
) -> None:
    client = sign_in(organiser)
    rule = ruled(event, KOREA, JAPAN)
    assert ruled(event, JAPAN, KOREA) == rule
    client.post(f"{RULES}{rule.pk}/end/")
    rule.refresh_from_db()
    assert rule.ended_by == "Jisoo Han"
    client.post(f"{RULES}{rule.pk}/again/")
    assert ApartRule.objects.filter(ended_at__isnull=True).count() == 1
    assert client.post(f"{RULES}{rule.pk}/end/").status_code == 404


def test_a_rule_that_empties_a_list_is_set_only_by_who_has_read_so(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    moved(birch, country="JP")
    well_matched(alder, birch)
    Suggestion.objects.update(score=800)
    effect = effect_of(event, KOREA, JAPAN)
    assert (effect.pairs, effect.suggestions) == (1, 1)
    assert effect.emptied == [alder, birch]
    client = sign_in(organiser)
    form = {"first": "country:KR", "second": "country:JP", "reason": "Export control"}
    page = client.post(f"{RULES}new/", form)
    assert page.status_code == 422
    text = page.content.decode()
    assert "It takes the last viable proposal from 2 organisations:" in text
    assert "Alder Bio, Birch Institute" in text
    assert ApartRule.objects.count() == 0
    client.post(f"{RULES}new/", form | {"knows": "1"})
    rule = ApartRule.objects.get()
    assert (rule.reason, rule.set_by) == ("Export control", "Jisoo Han")
    text = client.get(RULES).content.decode()
    assert "South Korea – Japan" in text
    assert "Export control" in text


def test_two_organisations_are_named_and_what_does_not_fit_is_refused(
    event: Event, alder: Registration, birch: Registration, organiser: Person
) -> None:
    client = sign_in(organiser)
    good = {"first_name": "ALDER BIO", "second_name": "Birch Institute", "reason": "x"}
    for wrong, told in (
        ({"second_name": "Nobody"}, "No organisation of the event has this name."),
        ({"second_name": "Alder Bio"}, "That is the same organisation"),
        ({"second": "country:KR"}, "Choose one thing, or write the name"),
        ({"second_name": ""}, "Choose one thing, or write the name"),
        ({"reason": ""}, "This field is required."),
    ):
        page = client.post(f"{RULES}new/", good | wrong)
        assert page.status_code == 422
        assert told in page.content.decode()
    client.post(f"{RULES}new/", good)
    assert kept_apart(event) == {(alder.pk, birch.pk)}


def test_no_participant_reads_reason_or_rule(
    event: Event, alder: Registration, birch: Registration
) -> None:
    moved(birch, country="JP")
    well_matched(alder, birch)
    ruled(event, KOREA, JAPAN)
    text = sign_in(lead_of(alder)).get("/lounge/spring/my/suggestions/")
    assert "Export" not in text.content.decode()
    assert "Birch" not in text.content.decode()


def test_a_side_without_a_name_is_refused_by_the_database(event: Event) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ApartRule.objects.create(
            event=event, first_by="kind", second_by="kind", second_code="cdmo"
        )
