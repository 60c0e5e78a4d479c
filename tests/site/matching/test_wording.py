import pytest
from django.utils.translation import override

from madang.site.events.models import Event, Registration
from madang.site.matching.models import OwnReasons, Reason, Suggestion
from madang.site.matching.queries.reasons import sides_for
from madang.site.matching.wording.sentences import inside, joined
from madang.site.matching.wording.sides import TwoSides, fairness
from madang.site.survey.models import Item
from tests.conftest import take_part
from tests.site.matching.answered import (
    answer,
    matched,
    shared_reasons,
    well_matched,
)


def test_each_side_reads_its_own_gain_first(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    row = Suggestion.objects.get()
    row.reasons = [
        each for each in shared_reasons(row) if each.kind in ("seek_offer", "language")
    ]
    mine = sides_for([row], alder)[row.pk]
    assert [(each.text, each.source) for each in mine.mine] == [
        (
            "They offer “Technology transfer of a heat-stable measles vaccine”, which you seek.",
            "Their offer 1, your need 1",
        )
    ]
    assert [(each.text, each.source) for each in mine.theirs] == [
        (
            "They seek “Fill and finish lines for vaccines”, which you offer.",
            "Their need 1, your offer 1",
        )
    ]
    assert mine.language == "No interpreter is needed: you both speak English."
    theirs = sides_for([row], birch)[row.pk]
    assert [each.text for each in theirs.mine] == [
        "They offer “Fill and finish lines at 2 to 8 °C”, which you seek."
    ]


def test_numbers_count_all_of_ones_own_items_and_the_visible_ones_of_others(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer(alder, seeks=(("Trial sites", "trial_site"),))
    answer(
        birch,
        offers=(("!Hidden thing", "equity"), ("Trial sites in Riga", "trial_site")),
    )
    matched(event)
    row = Suggestion.objects.get()
    for reader, source in (
        (alder, "Their offer 1, your need 1"),
        (birch, "Their need 1, your offer 2"),
    ):
        sides = sides_for([row], reader)[row.pk]
        assert source in [each.source for each in [*sides.mine, *sides.theirs]]


def test_a_reason_of_one_reader_is_left_out_for_the_other(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    row = Suggestion.objects.get()
    wish = Reason("wish", "full", "right")
    OwnReasons.objects.create(suggestion=row, reader=birch, reasons=[wish])
    seen = sides_for([row], alder)[row.pk]
    assert "wish" not in {each.kind for each in [*seen.mine, *seen.theirs]}
    own = sides_for([row], birch)[row.pk]
    assert "You named them among those whom you wish to meet." in [
        each.text for each in own.mine
    ]


@pytest.mark.parametrize(
    ("kind", "strength", "terms", "is_mine", "text"),
    [
        ("country", "full", "country:LV", True, "They are in Latvia, where you look for partners."),
        ("country", "full", "country:LV", False, "You are in Latvia, where they look for partners."),
        ("country", "against", "country:LV", True, "They are in Latvia; you look for partners elsewhere."),
        ("partner_type", "full", "partner_type:hospital", True, "Hospital: they are the kind of partner that you look for."),
        ("partner_type", "against", "partner_type:hospital", False, "Hospital: they look for partners of another kind."),
        ("shared_field", "part", "field:oncology|field:vaccines", True, "You and they both name oncology and vaccines."),
        ("similar_text", "part", "", True, "Your answers and theirs speak of the same things."),
    ],
)  # fmt: skip
def test_each_kind_has_its_sentence(
    event: Event,
    alder: Registration,
    birch: Registration,
    kind: str,
    strength: str,
    terms: str,
    is_mine: bool,
    text: str,
) -> None:
    well_matched(alder, birch)
    row = Suggestion.objects.get()
    gain = "left" if is_mine else "right"
    row.reasons = [Reason(kind, strength, gain, terms=terms)]
    sides = sides_for([row], alder)[row.pk]
    assert [each.text for each in (sides.mine if is_mine else sides.theirs)] == [text]


def test_an_item_that_is_gone_takes_its_reason_with_it(
    event: Event, alder: Registration, birch: Registration
) -> None:
    well_matched(alder, birch)
    Item.objects.filter(answer=alder.answer).delete()
    row = Suggestion.objects.get()
    sides = sides_for([row], birch)[row.pk]
    assert [each for each in [*sides.mine, *sides.theirs] if each.source] == []


def test_the_reasons_of_one_and_three_pairs_take_the_same_queries(
    event: Event,
    alder: Registration,
    birch: Registration,
    django_assert_num_queries: object,
) -> None:
    well_matched(alder, birch)
    one = list(Suggestion.objects.filter(left=alder))
    assert len(one) == 1
    with django_assert_num_queries(3):  # type: ignore[operator]
        sides_for(one, alder)
    for name in ("Cedar", "Fir"):
        answer(
            take_part(event, name),
            offers=(("Technology transfer of vaccines", "technology_transfer"),),
        )
    matched(event)
    rows = list(Suggestion.objects.filter(left=alder))
    assert len(rows) == 3
    with django_assert_num_queries(3):  # type: ignore[operator]
        sides_for(rows, alder)


def test_who_gains_more() -> None:
    both = TwoSides(serves_me=True, serves_them=True)
    assert fairness(both, mine=600, theirs=560) == "both"
    assert fairness(both, mine=600, theirs=500) == "you"
    assert fairness(both, mine=400, theirs=500) == "them"
    assert fairness(TwoSides(serves_me=True), mine=400, theirs=500) == "you"
    assert fairness(TwoSides(serves_them=True), mine=500, theirs=500) == "them"
    assert fairness(TwoSides(), mine=0, theirs=0) == "both"


def test_words_within_a_sentence() -> None:
    assert [inside(each) for each in ("Joint venture", "AI", "mRNA", "백신")] == [
        "joint venture",
        "AI",
        "mRNA",
        "백신",
    ]
    assert joined(["English", "Korean", "French"]) == "English, Korean and French"
    with override("ko"):
        assert joined(["영어"]) == "영어"


def test_further_offers_of_the_kind_are_counted_but_not_confidential_ones(
    event: Event, alder: Registration, birch: Registration
) -> None:
    answer(alder, seeks=(("Trial sites", "trial_site"),))
    answer(
        birch,
        offers=(
            ("Trial sites in Riga", "trial_site"),
            ("Trial sites in Tartu", "trial_site"),
            ("!Trial sites that nobody knows", "trial_site"),
            ("Cold storage", "supply"),
        ),
    )
    matched(event)
    row = Suggestion.objects.get()
    assert sides_for([row], alder)[row.pk].mine[0].text == (
        "They offer “Trial sites in Riga”, which you seek, and one more of the kind."
    )
    assert sides_for([row], birch)[row.pk].theirs[0].text == (
        "They seek “Trial sites”, which you offer, and you have 2 more of the kind."
    )
