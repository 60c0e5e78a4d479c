"""Oddities of ties: a stage that a quotation contradicts, a date nobody states, parties nobody names, praise of oneself."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from madang.site.ledger.models import Claim, Modality, Stage, Tie
from madang.site.ledger.rules.oddities import (
    Oddity,
    contradiction,
    span_or_open,
    to_confirm,
)

BEFORE_SIGNING = {Stage.PLANNED, Stage.TALKS, Stage.NOT_SIGNED}
FINISHED_WORDS = ("agreement", "contract", "deal", "signed", "memorandum", "treaty")
WIDE_DAYS = 730


def stage_conflict(tie: Tie, said: Iterable[Claim]) -> Iterator[Oddity]:
    """Raise that somebody of a party speaks of something signed while the tie is at talks.

    `said` are claims on the tie, and statements of people and organisations that are its parties.
    """
    if tie.stage not in BEFORE_SIGNING:
        return
    higher = [each for each in said if _speaks_of_more(each)]
    if higher:
        yield contradiction(
            "stage_conflict",
            [tie, *higher],
            title=_("Talks or an agreement?"),
            sentence=_(
                "The source tells of a tie that is not signed; somebody is quoted as if it were. A quotation does not raise a stage, so the tie stays where it is."
            ),
            settles=_("The signed document, or an answer of a party."),
        )


def _speaks_of_more(claim: Claim) -> bool:
    if claim.stage and claim.stage not in BEFORE_SIGNING:
        return True
    text = claim.text.casefold()
    is_quoted = claim.theme in (Claim.Theme.QUOTE, "") or (
        claim.holder == Claim.Holder.QUOTED
    )
    return is_quoted and any(word in text for word in FINISHED_WORDS)


def signed_without_date(tie: Tie) -> Iterator[Oddity]:
    """Raise that a signed tie has no date, or one that is open at an end or wider than two years."""
    if tie.stage not in (Stage.SIGNED, Stage.IN_FORCE):
        return
    days = span_or_open(tie.date)
    if (
        days.first is not None
        and days.last is not None
        and (days.last - days.first).days <= WIDE_DAYS
    ):
        return
    yield to_confirm(
        "signed_without_date",
        [tie],
        title=_("Signed when?"),
        sentence=_("The source says that this was signed, not when."),
        settles=_("The date on the signed document."),
    )


def inferred_date(tie: Tie) -> Iterator[Oddity]:
    """Raise that a tie's date was worked out from words such as "July this year"."""
    if tie.date and tie.date_basis:
        yield to_confirm(
            "inferred_date",
            [tie],
            title=_("A date that was worked out"),
            sentence=_("The date is not stated; it is read from: %(basis)s.")
            % {"basis": tie.date_basis},
            settles=_("A source that states the date."),
        )


def unnamed_parties(tie: Tie) -> Iterator[Oddity]:
    """Raise that a party of an agreement is a group without a name."""
    groups = [
        part.organisation
        for part in tie.parties.all()
        if getattr(part.organisation, "record", None)
        and part.organisation.record.is_group
    ]
    if groups and tie.family == Tie.Family.AGREEMENT:
        names = ", ".join(each.name for each in groups)
        yield to_confirm(
            "unnamed_parties",
            [tie, *groups],
            title=_("Parties without a name"),
            sentence=_(
                "The source does not name who stands behind: %(names)s. No name is filled in."
            )
            % {"names": names},
            settles=_("A source that names the parties."),
        )


def parties_do_not_add_up(tie: Tie) -> Iterator[Oddity]:
    """Raise that more parties are named than the source counts."""
    named = sum(
        1
        for part in tie.parties.all()
        if not (
            getattr(part.organisation, "record", None)
            and part.organisation.record.is_group
        )
    )
    if tie.party_count is not None and named > tie.party_count:
        yield contradiction(
            "parties_do_not_add_up",
            [tie],
            title=_("More names than parties"),
            sentence=_("%(named)d parties are named, %(stated)d are counted.")
            % {"named": named, "stated": tie.party_count},
            settles=_("The list of the parties."),
        )


def own_praise(tie: Tie, said: Iterable[Claim]) -> Iterator[Oddity]:
    """Raise that only the organiser of an occasion says that a tie came of it."""
    organisers = {
        each.occasion.organiser_id
        for each in tie.attributions.all()
        if each.occasion.organiser_id is not None
    }
    holders = [
        each
        for each in said
        if each.holder_organisation_id in organisers
        and (
            each.theme in (Claim.Theme.CAUSAL, Claim.Theme.ATTRIBUTION)
            or each.modality == Modality.ATTRIBUTED
        )
    ]
    if holders:
        yield to_confirm(
            "own_praise",
            [tie, *holders],
            title=_("The organiser says so of its own event"),
            sentence=_(
                "That this came of the event is what its organiser says. It is an attribution, not a cause."
            ),
            settles=_("An answer of a party to the tie."),
        )


ONE: tuple[Callable[[Tie], Iterator[Oddity]], ...] = (
    signed_without_date,
    inferred_date,
    unnamed_parties,
    parties_do_not_add_up,
)
WITH_CLAIMS: tuple[Callable[[Tie, Iterable[Claim]], Iterator[Oddity]], ...] = (
    stage_conflict,
    own_praise,
)


def oddities_of_tie(tie: Tie, said: Iterable[Claim]) -> list[Oddity]:
    """Return what is odd about a tie.

    Reads parties with organisation and record, attributions with occasion: fetch them before. `said`: as in stage_conflict.
    """
    claims = list(said)
    found = [oddity for rule in ONE for oddity in rule(tie)]
    return found + [oddity for rule in WITH_CLAIMS for oddity in rule(tie, claims)]
