"""Verbs by which those who run a programme enter what reached them on paper: interest, a draft, a member. They never submit for anybody."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.actions import entered_letters as letters
from madang.site.programmes.actions.applications import check_amount, save_application
from madang.site.programmes.models import (
    Application,
    Call,
    CohortMember,
    ExpressionOfInterest,
    Programme,
)
from madang.site.programmes.queries.applications import asks_amount, why_not_open
from madang.site.programmes.rules.programmes import (
    ProgrammeError,
    check_impartial,
    check_manages,
    leads,
)


def _check_other_side(
    programme: Programme, organisation: Organisation, person: Person, *, by: Person
) -> None:
    """Raise ProgrammeError for one's own organisation, the owner, another country, and a person who does not act for the organisation."""
    if organisation.pk == programme.owner_id:
        raise ProgrammeError(
            _("This organisation runs the programme."), field="organisation"
        )
    check_impartial(by, organisation.pk)
    home = programme.home_country
    if home and organisation.country != home:
        raise ProgrammeError(
            _("This programme is for organisations of another country."),
            field="organisation",
        )
    if not leads(person, organisation.pk):
        raise ProgrammeError(
            _("Only whoever leads the organisation’s entry acts for it."),
            field="address",
        )


@transaction.atomic
def enter_interest(
    *,
    by: Person,
    programme: Programme,
    organisation: Organisation,
    person: Person,
    text: str,
) -> ExpressionOfInterest:
    """Enter that an organisation said it would take part; `person`, who leads its entry, gets mail and can withdraw it.

    Raises ProgrammeError, also for an organisation that has said so itself or has withdrawn it.
    """
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    check_manages(by, row)
    if row.state != Programme.State.INTEREST:
        raise ProgrammeError(_("Interest is not asked for now."))
    _check_other_side(row, organisation, person, by=by)
    if row.interests.filter(organisation=organisation).exists():
        raise ProgrammeError(
            _("This organisation has spoken for itself: only it changes that."),
            field="organisation",
        )
    interest = ExpressionOfInterest.objects.create(
        programme=row, organisation=organisation, person=person, text=text.strip()
    )
    log.record("enter interest", interest, by=by)
    letters.tell_of_interest(interest)
    return interest


@transaction.atomic
def begin_application(
    *,
    by: Person,
    call: Call,
    person: Person,
    title: str,
    amount: Decimal | None,
    answers: Mapping[int, str],
) -> Application:
    """Begin a draft for the organisation whose entry `person` leads; from then on that organisation alone reads it.

    Raises ProgrammeError while the call is not open, for the owner and for whoever has an application already.
    """
    check_manages(by, call.programme)
    organisation = person.organisation
    if organisation is None:
        raise ProgrammeError(_("Only organisations of the directory apply."))
    if reason := why_not_open(call, timezone.now()):
        raise ProgrammeError(reason)
    _check_other_side(call.programme, organisation, person, by=by)
    if amount is not None and not asks_amount(call):
        raise ProgrammeError(_("This call asks for no amount."), field="amount")
    check_amount(amount, call)
    standing = call.applications.exclude(state=Application.State.WITHDRAWN)
    if standing.filter(organisation=organisation).exists():
        raise ProgrammeError(
            _("This organisation has an application here already."),
            field="organisation",
        )
    row = Application.objects.create(
        call=call, organisation=organisation, person=person, title=""
    )
    log.record("begin application for another", row, by=by)
    row = save_application(
        by=None,
        application=row,
        version=row.version,
        title=title,
        amount=amount,
        answers=answers,
    )
    letters.tell_of_draft(row)
    return row


@transaction.atomic
def enter_member(
    *,
    by: Person,
    programme: Programme,
    organisation: Organisation,
    joined_on: date,
    today: date,
) -> CohortMember:
    """Enter an organisation that was taken in elsewhere, such as before this site was used; its leads get mail.

    Raises ProgrammeError for a day to come, the owner, a member, and a programme that has ended.
    """
    row = Programme.objects.select_for_update().get(pk=programme.pk)
    check_manages(by, row)
    if row.state == Programme.State.ENDED:
        raise ProgrammeError(_("The programme has ended."))
    if organisation.pk == row.owner_id:
        raise ProgrammeError(
            _("This organisation runs the programme."), field="organisation"
        )
    check_impartial(by, organisation.pk)
    if joined_on > today:
        raise ProgrammeError(_("This day is still to come."), field="joined_on")
    if row.cohort.filter(organisation=organisation).exists():
        raise ProgrammeError(
            _("This organisation is a member already."), field="organisation"
        )
    member = CohortMember.objects.create(
        programme=row, organisation=organisation, joined_on=joined_on
    )
    log.record("enter member", member, by=by)
    letters.tell_of_membership(member)
    return member
