"""Claims and their citations refuse changes and deletions in the database itself, whatever the code does.

A claim may still be superseded, once, by a later claim; and the name of its curator goes when the person goes.
A later migration that alters either table makes it anew on SQLite, without triggers: it must run these again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIXED = [
    "key",
    "aspect",
    "organisation_id",
    "position_id",
    "region_id",
    "occasion_id",
    "tie_id",
    "initiative_id",
    "relation_id",
    "stage",
    "edtf",
    "text",
    "theme",
    "modality",
    "holder",
    "holder_organisation_id",
    "holder_position_id",
    "is_background",
    "is_withdrawal",
    "audience",
    "note",
    "recorded_at",
]


def _refusal(differs: str) -> str:
    changed = " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in FIXED)
    return (
        f"{changed} OR (NEW.curator_id {differs} OLD.curator_id AND NEW.curator_id IS NOT NULL)"
        f" OR (OLD.superseded_by_id IS NOT NULL AND NEW.superseded_by_id {differs} OLD.superseded_by_id)"
        " OR NEW.superseded_by_id <= OLD.id"
    )


SQLITE = [
    f"CREATE TRIGGER ledger_claim_no_update BEFORE UPDATE ON ledger_claim WHEN {_refusal('IS NOT')} BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END",
    "CREATE TRIGGER ledger_claim_no_delete BEFORE DELETE ON ledger_claim BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END",
    "CREATE TRIGGER ledger_citation_no_update BEFORE UPDATE ON ledger_citation BEGIN SELECT RAISE(ABORT, 'citations are append-only'); END",
    "CREATE TRIGGER ledger_citation_no_delete BEFORE DELETE ON ledger_citation BEGIN SELECT RAISE(ABORT, 'citations are append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'claims and citations are append-only'; END $$",
    f"CREATE TRIGGER ledger_claim_no_update BEFORE UPDATE ON ledger_claim FOR EACH ROW WHEN ({_refusal('IS DISTINCT FROM')}) EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_claim_no_delete BEFORE DELETE ON ledger_claim FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
    "CREATE TRIGGER ledger_citation_append_only BEFORE UPDATE OR DELETE ON ledger_citation FOR EACH ROW EXECUTE FUNCTION ledger_refuse()",
]
UNDO = {
    "sqlite": [
        "DROP TRIGGER ledger_claim_no_update",
        "DROP TRIGGER ledger_claim_no_delete",
        "DROP TRIGGER ledger_citation_no_update",
        "DROP TRIGGER ledger_citation_no_delete",
    ],
    "postgresql": [
        "DROP TRIGGER ledger_claim_no_update ON ledger_claim",
        "DROP TRIGGER ledger_claim_no_delete ON ledger_claim",
        "DROP TRIGGER ledger_citation_append_only ON ledger_citation",
        "DROP FUNCTION ledger_refuse",
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
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
