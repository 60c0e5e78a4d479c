"""The first tables of an app in one step of its migration."""

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Create several models of an app, which may refer to each other in any order.

    After each single `CreateModel` the classes of all models that are related to the new one,
    directly or not, are built anew: with a hundred models that took most of the time of a first
    migration. Here they are built once, when all models are known.
    """

    serialization_expand_args = ["models"]
    category = OperationCategory.ADDITION

    def __init__(self, models: Sequence[CreateModel]) -> None:
        """Take the models in the order in which their tables are made."""
        self.models = models

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """Return the name and the arguments, for whoever writes a migration with it."""
        return (type(self).__name__, [], {"models": self.models})

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models to what is known; their classes are built when somebody asks for them."""
        if "apps" in vars(state):
            del state.apps
        for each in self.models:
            each.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Make the tables."""
        for each in self.models:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Drop the tables, the last one first."""
        for each in reversed(self.models):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what is made."""
        return "Create models " + ", ".join(each.name for each in self.models)
