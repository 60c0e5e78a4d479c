"""A contract's words, bytes and signatures refuse changes in the database itself, whatever the code does.

While it waits for signatures a contract may be signed, once by each side, declined or left to lapse; after that nothing
of it changes. It is concluded only when both sides have signed its very hash. Support that it gives is never changed.
A later migration that alters one of these tables makes it anew on SQLite, without triggers: it must run these again.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

CONTRACT, PARTY, ITEM = (
    "programmes_contract",
    "programmes_contractparty",
    "programmes_supportitem",
)
WORDS = [
    "programme_id",
    "application_id",
    "offered_by_id",
    "title",
    "text",
    "document",
    "sha256",
    "sign_until",
    "runs_from",
    "runs_until",
    "created_at",
]
SIDE = ["contract_id", "organisation_id", "role"]


def _differs(names: list[str], differs: str) -> str:
    return " OR ".join(f'NEW."{name}" {differs} OLD."{name}"' for name in names)


def _waits(row: str) -> str:
    return f"EXISTS (SELECT 1 FROM {CONTRACT} WHERE id = {row}.contract_id AND state = 'offered')"  # noqa: S608 - tables of this file


def refusals(differs: str) -> dict[tuple[str, str], str]:
    """Return for each table and kind of statement the condition under which it is refused."""
    unsigned = f"EXISTS (SELECT 1 FROM {PARTY} WHERE contract_id = NEW.id AND signed_at IS NULL)"  # noqa: S608 - tables of this file
    other_hash = f"NEW.signed_sha256 {differs} (SELECT sha256 FROM {CONTRACT} WHERE id = NEW.contract_id)"  # noqa: S608 - tables of this file
    signed = f"EXISTS (SELECT 1 FROM {PARTY} WHERE contract_id = NEW.contract_id AND signed_at IS NOT NULL)"  # noqa: S608 - tables of this file
    return {
        (
            CONTRACT,
            "UPDATE",
        ): f"OLD.state <> 'offered' OR {_differs(WORDS, differs)} OR (NEW.state = 'concluded' AND {unsigned})",
        (CONTRACT, "DELETE"): "1 = 1",
        (PARTY, "INSERT"): f"NOT {_waits('NEW')} OR NEW.signed_at IS NOT NULL",
        (
            PARTY,
            "UPDATE",
        ): f"OLD.signed_at IS NOT NULL OR {_differs(SIDE, differs)} OR NOT {_waits('NEW')} OR (NEW.signed_at IS NOT NULL AND {other_hash})",
        (PARTY, "DELETE"): "1 = 1",
        (ITEM, "INSERT"): f"NOT {_waits('NEW')} OR {signed}",
        (ITEM, "UPDATE"): "1 = 1",
        (ITEM, "DELETE"): "1 = 1",
    }


def _name(table: str, kind: str) -> str:
    return f"{table}_no_{kind.lower()}"


def _sqlite() -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, kind)} BEFORE {kind} ON {table} WHEN {when} BEGIN SELECT RAISE(ABORT, 'a contract is fixed'); END"
        for (table, kind), when in refusals("IS NOT").items()
    ]


def _postgresql() -> list[str]:
    made = []
    for (table, kind), when in refusals("IS DISTINCT FROM").items():
        name = _name(table, kind)
        kept = "OLD" if kind == "DELETE" else "NEW"
        made += [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {when} THEN RAISE EXCEPTION 'a contract is fixed'; END IF; RETURN {kept}; END $$",
            f"CREATE TRIGGER {name} BEFORE {kind} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return made


def forwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the triggers of this database."""
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _sqlite() if is_sqlite else _postgresql():
        schema_editor.execute(statement)


def backwards(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop them again."""
    for table, kind in refusals("IS NOT"):
        name = _name(table, kind)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER {name}")
        else:
            schema_editor.execute(f"DROP TRIGGER {name} ON {table}")
            schema_editor.execute(f"DROP FUNCTION {name}")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial")]
    operations = [migrations.RunPython(forwards, backwards)]
