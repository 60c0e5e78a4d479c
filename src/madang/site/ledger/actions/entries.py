"""What a curator's form enters in one go: a source with its passage, the parties, and the tie that rests on it."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.db import transaction
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.actions.parties import SaidValues, add_tie_party
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Passage, Source, Tie, TieParty
from madang.site.ledger.queries.organisations import organisations_named
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.entries import ACTIVITIES


class EvidenceFacts(TypedDict):
    """A passage with its source: one that is entered already, or the facts of a new one."""

    source: Source | None
    new_source: dict[str, Any]
    passage: dict[str, Any]


class Named(TypedDict):
    """A party as a curator writes it: a name, a country to tell namesakes apart, whether it is new here."""

    name: str
    country: str
    is_new: bool


@transaction.atomic
def enter_passage(*, by: Person | User | None, evidence: EvidenceFacts) -> Passage:
    """Enter a passage, with its source if that is new. Raises LedgerError as the verbs for both do."""
    source = evidence["source"] or add_source(by=by, **evidence["new_source"])
    return add_passage(source, by=by, **evidence["passage"])


@transaction.atomic
def find_or_add(*, by: Person | User | None, named: Named, field: str) -> Organisation:
    """Return the organisation of a name, whatever its spelling; enter it if the curator says that it is new.

    Raises LedgerError for an unknown name that is not said to be new, and for a name that several have.
    """
    found = list(organisations_named(named["name"], country=named["country"])[:2])
    if len(found) > 1:
        raise LedgerError(
            _("Several organisations are called “%(name)s”. Choose the country.")
            % {"name": named["name"]},
            field=field,
        )
    if found:
        return found[0]
    if not named["is_new"]:
        raise LedgerError(
            _(
                "Nobody is called “%(name)s” here. Say that it is new, or correct the name."
            )
            % {"name": named["name"]},
            field=field,
        )
    organisation = Organisation.objects.create(
        name=named["name"], country=named["country"]
    )
    log.record("add organisation", organisation, by=by)
    return organisation


@transaction.atomic
def enter_tie(
    *,
    by: Person | User | None,
    evidence: EvidenceFacts,
    parties: Sequence[tuple[str, str, Named]],
    tie: dict[str, Any],
) -> Tie:
    """Enter a tie with its parties, source and passage; nothing of it if one part is refused.

    `parties` are (field, part, party) in their order; a blank part is that of the kind (`role_of`). Raises LedgerError with
    the field.
    """
    passage = enter_passage(by=by, evidence=evidence)
    rows: list[tuple[Organisation, str]] = []
    for place, (field, part, named) in enumerate(parties):
        organisation = find_or_add(by=by, named=named, field=field)
        if organisation in [each for each, _role in rows]:
            raise LedgerError(_("A tie has each party once."), field=field)
        rows.append((organisation, part or role_of(tie["kind"], place)))
    return add_tie(by=by, parties=rows, passages=[passage], **tie)


@transaction.atomic
def enter_party(
    tie: Tie,
    *,
    by: Person | User | None,
    evidence: EvidenceFacts,
    part: str,
    named: Named,
    said: SaidValues,
) -> TieParty:
    """Enter a party more with its source and passage; nothing of it if one part is refused. Raises LedgerError with the field."""
    passage = enter_passage(by=by, evidence=evidence)
    organisation = find_or_add(by=by, named=named, field="name")
    role = part or role_of(tie.kind, tie.parties.count())
    return add_tie_party(
        tie, by=by, organisation=organisation, role=role, passages=[passage], **said
    )


def role_of(kind: str, place: int) -> str:
    """Return the part of a party in a kind of tie: of an activity the first acts, the others host or fund."""
    if kind not in ACTIVITIES:
        return TieParty.Role.PARTY
    if place == 0:
        return TieParty.Role.ACTOR
    return TieParty.Role.FUNDER if kind == Tie.Kind.FUNDING else TieParty.Role.HOST
