"""Verbs of calls: make, ask questions, publish, give more time, withdraw, conclude."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from madang.site.core import log
from madang.site.core.time import zone
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import CalendarItem
from madang.site.programmes.actions import programme_letters as letters
from madang.site.programmes.actions.programmes import step_programme
from madang.site.programmes.models import Application, Call, CallQuestion, Programme
from madang.site.programmes.rules.calls import check_draft, next_state
from madang.site.programmes.rules.programmes import ProgrammeError, check_manages

MOST_QUESTIONS = 40


def _locked(call: Call) -> Call:
    return (
        Call.objects.select_for_update(of=("self",))
        .select_related("programme__owner", "programme__manager")
        .get(pk=call.pk)
    )


def _check(call: Call) -> None:
    if call.closes_at <= call.opens_at:
        raise ProgrammeError(_("The call closes after it opens."), field="closes_day")
    if Call.objects.filter(slug=call.slug).exclude(pk=call.pk or 0).exists():
        raise ProgrammeError(
            _("Another call has this short name already."), field="slug"
        )
    has_money = call.budget is not None or call.most_each is not None
    if (has_money or call.kind == Call.Kind.FUNDING) and not call.currency:
        raise ProgrammeError(_("Write the currency."), field="currency")
    if call.budget is not None and (call.most_each or 0) > call.budget:
        raise ProgrammeError(
            _("One application cannot get more than the whole budget."),
            field="most_each",
        )


@transaction.atomic
def create_call(*, by: Person | None, call: Call) -> Call:
    """Save a new call as a draft. Raises ProgrammeError for a programme that has ended, and for limits that do not fit."""
    check_manages(by, call.programme)
    if call.programme.state == Programme.State.ENDED:
        raise ProgrammeError(_("The programme has ended."))
    call.state = Call.State.DRAFT
    _check(call)
    call.save()
    log.record("create call", call, by=by)
    return call


@transaction.atomic
def change_call(*, by: Person | None, call: Call) -> Call:
    """Save a changed draft. Raises ProgrammeError once it is published."""
    known = _locked(call)
    check_manages(by, known.programme)
    check_draft(known)
    _check(call)
    call.save()
    log.record("change call", call, by=by)
    return call


@transaction.atomic
def add_question(*, by: Person | None, question: CallQuestion) -> CallQuestion:
    """Add a question at the end of a draft. Raises ProgrammeError once the call is published."""
    call = _locked(question.call)
    check_manages(by, call.programme)
    check_draft(call)
    if call.questions.count() >= MOST_QUESTIONS:
        raise ProgrammeError(
            _("A call has at most %(count)d questions.") % {"count": MOST_QUESTIONS}
        )
    last = call.questions.aggregate(last=Max("order"))["last"]
    question.order = 0 if last is None else last + 1
    question.save()
    log.record("add question", question, by=by)
    return question


@transaction.atomic
def change_question(*, by: Person | None, question: CallQuestion) -> CallQuestion:
    """Save a changed question of a draft; its place among the others stays. Raises ProgrammeError once the call is published."""
    call = _locked(question.call)
    check_manages(by, call.programme)
    check_draft(call)
    question.save()
    log.record("change question", question, by=by)
    return question


@transaction.atomic
def remove_question(*, by: Person | None, question: CallQuestion) -> None:
    """Remove a question of a draft. Raises ProgrammeError once the call is published."""
    call = _locked(question.call)
    check_manages(by, call.programme)
    check_draft(call)
    log.record("remove question", question, by=by)
    question.delete()


@transaction.atomic
def publish_call(*, by: Person | None, call: Call) -> Call:
    """Publish a draft: page, calendar, feed, and mail to whoever expressed interest. Raises ProgrammeError."""
    row = _locked(call)
    check_manages(by, row.programme)
    state = next_state(row, "publish")
    if row.closes_at <= timezone.now():
        raise ProgrammeError(_("The closing time is over."), field="closes_day")
    if not row.questions.exists():
        raise ProgrammeError(_("A call needs at least one question."))
    if row.programme.state == Programme.State.ENDED:
        raise ProgrammeError(_("The programme has ended."))
    if row.programme.state in (Programme.State.DRAFT, Programme.State.INTEREST):
        row.programme = step_programme(by=by, programme=row.programme, step="open")
    row.state = state
    row.entry = _entry(row, by=by)
    row.save(update_fields=["state", "entry"])
    log.record("publish call", row, by=by)
    _tell_followers(row)
    interested = Organisation.objects.filter(
        interests__programme=row.programme, interests__is_withdrawn=False
    )
    letters.tell_of_call(row, interested.order_by("pk"))
    return row


def _entry(call: Call, *, by: Person | None) -> CalendarItem:
    # People plan by the last day, so that is the one in the calendar.
    closing = call.closes_at.astimezone(zone(call.zone)).date()
    return publish_entry(
        key=f"call-{call.pk}",
        kind="call",
        title=call.title,
        start=closing.isoformat(),
        by=by,
        link=f"/programmes/calls/{call.slug}/",
        country=call.programme.home_country,
        organisation=call.programme.owner,
        field=call.programme.field,
    )


def _tell_followers(call: Call) -> None:
    programme = call.programme
    publish_item(
        key=f"call-{call.pk}",
        kind="call",
        title=call.title,
        text=call.who_may_apply,
        link=f"/programmes/calls/{call.slug}/",
        country_a=programme.home_country,
        country_b=programme.target_country,
        organisation=programme.owner,
        other_organisation=programme.accelerator,
        field=programme.field,
        entry=call.entry,
    )


def _check_undecided(call: Call) -> None:
    """Raise ProgrammeError once an applicant knows a decision: the others are judged under the same rules."""
    decided = [Application.State.ACCEPTED, Application.State.REJECTED]
    if call.applications.filter(state__in=decided).exists():
        raise ProgrammeError(
            _("An application of this call is decided already: conclude the call.")
        )


@transaction.atomic
def extend_call(*, by: Person | None, call: Call, closes_at: datetime) -> Call:
    """Let a published call close later; never earlier. Raises ProgrammeError."""
    row = _locked(call)
    check_manages(by, row.programme)
    if row.state != Call.State.PUBLISHED:
        raise ProgrammeError(_("Only a published call gets more time."))
    _check_undecided(row)
    if closes_at <= max(row.closes_at, timezone.now()):
        raise ProgrammeError(
            _("Choose a time later than the one now and than this moment."),
            field="closes_day",
        )
    log.record("extend call", row, by=by, detail=row.closes_at.isoformat())
    row.closes_at = closes_at
    row.entry = _entry(row, by=by)
    row.save(update_fields=["closes_at", "entry"])
    return row


@transaction.atomic
def withdraw_call(*, by: Person | None, call: Call) -> Call:
    """Withdraw a call for good; whoever applied or began to is told. Raises ProgrammeError."""
    row = _locked(call)
    check_manages(by, row.programme)
    was_public = row.state == Call.State.PUBLISHED
    row.state = next_state(row, "withdraw")
    _check_undecided(row)
    row.save(update_fields=["state"])
    log.record("withdraw call", row, by=by)
    if was_public:
        if row.entry is not None:
            entry = row.entry
            mark_entry(entry, by=by, confirmed="cancelled", was=entry.confirmed)
        begun = row.applications.exclude(state=Application.State.WITHDRAWN)
        letters.tell_of_withdrawn_call(
            row, begun.select_related("organisation", "person")
        )
    return row


@transaction.atomic
def conclude_call(*, by: Person | None, call: Call) -> Call:
    """Say that all is decided. Raises ProgrammeError while the call is open or an application waits."""
    row = _locked(call)
    check_manages(by, row.programme)
    state = next_state(row, "conclude")
    if timezone.now() < row.closes_at:
        raise ProgrammeError(_("The call is still open."))
    waiting = row.applications.filter(
        state__in=[Application.State.SUBMITTED, Application.State.REVIEW]
    ).count()
    if waiting:
        raise ProgrammeError(
            ngettext(
                "%(count)d application waits for its decision.",
                "%(count)d applications wait for their decision.",
                waiting,
            )
            % {"count": waiting}
        )
    row.state = state
    row.save(update_fields=["state"])
    log.record("conclude call", row, by=by)
    return row
