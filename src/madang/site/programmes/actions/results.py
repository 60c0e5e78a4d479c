"""What came of a mission: each delegate reports, and whoever runs it takes the report into the ledger as a party's own claim.

Talks stay talks. A letter, memorandum or contract is entered only with the document's title and the day of its signing.
"""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.time import zone
from madang.site.directory.models import Organisation, Person
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import Claim, Passage, Tie
from madang.site.programmes.actions.missions import locked
from madang.site.programmes.models import MissionApplication, MissionResult
from madang.site.programmes.rules.missions import MissionError

SIGNED = {"loi", "mou", "contract"}
TIES = SIGNED | {"talks"}
LONGEST = 2000


@dataclass(frozen=True)
class Outcome:
    """What a delegate says: what came of it, with whom, in their words; for what was signed the document and its day."""

    kind: str
    text: str
    partner: Organisation | None = None
    document: str = ""
    signed_on: date | None = None
    is_public: bool = False


def _check(application: MissionApplication, outcome: Outcome) -> None:
    if outcome.kind not in MissionResult.Kind.values:
        raise MissionError(_("Choose what came of it."), field="kind")
    if not outcome.text.strip() or len(outcome.text) > LONGEST:
        raise MissionError(
            _("Say it in your own words, in at most %(most)d characters.")
            % {"most": LONGEST},
            field="text",
        )
    if outcome.kind != "nothing" and outcome.partner is None:
        raise MissionError(_("Say with whom."), field="partner")
    if outcome.partner and outcome.partner.pk == application.organisation_id:
        raise MissionError(
            _("The other side is another organisation."), field="partner"
        )
    if outcome.kind in SIGNED:
        _check_document(application, outcome)


def _check_document(application: MissionApplication, outcome: Outcome) -> None:
    if not outcome.document.strip():
        raise MissionError(
            _(
                "What was signed has a title: write it. If nothing was signed yet, choose talks."
            ),
            field="document",
        )
    if outcome.signed_on is None:
        raise MissionError(_("Say on which day it was signed."), field="signed_on")
    if outcome.signed_on > _today(application):
        raise MissionError(
            _("The day of the signing is still to come. Until then choose talks."),
            field="signed_on",
        )


def _today(application: MissionApplication) -> date:
    return timezone.now().astimezone(zone(application.mission.host_zone)).date()


@transaction.atomic
def report_result(
    application: MissionApplication, *, by: Person, outcome: Outcome
) -> MissionResult:
    """Save what came of a mission for one delegate. Raises MissionError before it is under way, and for what does not fit."""
    mission = locked(application.mission)
    if mission.state != "under_way":
        raise MissionError(_("Results are reported while the mission is under way."))
    if application.state != "selected":
        raise MissionError(_("Only delegates report results."))
    _check(application, outcome)
    result = MissionResult.objects.create(
        mission=mission, application=application, reported_by=by, **vars(outcome)
    )
    log.record("report mission result", result, by=by)
    return result


@transaction.atomic
def remove_result(result: MissionResult, *, by: Person) -> None:
    """Take a report back. Raises MissionError once it is in the ledger, where it can only be corrected."""
    row = MissionResult.objects.select_for_update(of=("self",)).get(pk=result.pk)
    if row.claim_id is not None:
        raise MissionError(
            _(
                "The report is in the ledger. There a correction comes in its place; nothing is deleted."
            )
        )
    log.record("remove mission result", row, by=by)
    row.delete()


@transaction.atomic
def take_into_ledger(result: MissionResult, *, by: Person | None) -> MissionResult:
    """Enter a report into the ledger as a claim of the delegate's organisation, and as a tie if it is one.

    A tie of the same kind, parties and occasion that is there already gets one claim more. Raises MissionError for "nothing
    yet", and for a report that is there already.
    """
    row = (
        MissionResult.objects.select_for_update(of=("self",))
        .select_related("mission__occasion", "application__organisation", "partner")
        .get(pk=result.pk)
    )
    if row.claim_id is not None:
        raise MissionError(_("This report is in the ledger already."))
    if row.kind == MissionResult.Kind.NOTHING or row.partner is None:
        raise MissionError(_("Nothing came of it yet: there is nothing to enter."))
    passage = _passage(row, by=by)
    if row.kind in TIES:
        row.tie = _known_tie(row)
        row.claim = _claim_about(row, passage, by=by)
    else:
        row.claim = add_claim(
            by=by,
            aspect=Claim.Aspect.OUTCOME,
            about=row.mission.occasion,
            passages=[passage],
            text=row.text[:600],
            **_holder(row),
        )
    row.save(update_fields=["tie", "claim"])
    log.record("take mission result into ledger", row, by=by)
    return row


def _audience(row: MissionResult) -> str:
    return "public" if row.is_public else "internal"


class Holder(TypedDict):
    """Who says so, and who may read it."""

    holder: str
    holder_organisation: Organisation
    audience: str


def _holder(row: MissionResult) -> Holder:
    return {
        "holder": "party",
        "holder_organisation": row.application.organisation,
        "audience": _audience(row),
    }


def _passage(row: MissionResult, *, by: Person | None) -> Passage:
    """Enter the source: the document that was signed, or the delegate's own report of a meeting."""
    is_signed = row.kind in SIGNED
    own = row.application.organisation
    source = add_source(
        by=by,
        kind="document" if is_signed else "meeting",
        title=row.document if is_signed else f"{own}: {row.mission}"[:300],
        publisher=own.name,
        published=(row.signed_on or row.reported_at.date()).isoformat(),
        audience=_audience(row),
    )
    return add_passage(source, by=by, paraphrase=row.text)


def _known_tie(row: MissionResult) -> Tie | None:
    if row.mission.occasion_id is None:
        return None
    return (
        Tie.objects.filter(occasion_id=row.mission.occasion_id, kind=row.kind)
        .filter(is_withdrawn=False, audience=_audience(row))
        .filter(parties__organisation=row.application.organisation_id)
        .filter(parties__organisation=row.partner_id)
        .first()
    )


def _claim_about(row: MissionResult, passage: Passage, *, by: Person | None) -> Claim:
    stage = "signed" if row.kind in SIGNED else "talks"
    day = row.signed_on.isoformat() if row.signed_on else ""
    if row.tie is not None:
        return add_claim(
            by=by,
            aspect=Claim.Aspect.STAGE,
            about=row.tie,
            passages=[passage],
            stage=stage,
            edtf=day,
            text=row.text[:600],
            **_holder(row),
        )
    assert row.partner is not None  # noqa: S101 - the caller has looked
    row.tie = add_tie(
        by=by,
        kind=row.kind,
        parties=[(row.application.organisation, "party"), (row.partner, "party")],
        subject=row.text[:400],
        passages=[passage],
        stage=stage,
        date=day,
        occasion=row.mission.occasion,
        **_holder(row),
    )
    return Claim.objects.filter(tie=row.tie).order_by("pk")[:1].get()
