import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from madang.engine.match.kinds import Reason
from madang.engine.match.profile import Item, Profile
from madang.engine.match.ranking import mirrored
from madang.engine.match.run import suggest
from tests.engine.match.conftest import offer, participants, seek
from tests.engine.match.events import events, open_side


def told(profiles, reader, other):
    """(kind, strength, gain, mine, theirs) of each reason that `reader` is given about `other`."""
    line = next(line for line in suggest(profiles)[reader] if line.id == other)
    return [(r.kind, r.strength, r.gain, r.mine, r.theirs) for r in line.reasons]


def test_a_full_answer_comes_first_for_both_sides(event):
    assert told(event, "ministry", "vaccine-maker")[:5] == [
        ("offer_seek", "full", "both", (1,), (1,)),
        ("seek_offer", "full", "mine", (0,), (0,)),
        ("country", "full", "theirs", (), (1,)),
        ("partner_type", "full", "theirs", (), (1,)),
        ("shared_field", "full", "both", (0, 1), (0, 1)),
    ]


def test_reasons_stand_in_the_order_of_what_they_add(event):
    ordered = 0
    for lines in suggest(event).values():
        for line in lines:
            values = [
                round(reason.value, 6)
                for reason in line.reasons
                if reason.strength != "against"
                and reason.kind not in ("similar_text", "language")
            ]
            assert values == sorted(values, reverse=True)
            assert all(value > 0.0 for value in values)
            ordered += len(values) > 1
    assert ordered > 10


def test_what_one_seeks_the_other_offers():
    a = Profile("a", items=(seek("cold", deal="manufacturing"),))
    b = Profile(
        "b", items=(offer("tests", deal="cro"), offer("cold", deal="manufacturing"))
    )
    assert told([a, b], "a", "b")[0] == ("seek_offer", "full", "mine", (0,), (1,))
    assert told([a, b], "b", "a")[0] == ("offer_seek", "full", "theirs", (1,), (0,))


def test_a_near_answer_is_a_part():
    a = Profile("a", items=(seek("asset", deal="licence"),))
    b = Profile("b", items=(offer("asset", deal="option"),))
    assert told([a, b], "a", "b")[0] == ("seek_offer", "part", "mine", (0,), (0,))


def test_a_right_deal_in_another_field_is_a_part():
    a = Profile("a", items=(seek("asset", deal="cro", field="oncology"),))
    b = Profile("b", items=(offer("asset", deal="cro", field="dental"),))
    assert told([a, b], "a", "b")[0] == ("seek_offer", "part", "mine", (0,), (0,))


def test_another_deal_is_no_reason():
    a = Profile("a", items=(seek("molecules", deal="licence"),))
    b = Profile("b", items=(offer("courses", deal="training"),))
    assert suggest([a, b]) == {"a": [], "b": []}


def test_two_who_seek_the_same_mutual_deal_serve_each_other():
    a = Profile("a", items=(seek("cells", deal="co_development"),))
    b = Profile("b", items=(seek("cells", deal="co_development"),))
    assert told([a, b], "a", "b")[0] == ("shared_aim", "full", "both", (0,), (0,))
    assert suggest([a, b])["a"][0].is_mutual


def test_who_seeks_a_licence_meets_who_seeks_a_licensee():
    a = Profile("a", items=(seek("assets", deal="licence"),))
    b = Profile("b", items=(seek("a licensee", deal="out_licence"),))
    assert told([a, b], "a", "b")[0] == ("shared_aim", "full", "both", (0,), (0,))


def test_a_meeting_that_serves_one_side_alone_is_not_mutual():
    a = Profile("a", items=(seek("cold", deal="supply"),))
    b = Profile("b", items=(offer("cold", deal="manufacturing"),))
    assert not suggest([a, b])["a"][0].is_mutual


def test_a_stage_too_far_off_speaks_against():
    a = Profile("a", items=(seek("asset", deal="trial_site", stage="phase_3"),))
    near = Profile("b", items=(offer("asset", deal="trial_site", stage="phase_2"),))
    far = Profile("b", items=(offer("asset", deal="trial_site", stage="phase_1"),))
    assert "stage" not in [kind for kind, *_ in told([a, near], "a", "b")]
    assert told([a, far], "a", "b")[-1] == ("stage", "against", "mine", (0,), (0,))


def test_wishes_about_partners_are_held_against_type_and_country():
    a = Profile(
        "a",
        items=(
            seek("molecules", deal="licence", partner_type="university", country="KR"),
        ),
    )
    right = Profile(
        "b", type="university", country="KR", items=(offer("rights", deal="licence"),)
    )
    akin = dataclasses.replace(right, type="hospital")
    wrong = dataclasses.replace(right, type="investor", country="US")
    unknown = dataclasses.replace(right, type="", country="")
    assert told([a, right], "a", "b") == [
        ("seek_offer", "full", "both", (0,), (0,)),
        ("country", "full", "mine", (0,), ()),
        ("partner_type", "full", "mine", (0,), ()),
    ]
    assert ("partner_type", "part", "mine", (0,), ()) in told([a, akin], "a", "b")
    assert [row[:2] for row in told([a, wrong], "a", "b")[1:]] == [
        ("partner_type", "against"),
        ("country", "against"),
    ]
    assert len(told([a, unknown], "a", "b")) == 1
    assert told([a, right], "b", "a")[1][2:] == ("theirs", (), (0,))


def test_languages_are_named_or_an_interpreter_is_needed():
    a = Profile(
        "a", languages=frozenset({"ko", "en"}), items=(seek("cold", deal="supply"),)
    )
    b = Profile("b", languages=frozenset({"en"}), items=(offer("cold", deal="supply"),))
    line = suggest([a, b])["a"][0]
    common = line.reasons[-1]
    assert common._replace(value=0.0) == Reason(
        "language", "full", "both", terms=(("language", "en"),)
    )
    assert common.value > 0.0
    b = dataclasses.replace(b, languages=frozenset({"fr"}))
    assert suggest([a, b])["a"][0].reasons[-1] == Reason("language", "against", "both")
    b = dataclasses.replace(b, languages=frozenset())
    assert "language" not in [reason.kind for reason in suggest([a, b])["a"][0].reasons]


def test_common_fields_are_named_the_rarest_first():
    a = Profile(
        "a",
        items=(
            offer("one", field="oncology"),
            offer("two", field="marginal_zone_lymphoma"),
        ),
    )
    b = Profile("b", items=(offer("three", field="oncology marginal_zone_lymphoma"),))
    c = Profile("c", items=(offer("four", field="oncology"),))
    reason = suggest([a, b, c])["a"][0].reasons[0]
    assert (reason.kind, reason.mine, reason.theirs) == ("shared_field", (0, 1), (0,))
    assert reason.terms == (("field", "marginal_zone_lymphoma"), ("field", "oncology"))


def hidden(text, role, facets):
    """The event, with a confidential item of the antibody company's at the end of its list."""
    event = participants()
    secret = Item(role, text, facets, 5, True)
    event[2] = dataclasses.replace(event[2], items=(*event[2].items, secret))
    return event


def test_a_confidential_item_serves_its_owner_and_is_cited_to_nobody_else():
    event = hidden(
        "Training of staff for a vaccine process",
        "seek",
        {"deal": frozenset({"training"})},
    )
    line = next(
        line
        for line in suggest(event)["antibody-biotech"]
        if line.id == "vaccine-maker"
    )
    assert ("seek_offer", (3,), (0,)) in [
        (r.kind, r.mine, r.theirs) for r in line.reasons
    ]
    plain = next(
        line
        for line in suggest(participants())["antibody-biotech"]
        if line.id == "vaccine-maker"
    )
    assert line.score > plain.score
    back = [
        line
        for line in suggest(event)["vaccine-maker"]
        if line.id == "antibody-biotech"
    ]
    assert all(3 not in reason.theirs for line in back for reason in line.reasons)


@settings(max_examples=60, deadline=None)
@given(events(secrets=True))
def test_nothing_that_others_read_depends_on_confidential_items(profiles):
    found = suggest(profiles)
    for n, reader in enumerate(profiles):
        bare = [each if m == n else open_side(each) for m, each in enumerate(profiles)]
        assert suggest(bare)[reader.id] == found[reader.id]


def test_what_serves_both_is_as_full_as_for_the_one_it_serves_best():
    a = Profile("a", items=(seek("cells", deal="co_development training"),))
    b = Profile("b", items=(offer("rooms", deal="training licence"),))
    assert told([a, b], "a", "b")[0] == ("seek_offer", "full", "both", (0,), (0,))
    assert told([a, b], "b", "a")[0] == ("offer_seek", "full", "both", (0,), (0,))


@settings(max_examples=60, deadline=None)
@given(events())
def test_both_sides_read_the_same_pair_from_their_own_chair(profiles):
    found = suggest(profiles)
    for reader, lines in found.items():
        for line in lines:
            other = next(each for each in found[line.id] if each.id == reader)
            back = mirrored(line, reader)
            assert (back.score, back.interest, back.returned, back.is_mutual) == (
                other.score,
                other.interest,
                other.returned,
                other.is_mutual,
            )
            assert {rounded(each) for each in back.reasons} == {
                rounded(each) for each in other.reasons
            }


def rounded(reason):
    return reason._replace(value=round(reason.value, 6))


@settings(max_examples=60, deadline=None)
@given(events(), st.data())
def test_a_wish_moves_the_list_of_who_wishes_alone(profiles, data):
    at = data.draw(st.integers(0, len(profiles) - 1))
    wished = data.draw(st.integers(0, len(profiles) - 1))
    changed = [*profiles]
    changed[at] = dataclasses.replace(
        profiles[at], wishes=frozenset({profiles[wished].id})
    )
    before, after = suggest(profiles), suggest(changed)
    for n, each in enumerate(profiles):
        if n != at:
            assert after[each.id] == before[each.id]
    assert suggest(changed)[profiles[at].id] is not None


def test_a_wish_by_name_lifts_the_other_in_the_own_list(event):
    event[3] = dataclasses.replace(event[3], wishes=frozenset({"fund"}))
    lines = {line.id: line for line in suggest(event)["pharma"]}
    plain = {line.id: line for line in suggest(participants())["pharma"]}
    assert lines["fund"].score > plain["fund"].score
    assert "wish" in [reason.kind for reason in lines["fund"].reasons]
    assert lines["antibody-biotech"] == plain["antibody-biotech"]
