"""Verbs of an application on the applicant's side: start, save, submit, withdraw."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Person
from madang.site.programmes.actions import programme_letters as letters
from madang.site.programmes.models import (
    Application,
    ApplicationAnswer,
    Call,
    CallQuestion,
)
from madang.site.programmes.queries.applications import (
    progress_of,
    why_no_contract,
    why_not_apply,
    why_not_open,
)
from madang.site.programmes.rules.applications import check_allowed
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.wording.money import money


class OutdatedError(ProgrammeError):
    """Somebody else has saved in between; `version` is the one that stands."""

    def __init__(self, message: str, *, version: int) -> None:
        super().__init__(message)
        self.version = version


def locked(application: Application) -> Application:
    """Return the application under a lock, with call, programme and organisation."""
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related(
            "call__programme__owner",
            "call__programme__manager",
            "organisation",
            "person",
        )
        .get(pk=application.pk)
    )


@transaction.atomic
def start_application(*, by: Person, call: Call) -> Application:
    """Begin a draft for one's organisation. Raises ProgrammeError, also if it has an application in this call."""
    reason = why_not_apply(by, call)
    if reason or by.organisation is None:
        raise ProgrammeError(reason)
    try:
        with transaction.atomic():
            application = Application.objects.create(
                call=call, organisation=by.organisation, person=by, title=""
            )
    except IntegrityError as error:  # a colleague began in the same moment
        raise ProgrammeError(
            _("Your organisation has an application here already.")
        ) from error
    log.record("start application", application, by=by)
    return application


@transaction.atomic
def save_application(
    *,
    by: Person | None,
    application: Application,
    version: int,
    title: str,
    amount: Decimal | None,
    answers: Mapping[int, str],
) -> Application:
    """Save a draft, complete or not; `answers` are texts by the question's key. Raises ProgrammeError.

    `version` is the one that the writer read: if a colleague saved in between, nothing is saved (OutdatedError).
    """
    row = locked(application)
    check_allowed("save", by=by, application=row)
    if reason := why_not_open(row.call, timezone.now()):
        raise ProgrammeError(reason)
    if row.version != version:
        when = moment(row.saved_at, row.call.zone)
        raise OutdatedError(
            _(
                "A colleague or another window of yours saved this draft on %(when)s. Nothing is overwritten: compare, then save yours."
            )
            % {"when": when},
            version=row.version,
        )
    is_changed = _save_answers(row, answers)
    if (row.title, row.amount) != (title, amount):
        row.title, row.amount, is_changed = title, amount, True
    if is_changed:
        row.version += 1
        row.save(update_fields=["title", "amount", "version", "saved_at"])
        log.record("save application", row, by=by)
    return row


def _save_answers(row: Application, texts: Mapping[int, str]) -> bool:
    """Write the answers to the call's own questions; return whether anything changed."""
    known = {each.question_id: each for each in row.answers.all()}
    is_changed = False
    for question in CallQuestion.objects.filter(call=row.call, pk__in=list(texts)):
        text = texts[question.pk]
        answer = known.get(question.pk)
        if (answer.text if answer else "") == text:
            continue
        if len(text) > question.most_characters:
            raise ProgrammeError(
                _("“%(question)s” takes at most %(count)d characters.")
                % {"question": question.text, "count": question.most_characters},
                field=f"question-{question.pk}",
            )
        ApplicationAnswer.objects.update_or_create(
            application=row, question=question, defaults={"text": text}
        )
        is_changed = True
    return is_changed


def check_submittable(application: Application) -> None:
    """Raise ProgrammeError with what stands against submitting: time, contract, an empty part, the amount."""
    call = application.call
    if reason := why_not_open(call, timezone.now()):
        raise ProgrammeError(reason)
    today = timezone.localdate()
    if reason := why_no_contract(application.organisation, call, today):
        raise ProgrammeError(reason)
    if missing := progress_of(application).missing:
        labels = "; ".join(f"“{each.label}”" for each in missing)
        raise ProgrammeError(
            _("Not submitted. Still to be written: %(parts)s.") % {"parts": labels},
            field=missing[0].key,
        )
    check_amount(application.amount, call)


def check_amount(amount: Decimal | None, call: Call) -> None:
    """Raise ProgrammeError for an amount that is nothing, or more than the call gives to one."""
    if amount is None:
        return
    if amount <= 0:
        raise ProgrammeError(_("The amount is more than 0."), field="amount")
    if call.most_each is not None and amount > call.most_each:
        raise ProgrammeError(
            _("The call gives at most %(most)s to each.")
            % {"most": money(call.most_each, call.currency)},
            field="amount",
        )


@transaction.atomic
def submit_application(*, by: Person | None, application: Application) -> Application:
    """Submit a draft: from now on it is read only. Raises ProgrammeError with what is missing."""
    row = locked(application)
    check_allowed("submit", by=by, application=row)
    check_submittable(row)
    row.state, row.submitted_at = Application.State.SUBMITTED, timezone.now()
    row.version += 1
    row.save(update_fields=["state", "submitted_at", "version"])
    log.record("submit application", row, by=by)
    letters.tell_of_receipt(row)
    return row


@transaction.atomic
def withdraw_application(*, by: Person | None, application: Application) -> Application:
    """Withdraw an application that is not decided; the organisation can begin another while the call is open."""
    row = locked(application)
    check_allowed("withdraw", by=by, application=row)
    was = row.state
    row.state = Application.State.WITHDRAWN
    row.version += 1
    row.save(update_fields=["state", "version"])
    log.record("withdraw application", row, by=by, detail=was)
    return row
