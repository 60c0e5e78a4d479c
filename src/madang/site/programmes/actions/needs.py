"""Verbs of needs: write, publish, close; answer, withdraw; invite or decline with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.landscape.actions.feed import publish_item
from madang.site.programmes.actions import programme_letters as letters
from madang.site.programmes.models import Need, NeedAnswer
from madang.site.programmes.rules.needs import (
    check_publishes,
    next_answer_state,
    next_state,
    why_not_answer,
    why_not_publish,
)
from madang.site.programmes.rules.programmes import ProgrammeError


def _check(need: Need) -> None:
    if need.slug in ("new", "answers", "import"):
        raise ProgrammeError(
            _("This short name is taken by a page of the site."), field="slug"
        )
    if Need.objects.filter(slug=need.slug).exclude(pk=need.pk or 0).exists():
        raise ProgrammeError(
            _("Another need has this short name already."), field="slug"
        )


@transaction.atomic
def write_need(*, by: Person, need: Need) -> Need:
    """Save a new need of one's own organisation as a draft. Raises ProgrammeError."""
    if reason := why_not_publish(by):
        raise ProgrammeError(reason)
    _check(need)
    need.organisation_id, need.person = by.organisation_id or 0, by
    need.state = Need.State.DRAFT
    need.save()
    log.record("write need", need, by=by)
    return need


@transaction.atomic
def change_need(*, by: Person | None, need: Need) -> Need:
    """Save changed words of a need: all of a draft; of a published one, words and last day. Raises ProgrammeError."""
    known = Need.objects.select_for_update().get(pk=need.pk)
    check_publishes(by, known)
    if known.state == Need.State.CLOSED:
        raise ProgrammeError(_("This need is closed."))
    need.state, need.slug = known.state, known.slug
    need.organisation_id, need.person_id = known.organisation_id, known.person_id
    need.published_at = known.published_at
    need.save()
    log.record("change need", need, by=by)
    if need.state == Need.State.PUBLISHED:
        _tell_followers(need)
    return need


def _tell_followers(need: Need) -> None:
    publish_item(
        key=f"need-{need.pk}",
        kind="need",
        title=need.title,
        text=need.text,
        link=f"/programmes/needs/{need.slug}/",
        country_a=need.country,
        organisation=need.organisation,
        field=need.field,
    )


@transaction.atomic
def step_need(*, by: Person | None, need: Need, step: str) -> Need:
    """Publish a draft, close a need, or take the closing back: "publish", "close", "reopen". Raises ProgrammeError."""
    row = Need.objects.select_for_update().get(pk=need.pk)
    check_publishes(by, row)
    row.state = next_state(row, step)
    is_over = row.answers_until is not None and row.answers_until <= timezone.now()
    if step in ("publish", "reopen") and is_over:
        raise ProgrammeError(
            _("The last moment for answers is over: choose a later one first."),
            field="answers_day",
        )
    if step == "publish":
        row.published_at = timezone.now()
    row.save(update_fields=["state", "published_at"])
    log.record(f"{step} need", row, by=by)
    if step == "publish":
        _tell_followers(row)
    return row


@transaction.atomic
def answer_need(*, by: Person, need: Need, text: str) -> NeedAnswer:
    """Answer a need for one's organisation, or change the answer until it is taken up. Raises ProgrammeError."""
    row = Need.objects.select_for_update().get(pk=need.pk)
    now = timezone.now()
    if reason := why_not_answer(by, row, now):
        raise ProgrammeError(reason)
    if not text.strip():
        raise ProgrammeError(_("Write what you can supply."), field="text")
    known = row.answers.filter(organisation=by.organisation).first()
    state = next_answer_state(known, "change") if known else NeedAnswer.State.SENT
    answer, is_new = NeedAnswer.objects.update_or_create(
        need=row,
        organisation=by.organisation,
        defaults={"person": by, "text": text.strip(), "state": state, "at": now},
    )
    log.record("answer need" if is_new else "change answer", answer, by=by)
    letters.tell_of_answer(answer)
    return answer


def _answer(answer: NeedAnswer) -> NeedAnswer:
    return (
        NeedAnswer.objects.select_for_update(of=("self",))
        .select_related("need__organisation", "need__person", "organisation", "person")
        .get(pk=answer.pk)
    )


@transaction.atomic
def withdraw_answer(*, by: Person, answer: NeedAnswer) -> NeedAnswer:
    """Take an answer back that nobody has taken up; it can be given anew. Raises ProgrammeError."""
    row = _answer(answer)
    if not by.is_lead or by.organisation_id != row.organisation_id:
        raise ProgrammeError(_("Only whoever leads your organisation’s entry answers."))
    row.state = next_answer_state(row, "withdraw")
    row.save(update_fields=["state"])
    log.record("withdraw answer", row, by=by)
    return row


@transaction.atomic
def reply_to_answer(
    *, by: Person | None, answer: NeedAnswer, step: str, reason: str
) -> NeedAnswer:
    """Invite a company to talk, or decline its answer, with words that it reads: "invite", "decline". Raises ProgrammeError."""
    if step not in ("invite", "decline"):
        raise ProgrammeError(_("Choose to invite or to decline."), field="step")
    row = _answer(answer)
    check_publishes(by, row.need)
    row.state = next_answer_state(row, step)
    if not reason.strip():
        raise ProgrammeError(
            _("Write a line to them: they read it in the mail."), field="reason"
        )
    row.reason = reason.strip()
    row.save(update_fields=["state", "reason"])
    log.record(f"{step} answer", row, by=by)
    letters.tell_of_reply(row)
    return row
