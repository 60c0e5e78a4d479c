"""Positions, initiatives and relations have an audience of their own; until now each was as public as its evidence.

A row of which claims are told, none of them for everybody, becomes internal; a row without claims stays as it was.
None of the three tables has triggers, so SQLite may make them anew.
"""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

KINDS = ("position", "initiative", "relation")
AUDIENCE = [("public", "Everybody"), ("internal", "Curators")]


def close_what_no_public_claim_bears(
    apps: object, schema_editor: BaseDatabaseSchemaEditor
) -> None:
    """Make the rows internal that rest on internal evidence alone."""
    claims = apps.get_model("ledger", "Claim").objects  # type: ignore[attr-defined]
    for kind in KINDS:
        told = claims.exclude(**{kind: None})
        public = told.filter(
            audience="public",
            superseded_by=None,
            is_withdrawal=False,
            passages__source__audience="public",
        )
        rows = apps.get_model("ledger", kind).objects  # type: ignore[attr-defined]
        rows.filter(pk__in=told.values(kind)).exclude(
            pk__in=public.values(kind)
        ).update(audience="internal")


def leave_as_is(apps: object, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Do nothing: the column goes with its values."""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only_claims")]
    operations = [
        *[
            migrations.AddField(
                kind,
                "audience",
                models.CharField(
                    verbose_name="Who may read it",
                    max_length=10,
                    choices=AUDIENCE,
                    default="public",
                ),
            )
            for kind in KINDS
        ],
        migrations.RunPython(close_what_no_public_claim_bears, leave_as_is),
    ]
