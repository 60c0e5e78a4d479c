"""Erase a person: what was claimed stands, whoever it was is gone from every table, also from those that nothing else may change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from re import Pattern
from typing import Any

from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.append_only import opened
from madang.site.directory.models import Person, User
from madang.site.ledger.models import Position
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.erasing import ERASED, pattern_of, without

# Their triggers are opened; signed contracts stay as they were signed.
APPEND_ONLY = ("core_logentry", "ledger_claim", "ledger_citation")
SIGNED = ("programmes.Contract", "programmes.ContractParty", "programmes.SupportItem")
# Rows about the person themselves are emptied, not searched.
OWN = ("directory.Person", "directory.User", "sessions.Session", "contenttypes.ContentType", "auth.Permission")  # fmt: skip


@dataclass
class Erased:
    """What an erasure did: by table and column how many texts changed, how many private rows went, and what still holds the name."""

    texts: dict[str, int] = field(default_factory=dict)
    deleted: dict[str, int] = field(default_factory=dict)
    left: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def erase_person(person: Person, *, by: User | None) -> Erased:
    """Leave a tombstone of a person: no name, no address, no account; claims, roles and decisions stay, without the name.

    Names and addresses go from every text of the database. Raises LedgerError for somebody of whom a namesake is entered: texts
    do not say which of them they are about.
    """
    row = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check(row)
    done = Erased()
    user = row.user
    words = [row.name, row.name_local, row.email, row.phone, user.email if user else ""]
    with opened(APPEND_ONLY):
        _delete_private(row, done)
        for position in Position.objects.filter(person=row):
            _empty(position)
        slug = slugify(row.name)
        _bury(row)
        if user is not None:
            _sign_out(user)
            user.delete()
        pattern = pattern_of(words)
        if pattern is not None:
            _search(pattern, slug, done)
    row.refresh_from_db()
    log.record("erase person", row, by=by)
    person.refresh_from_db()
    return done


def _check(row: Person) -> None:
    if row.name == ERASED:
        raise LedgerError(_("This person is erased already."))
    if Person.objects.filter(name__iexact=row.name).exclude(pk=row.pk).exists():
        raise LedgerError(
            _(
                "Another person has the same name: texts do not say which of them they are about. Give one of them a longer name first."
            )
        )


def _delete_private(row: Person, done: Erased) -> None:
    """Delete what is nobody's but the person's: letters, links, keys, what they follow."""
    for each in Person._meta.related_objects:  # noqa: SLF001 - Django's public way to relations
        if each.on_delete is models.CASCADE:
            rows = each.related_model._default_manager.filter(**{each.field.name: row})  # noqa: SLF001 - as above
            count = rows.count()
            if count:
                done.deleted[each.related_model._meta.label] = count  # noqa: SLF001 - as above
                rows.delete()


def _sign_out(user: User) -> None:
    """End every session of somebody: what it holds is packed, and no search finds a name in it."""
    for session in Session.objects.iterator(chunk_size=2000):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
    # Parts of pages may be kept there for a while.
    cache.clear()


def _empty(position: Position) -> None:
    Position.objects.filter(pk=position.pk).update(
        key=f"erased-{position.pk}", telephone="", fax="", email="", note=""
    )


def _bury(row: Person) -> None:
    Person.objects.filter(pk=row.pk).update(
        user=None,
        name=ERASED,
        name_local="",
        email="",
        phone="",
        job_title="",
        zone="",
        is_lead=False,
    )


def _search(pattern: Pattern[str], slug: str, done: Erased) -> None:
    for model in apps.get_models():
        label = model._meta.label  # noqa: SLF001 - Django's public way to name a model
        if label in OWN or not model._meta.managed:  # noqa: SLF001 - as above
            continue
        for column in _columns(model):
            place = f"{label}.{column.name}"
            if isinstance(column, models.BinaryField) or label in SIGNED:
                _count(model, column, pattern, place, done)
            else:
                _replace(model, column, pattern, slug, place, done)


def _columns(model: type[models.Model]) -> Iterator["models.Field[Any, Any]"]:
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField)
    for column in model._meta.concrete_fields:  # noqa: SLF001 - Django's public way to columns
        if isinstance(column, kinds) and not column.choices:
            yield column


def _values(model: type[models.Model], column: str) -> Iterator[tuple[Any, Any]]:
    rows = model._default_manager.order_by()  # noqa: SLF001 - Django's public way to the rows
    yield from rows.values_list("pk", column).iterator(chunk_size=2000)


def _count(model: type[models.Model], column: "models.Field[Any, Any]", pattern: Pattern[str], place: str, done: Erased) -> None:  # fmt: skip
    """Count what is not changed: files and signed papers."""
    number = 0
    for _pk, value in _values(model, column.name):
        text = value if isinstance(value, str) else bytes(value or b"").decode("utf-8", "ignore")  # fmt: skip
        number += bool(pattern.search(text))
    if number:
        done.left[place] = number


def _replace(
    model: type[models.Model],
    column: "models.Field[Any, Any]",
    pattern: Pattern[str],
    slug: str,
    place: str,
    done: Erased,
) -> None:
    is_key = isinstance(column, models.SlugField)
    changed = {}
    for pk, value in _values(model, column.name):
        new = without(value, pattern)
        if is_key and slug and slug in (value or ""):
            new = value.replace(slug, "erased")
        if new != value:
            changed[pk] = new
    for pk, new in changed.items():
        _write(model, column, pk, new)
    if changed:
        done.texts[place] = len(changed)


def _write(model: type[models.Model], column: "models.Field[Any, Any]", pk: Any, new: Any) -> None:  # fmt: skip
    most = getattr(column, "max_length", None)
    if isinstance(new, str) and column.unique:
        new = f"{new}-{pk}"
    if isinstance(new, str) and most:
        new = new[:most]
    rows = model._default_manager.filter(pk=pk)  # noqa: SLF001 - Django's public way to the rows
    rows.update(**{column.name: new})
