"""Verbs of programmes: make, change, take to the next state; say that one would take part."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.landscape.actions.feed import publish_item
from madang.site.programmes.models import ExpressionOfInterest, Programme
from madang.site.programmes.rules.programmes import (
    RESERVED,
    ProgrammeError,
    check_manages,
    is_of_staff,
    next_state,
    why_not_make,
)


def _check(programme: Programme) -> None:
    if programme.slug in RESERVED:
        raise ProgrammeError(
            _("This short name is taken by a page of the site."), field="slug"
        )
    if (
        Programme.objects.filter(slug=programme.slug)
        .exclude(pk=programme.pk or 0)
        .exists()
    ):
        raise ProgrammeError(
            _("Another programme has this short name already."), field="slug"
        )
    if programme.accelerator_id is not None and (
        programme.accelerator_id == programme.owner_id
    ):
        raise ProgrammeError(
            _("The accelerator partner is another organisation than the owner."),
            field="accelerator",
        )


@transaction.atomic
def create_programme(*, by: Person | None, programme: Programme) -> Programme:
    """Save a new programme as a draft that `by` manages. Raises ProgrammeError.

    The owner is the organisation of `by`; only the site's staff make one for another. None is the system.
    """
    if by is not None:
        if reason := why_not_make(by):
            raise ProgrammeError(reason)
        if not is_of_staff(by):
            programme.owner_id = by.organisation_id or 0
        programme.manager = by
    programme.state = Programme.State.DRAFT
    _check(programme)
    programme.save()
    log.record("create programme", programme, by=by)
    return programme


@transaction.atomic
def change_programme(*, by: Person | None, programme: Programme) -> Programme:
    """Save changed words, partner, contact and countries; the state has a door of its own. Raises ProgrammeError."""
    known = Programme.objects.select_for_update().get(pk=programme.pk)
    check_manages(by, known)
    if known.state == Programme.State.ENDED:
        raise ProgrammeError(_("The programme has ended and stays as it is."))
    programme.state, programme.slug = known.state, known.slug
    programme.owner_id, programme.manager_id = known.owner_id, known.manager_id
    _check(programme)
    programme.save()
    log.record("change programme", programme, by=by)
    return programme


@transaction.atomic
def step_programme(*, by: Person | None, programme: Programme, step: str) -> Programme:
    """Take a programme to the next state: "ask for interest", "open", "start", "end". Raises ProgrammeError."""
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    check_manages(by, row)
    row.state = next_state(row, step)
    row.save(update_fields=["state"])
    log.record(f"{step} programme", row, by=by)
    if row.state == Programme.State.INTEREST:
        publish_item(
            key=f"programme-{row.pk}",
            kind="call",
            title=row.name,
            text=row.aim,
            link=f"/programmes/{row.slug}/",
            country_a=row.home_country,
            country_b=row.target_country,
            organisation=row.owner,
            other_organisation=row.accelerator,
            field=row.field,
        )
    return row


def why_no_interest(person: Person | None, programme: Programme) -> str:
    """Return why this person cannot express interest; empty when they can."""
    if programme.state != Programme.State.INTEREST:
        return _("Interest is not asked for now.")
    if person is None or person.organisation is None:
        return _("Only organisations of the directory take part.")
    if person.organisation_id == programme.owner_id:
        return _("Your organisation runs this programme.")
    home = programme.home_country
    if home and person.organisation.country != home:
        return _("This programme is for organisations of another country.")
    if not person.is_lead:
        return _("Only whoever leads your organisation’s entry says so.")
    return ""


@transaction.atomic
def express_interest(
    *, by: Person, programme: Programme, text: str
) -> ExpressionOfInterest:
    """Say for one's organisation that it would take part, or say it anew. Raises ProgrammeError."""
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    if reason := why_no_interest(by, row):
        raise ProgrammeError(reason)
    if not text.strip():
        raise ProgrammeError(_("Write what you would use it for."), field="text")
    interest, _is_new = ExpressionOfInterest.objects.update_or_create(
        programme=row,
        organisation=by.organisation,
        defaults={
            "person": by,
            "text": text.strip(),
            "is_withdrawn": False,
            "at": timezone.now(),
        },
    )
    log.record("express interest", interest, by=by)
    return interest


@transaction.atomic
def withdraw_interest(*, by: Person, programme: Programme) -> ExpressionOfInterest:
    """Take one's organisation's interest back; it can be expressed anew. Raises ProgrammeError."""
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    if row.state != Programme.State.INTEREST:
        raise ProgrammeError(_("Interest is not asked for now."))
    interest = row.interests.filter(
        organisation=by.organisation, is_withdrawn=False
    ).first()
    if interest is None:
        raise ProgrammeError(_("Your organisation has not said that it takes part."))
    if not by.is_lead:
        raise ProgrammeError(_("Only whoever leads your organisation’s entry says so."))
    interest.is_withdrawn = True
    interest.save(update_fields=["is_withdrawn"])
    log.record("withdraw interest", interest, by=by)
    return interest
