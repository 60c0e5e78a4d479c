"""Several models made in one step of a migration."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from madang.site.core.creating import CreateModels

KEY = ("id", models.BigAutoField(primary_key=True))
STEP = CreateModels(
    models=[
        migrations.CreateModel(
            "Hall",
            [
                KEY,
                ("best", models.ForeignKey("core.Seat", models.CASCADE, null=True)),
            ],
        ),
        migrations.CreateModel(
            "Seat",
            [
                KEY,
                ("hall", models.ForeignKey("core.Hall", models.CASCADE)),
                ("number", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["hall", "number"], name="core_seat_once"
                    )
                ]
            },
        ),
    ]
)


def tables() -> list[str]:
    known = connection.introspection.table_names()
    return [each for each in ("core_hall", "core_seat") if each in known]


@pytest.mark.django_db(transaction=True)
def test_models_that_refer_to_each_other_are_made_and_dropped() -> None:
    before, after = ProjectState(), ProjectState()
    assert len(after.apps.get_models()) == 0
    STEP.state_forwards("core", after)
    with connection.schema_editor() as editor:
        STEP.database_forwards("core", editor, before, after)
    assert tables() == ["core_hall", "core_seat"]
    hall = after.apps.get_model("core", "Hall").objects.create()
    seats = after.apps.get_model("core", "Seat").objects
    hall.best = seats.create(hall=hall, number=4)
    hall.save()
    assert [each.number for each in seats.filter(hall=hall)] == [4]
    with connection.schema_editor() as editor:
        STEP.database_backwards("core", editor, after, before)
    assert tables() == []


def test_classes_are_built_once_for_all_models_of_the_step() -> None:
    state = ProjectState()
    earlier = state.apps
    STEP.state_forwards("core", state)
    assert "apps" not in vars(state)
    assert [each.__name__ for each in state.apps.get_models()] == ["Hall", "Seat"]
    assert list(earlier.get_models()) == []


def test_the_step_is_written_and_described() -> None:
    name, arguments, named = STEP.deconstruct()
    assert (name, arguments) == ("CreateModels", [])
    assert [each.name for each in named["models"]] == ["Hall", "Seat"]
    assert STEP.describe() == "Create models Hall, Seat"
