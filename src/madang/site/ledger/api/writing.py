"""What every write of the ledger shares: who may, the evidence that comes with it, organisations named by key."""

from collections.abc import Sequence

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import Field

from madang.site.core.api import LAST_KEY, RefusedError, one_of
from madang.site.directory.models import Organisation, Person
from madang.site.directory.queries import person_of
from madang.site.ledger.actions.sources import add_passage
from madang.site.ledger.models import Audience, Claim, Modality, Passage, Source
from madang.site.ledger.queries.merged import by_key
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.sources import sources_seen_by
from madang.site.ledger.rules.access import may_write

KEY = r"^[a-z0-9_-]*$"


class EvidenceAsked(Schema):
    """A place in a source that is entered: quoted, or in our own words."""

    source: str = Field(description="key of the source")
    exact: str = Field("", max_length=4000)
    paraphrase: str = Field("", max_length=4000)
    start: int | None = Field(None, ge=0, le=LAST_KEY)
    end: int | None = Field(None, ge=0, le=LAST_KEY)
    line: int | None = Field(None, ge=0, le=LAST_KEY)


class SaidAsked(Schema):
    """How it is said, by whom, and who may read it."""

    modality: str = one_of(Modality.values, default="asserted", is_blank_allowed=False)
    holder: str = one_of(Claim.Holder.values, default="article", is_blank_allowed=False)
    audience: str = one_of(Audience.values, default="public", is_blank_allowed=False)


def curator_of(request: HttpRequest) -> Person:
    """Return whoever's token it is. Raises RefusedError for whoever does not write in the ledger."""
    person = person_of(request.user)
    if person is None or not may_write(request.user):
        raise RefusedError(403, _("Only curators and the site’s staff write here."))
    return person


def refuse_known(model: type[Model], key: str, **where: object) -> None:
    """Refuse a key under which something is entered already. Raises RefusedError (409)."""
    if key and model._default_manager.filter(key=key, **where).exists():  # noqa: SLF001 - Django's public way to the rows
        message = _("Something is entered under “%(key)s” already.") % {"key": key}
        raise RefusedError(409, message, errors=[{"field": "key", "message": message}])


def passages_from(
    request: HttpRequest, by: Person, evidence: Sequence[EvidenceAsked]
) -> list[Passage]:
    """Enter the passages and return them; one that is entered already is found again. Raises RefusedError and LedgerError."""
    keys = {each.source for each in evidence}
    known: dict[str, Source] = {
        each.key: each for each in sources_seen_by(request.user).filter(key__in=keys)
    }
    found = []
    for number, each in enumerate(evidence):
        source = known.get(each.source)
        if source is None:
            raise _unknown(f"evidence.{number}.source", each.source)
        place = each.model_dump(exclude={"source"})
        found.append(add_passage(source, by=by, **place))
    return found


def organisation_from(request: HttpRequest, key: str, *, field: str) -> Organisation:
    """Return the organisation of a key of the ledger. Raises RefusedError (422)."""
    kept = by_key(key)
    found = (
        organisations_seen_by(request.user).filter(pk=kept.pk if kept else 0).first()
    )
    if found is None:
        raise _unknown(field, key)
    return found


def _unknown(field: str, key: str) -> RefusedError:
    message = _("Nothing is entered under “%(key)s”.") % {"key": key}
    return RefusedError(422, message, errors=[{"field": field, "message": message}])
