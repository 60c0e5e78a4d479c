"""Several items written by one verb."""

import pytest
from pytest_django import DjangoAssertNumQueries

from madang.site.core.models import LogEntry
from madang.site.events.models import Registration
from madang.site.survey.actions.items import ItemContent, add_items, save_item
from madang.site.survey.models import Item
from madang.site.survey.rules import SurveyRefusal

NEEDS = ItemContent("seek", "A filling line", terms={"deal": ["manufacturing"]})
OFFERS = ItemContent("offer", "Training of inspectors", priority=5)


def rows() -> list[tuple[str, str, int, int]]:
    return list(
        Item.objects.order_by("id").values_list("role", "text", "priority", "position")
    )


def test_items_stand_in_their_order_each_with_a_line(alder: Registration) -> None:
    save_item(by=None, registration=alder, content=NEEDS)
    made = add_items(by=None, registration=alder, contents=[OFFERS, NEEDS, OFFERS])
    assert rows() == [
        ("seek", "A filling line", 3, 1),
        ("offer", "Training of inspectors", 5, 1),
        ("seek", "A filling line", 3, 2),
        ("offer", "Training of inspectors", 5, 2),
    ]
    assert [each.terms.count() for each in made] == [0, 1, 0]
    assert LogEntry.objects.filter(verb="add item").count() == 4


def test_the_eleventh_of_a_role_refuses_them_all(alder: Registration) -> None:
    add_items(by=None, registration=alder, contents=[NEEDS] * 9)
    with pytest.raises(SurveyRefusal, match="There are 10 items already"):
        add_items(by=None, registration=alder, contents=[OFFERS, NEEDS, NEEDS])
    assert len(rows()) == 9
    add_items(by=None, registration=alder, contents=[OFFERS, NEEDS])
    assert len(rows()) == 11


def test_no_items_leave_no_line(alder: Registration) -> None:
    assert add_items(by=None, registration=alder, contents=[]) == []
    assert LogEntry.objects.filter(verb="add item").count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_three_items_cost_no_more_statements_than_one(
    alder: Registration,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    save_item(by=None, registration=alder, content=NEEDS)
    with django_assert_num_queries(9):
        add_items(by=None, registration=alder, contents=[NEEDS] * count)
