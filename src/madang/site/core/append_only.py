"""Open tables whose triggers refuse changes, for the one change that the law asks for: that a person is erased."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection


@contextmanager
def opened(tables: Sequence[str]) -> Iterator[None]:
    """Let rows of some tables be changed, within the transaction that is open; then their triggers refuse it again.

    Names of tables are the code's own. On PostgreSQL the site's account has to own them.
    """
    if connection.vendor == "sqlite":
        with _dropped(tables):
            yield
        return
    _postgresql(tables, "DISABLE")
    yield
    _postgresql(tables, "ENABLE")


@contextmanager
def _dropped(tables: Sequence[str]) -> Iterator[None]:
    marks = ", ".join(["%s"] * len(tables))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})",  # noqa: S608 - marks alone
            list(tables),
        )
        triggers = cursor.fetchall()
        for name, _sql in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _name, sql in triggers:
            cursor.execute(sql)


def _postgresql(tables: Sequence[str], verb: str) -> None:
    with connection.cursor() as cursor:
        # What waits for the end of the transaction would keep the table from being altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f'ALTER TABLE "{table}" {verb} TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
