"""Verbs on the programme's side of an application: name reviewers, give an opinion, step back, decide."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.actions.links import LinkError, give_user
from madang.site.directory.models import Person
from madang.site.directory.queries import person_by_address
from madang.site.programmes.actions import programme_letters as letters
from madang.site.programmes.actions.applications import check_amount, locked
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    CohortMember,
    Programme,
    Review,
)
from madang.site.programmes.queries.applications import asks_amount, granted_in
from madang.site.programmes.rules.applications import check_allowed, competes
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.wording.money import money


@transaction.atomic
def name_reviewer(
    *, by: Person | None, application: Application, address: str
) -> Review:
    """Name somebody of the directory, by e-mail address, as a reviewer; they get mail. Raises ProgrammeError."""
    row = locked(application)
    check_allowed("name reviewer", by=by, application=row)
    person = person_by_address(address.strip())
    if person is None:
        raise ProgrammeError(
            _("The directory knows nobody with this address."), field="address"
        )
    if person.organisation_id == row.organisation_id:
        raise ProgrammeError(
            _("This person belongs to the applicant’s organisation."), field="address"
        )
    if competes(person, row):
        raise ProgrammeError(
            _("This person’s organisation applies in this call itself."),
            field="address",
        )
    if row.reviews.filter(reviewer=person).exists():
        raise ProgrammeError(
            _("This person is named for this application already."), field="address"
        )
    try:
        give_user(person)
    except LinkError as error:
        raise ProgrammeError(
            _("Somebody else signs in with this address."), field="address"
        ) from error
    review = Review.objects.create(application=row, reviewer=person)
    if row.state == Application.State.SUBMITTED:
        row.state = Application.State.REVIEW
        row.save(update_fields=["state"])
    log.record("name reviewer", review, by=by)
    letters.tell_reviewer(review)
    return review


@transaction.atomic
def dismiss_reviewer(*, by: Person | None, review: Review) -> None:
    """Take a reviewer off who has not said anything yet. An opinion that is given stays. Raises ProgrammeError."""
    row = locked(review.application)
    check_allowed("dismiss reviewer", by=by, application=row)
    found = Review.objects.select_for_update().get(pk=review.pk)
    if found.reviewed_at is not None:
        raise ProgrammeError(_("What a reviewer has said stays."))
    log.record("dismiss reviewer", found, by=by)
    found.delete()


def _own(review: Review, by: Person | None) -> Review:
    found = Review.objects.select_for_update().get(pk=review.pk)
    if found.has_conflict or (by is not None and found.reviewer_id != by.pk):
        raise ProgrammeError(_("Only a reviewer named for this application does this."))
    return found


@transaction.atomic
def give_review(*, by: Person | None, review: Review, score: int, text: str) -> Review:
    """Give a score of 1 to 5 and an opinion, or change them until the decision. Raises ProgrammeError."""
    row = locked(review.application)
    check_allowed("review", by=by, application=row)
    found = _own(review, by)
    if not 1 <= score <= 5:
        raise ProgrammeError(_("The score is 1 to 5."), field="score")
    if not text.strip():
        raise ProgrammeError(_("Write your opinion."), field="text")
    found.score, found.text, found.reviewed_at = score, text.strip(), timezone.now()
    found.save(update_fields=["score", "text", "reviewed_at"])
    log.record("give review", found, by=by, detail=str(score))
    return found


@transaction.atomic
def step_back(*, by: Person | None, review: Review) -> Review:
    """Say that one has an interest: score and opinion are emptied, and the application is closed to this reviewer."""
    row = locked(review.application)
    check_allowed("step back", by=by, application=row)
    found = _own(review, by)
    found.has_conflict, found.score, found.text = True, None, ""
    found.reviewed_at = timezone.now()
    found.save(update_fields=["has_conflict", "score", "text", "reviewed_at"])
    log.record("step back", found, by=by)
    found.application = row
    letters.tell_of_conflict(found)
    return found


def _check_room(application: Application, amount: Decimal | None) -> None:
    call = application.call
    count, given = granted_in(call)
    if call.seats is not None and count >= call.seats:
        raise ProgrammeError(
            _("All %(count)d seats are given.") % {"count": call.seats}
        )
    if not asks_amount(call):
        return
    if amount is None:
        raise ProgrammeError(_("Write the amount granted."), field="amount")
    check_amount(amount, call)
    if application.amount is not None and amount > application.amount:
        raise ProgrammeError(
            _("They applied for %(amount)s; no more can be granted.")
            % {"amount": money(application.amount, call.currency)},
            field="amount",
        )
    if call.budget is not None and given + amount > call.budget:
        raise ProgrammeError(
            _("Left of the budget: %(left)s.")
            % {"left": money(call.budget - given, call.currency)},
            field="amount",
        )


@transaction.atomic
def decide(
    *,
    by: Person,
    application: Application,
    outcome: str,
    reason: str,
    amount: Decimal | None = None,
) -> ApplicationDecision:
    """Accept or reject an application, with the reason that the applicant reads. There is one decision, and it stands.

    Never beyond the seats, the budget or the most for each. Raises ProgrammeError. An accepted one joins the cohort.
    """
    # The call's row is the lock of its budget: two decisions at once come one after the other.
    Call.objects.select_for_update().get(pk=application.call_id)
    row = locked(application)
    check_allowed("decide", by=by, application=row)
    if outcome not in ApplicationDecision.Outcome.values:
        raise ProgrammeError(_("Choose accepted or rejected."), field="outcome")
    if row.call.state != Call.State.PUBLISHED or timezone.now() < row.call.closes_at:
        raise ProgrammeError(_("Decisions are made once the call has closed."))
    if not reason.strip():
        raise ProgrammeError(
            _("Write the reason: the applicant reads it."), field="reason"
        )
    is_accepted = outcome == ApplicationDecision.Outcome.ACCEPTED
    if is_accepted:
        _check_room(row, amount)
    decision = ApplicationDecision.objects.create(
        application=row,
        outcome=outcome,
        reason=reason.strip(),
        amount=amount if is_accepted and asks_amount(row.call) else None,
        decided_by=by,
    )
    row.state = Application.State(outcome)
    row.save(update_fields=["state"])
    log.record("decide application", row, by=by, detail=outcome)
    if is_accepted:
        _join(row, by=by)
    letters.tell_of_decision(decision)
    return decision


def _join(application: Application, *, by: Person) -> None:
    """Take the organisation into the programme, where its milestones are; once, whatever it was accepted for."""
    programme: Programme = application.call.programme
    member, is_new = CohortMember.objects.get_or_create(
        programme=programme,
        organisation=application.organisation,
        defaults={"application": application, "joined_on": timezone.localdate()},
    )
    if is_new:
        log.record("join cohort", member, by=by)
