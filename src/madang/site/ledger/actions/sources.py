"""Enter a publication, letter or register entry, and the places in it on which claims rest."""

import secrets
from typing import TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.edtf import check_edtf
from madang.site.directory.models import Person, User
from madang.site.ledger.models import Passage, Source
from madang.site.ledger.rules.access import LedgerError

MOST_KEY = 60


class SourceFacts(TypedDict, total=False):
    """What else is known of a source, named as its columns."""

    publisher: str
    publisher_inferred: str
    author: str
    section: str
    published: str
    published_inferred: str
    published_basis: str
    language: str
    translated_from: str
    address: str
    licence: str
    is_gated: bool | None
    audience: str


class Place(TypedDict, total=False):
    """Where in a source a passage stands: code points from the start of its text, and the line."""

    start: int | None
    end: int | None
    line: int | None
    # What stands before and behind it.
    prefix: str
    suffix: str


def new_key(text: str) -> str:
    """Return a short name for addresses, made from a text; four random letters keep it apart from its namesakes."""
    plain = slugify(text)[: MOST_KEY - 5].strip("-")
    return f"{plain or 'entry'}-{secrets.token_hex(2)}"


@transaction.atomic
def add_source(
    *,
    by: Person | User | None,
    kind: str,
    title: str,
    key: str = "",
    **facts: Unpack[SourceFacts],
) -> Source:
    """Enter a source. Raises LedgerError without title and publisher, for no EDTF date, no web address and a known key."""
    publisher = facts.get("publisher") or facts.get("publisher_inferred") or ""
    if not title and not publisher:
        raise LedgerError(_("A source needs a title or a publisher."), field="title")
    for name in ("published", "published_inferred"):
        check_date(str(facts.get(name) or ""), field=name)
    check_address(facts.get("address", ""), field="address")
    key = key or new_key(f"{publisher} {title}")
    if Source.objects.filter(key=key).exists():
        raise LedgerError(
            _("A source is entered under “%(key)s” already.") % {"key": key},
            field="key",
        )
    source = Source.objects.create(key=key, kind=kind, title=title, **facts)
    log.record("add source", source, by=by)
    return source


@transaction.atomic
def add_passage(
    source: Source,
    *,
    by: Person | User | None,
    exact: str = "",
    paraphrase: str = "",
    **place: Unpack[Place],
) -> Passage:
    """Enter a place in a source, quoted or in our own words; the same place in the same words is entered once.

    Raises LedgerError for neither, and for an end that is not after its start.
    """
    start, end = place.get("start"), place.get("end")
    if not exact and not paraphrase:
        raise LedgerError(
            _("Say what the passage says: quote it, or write it in your own words."),
            field="paraphrase",
        )
    if (start is None) != (end is None) or (
        start is not None and end is not None and end <= start
    ):
        raise LedgerError(
            _("A passage has a first character and a later last one, or neither."),
            field="last",
        )
    known = source.passages.filter(
        start=start, end=end, exact=exact, paraphrase=paraphrase
    ).first()
    if known is not None:
        return known
    if start is not None and source.passages.filter(start=start, end=end).exists():
        raise LedgerError(
            _("This place of the source is entered already, in other words."),
            field="first",
        )
    passage = source.passages.create(exact=exact, paraphrase=paraphrase, **place)
    log.record("add passage", passage, by=by, detail=source.key)
    return passage


def check_date(text: str, *, field: str) -> None:
    """Refuse what is no EDTF date, naming the field. Raises LedgerError."""
    try:
        check_edtf(text)
    except ValidationError as error:
        raise LedgerError(error.messages[0], field=field) from error


def check_address(text: str, *, field: str) -> None:
    """Refuse what is no address of the web, naming the field: pages link to it. Blank is fine. Raises LedgerError."""
    try:
        if text:
            URLValidator(schemes=["http", "https"])(text)
    except ValidationError as error:
        raise LedgerError(error.messages[0], field=field) from error
