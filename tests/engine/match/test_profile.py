import pytest

from madang.engine.match.profile import (
    Item,
    Profile,
    ProfileError,
    check_ids,
    read_sides,
)


def document(**profile):
    return {"format": "madang.profiles/1", "sides": {"all": [{"id": "a", **profile}]}}


def test_a_document_is_read():
    item = {
        "role": "seek",
        "text": "A plant",
        "facets": {"deal": ["local_production"]},
        "priority": 5,
        "confidential": True,
    }
    sides = read_sides(
        document(
            name="Ministry",
            type="ministry",
            country="VN",
            languages=["vi", "en"],
            capacity=12,
            group="g",
            never=["b", 7],
            items=[item],
        )
    )
    assert sides.b is None
    assert sides.a == (
        Profile(
            id="a",
            name="Ministry",
            type="ministry",
            country="VN",
            languages=frozenset({"vi", "en"}),
            capacity=12,
            group="g",
            never=frozenset({"b", 7}),
            items=(
                Item(
                    "seek",
                    "A plant",
                    {"deal": frozenset({"local_production"})},
                    5,
                    True,
                ),
            ),
        ),
    )


def test_two_sides_are_read():
    sides = read_sides(
        {"format": "madang.profiles/1", "sides": {"a": [{"id": 1}], "b": [{"id": 2}]}}
    )
    assert (sides.a, sides.b) == ((Profile(id=1),), (Profile(id=2),))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ([], "document: an object is expected, found list"),
        ({"sides": {"all": []}}, "document: 'format' is missing"),
        (
            {"format": "madang.profiles/2", "sides": {}},
            "format: 'madang.profiles/2' is not 'madang.profiles/1'",
        ),
        (
            {"format": "madang.profiles/1", "sides": {"a": []}},
            "sides: either 'all' alone or both 'a' and 'b' are expected",
        ),
        (
            {"format": "madang.profiles/1", "sides": {"all": 3}},
            "sides.all: a list is expected, found int",
        ),
        (
            {"format": "madang.profiles/1", "sides": {"all": [{}]}},
            "sides.all[0]: 'id' is missing",
        ),
        (document(id=1.5), "sides.all[0].id: 1.5 is neither a whole number nor text"),
        (document(id=True), "sides.all[0].id: True is neither a whole number nor text"),
        (document(colour="red"), "sides.all[0]: 'colour' is not a known key"),
        (
            document(country="Korea"),
            "sides.all[0].country: 'Korea' is not two capital letters (ISO 3166-1 alpha-2)",
        ),
        (
            document(capacity=-1),
            "sides.all[0].capacity: -1 is not a whole number of at least 0",
        ),
        (document(name=3), "sides.all[0].name: text is expected, found 3"),
        (
            document(languages="en"),
            "sides.all[0].languages: a list is expected, found str",
        ),
        (
            document(languages=["en", 3]),
            "sides.all[0].languages[1]: text is expected, found 3",
        ),
        (
            document(never=[None]),
            "sides.all[0].never[0]: None is neither a whole number nor text",
        ),
        (document(items=[{"text": "x"}]), "sides.all[0].items[0]: 'role' is missing"),
        (
            document(items=[{"role": "want", "text": "x"}]),
            "sides.all[0].items[0].role: 'want' is neither 'seek' nor 'offer'",
        ),
        (
            document(items=[{"role": "seek"}]),
            "sides.all[0].items[0].text: empty, and no facet says what is meant",
        ),
        (
            document(items=[{"role": "seek", "text": 4}]),
            "sides.all[0].items[0].text: 4 is not text",
        ),
        (
            document(items=[{"role": "seek", "text": "x", "priority": 6}]),
            "sides.all[0].items[0].priority: 6 is not a whole number from 1 to 5",
        ),
        (
            document(items=[{"role": "seek", "text": "x", "confidential": "yes"}]),
            "sides.all[0].items[0].confidential: 'yes' is neither true nor false",
        ),
        (
            document(items=[{"role": "seek", "text": "x", "facets": ["deal"]}]),
            "sides.all[0].items[0].facets: an object of facet and terms is expected",
        ),
        (
            document(
                items=[{"role": "seek", "text": "x", "facets": {"deal": "licence"}}]
            ),
            "sides.all[0].items[0].facets.deal: a list is expected, found str",
        ),
    ],
)
def test_a_fault_is_named_with_its_place(broken, message):
    with pytest.raises(ProfileError) as refused:
        read_sides(broken)
    assert str(refused.value) == message


def test_one_id_is_one_profile_whether_number_or_text():
    check_ids([Profile(id=7), Profile(id="8")])
    with pytest.raises(ProfileError, match="id: '7' is used twice"):
        check_ids([Profile(id=7), Profile(id="7")])


def test_only_public_items_are_public():
    items = (
        Item("seek", "one"),
        Item("seek", "two", confidential=True),
        Item("offer", "three"),
    )
    assert Profile(id=1, items=items).public() == (0, 2)
