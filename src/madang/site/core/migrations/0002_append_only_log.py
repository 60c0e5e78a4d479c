"""The log refuses changes and deletions in the database itself, whatever the code does."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = [
    "CREATE TRIGGER core_logentry_no_update BEFORE UPDATE ON core_logentry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
    "CREATE TRIGGER core_logentry_no_delete BEFORE DELETE ON core_logentry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION core_logentry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the log is append-only'; END $$",
    "CREATE TRIGGER core_logentry_append_only BEFORE UPDATE OR DELETE ON core_logentry FOR EACH ROW EXECUTE FUNCTION core_logentry_refuse()",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER core_logentry_no_update",
        "DROP TRIGGER core_logentry_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER core_logentry_append_only ON core_logentry",
        "DROP FUNCTION core_logentry_refuse",
    ],
}


def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of this database."""
    for statement in (
        SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    ):
        schema_editor.execute(statement)


def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them again."""
    for statement in UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
