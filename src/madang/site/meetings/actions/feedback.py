"""Say what came of a meeting."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Event, Registration
from madang.site.matching.actions.decisions import record_outcome
from madang.site.matching.actions.outcomes import record_aftermath
from madang.site.meetings.models import (
    Feedback,
    FeedbackRule,
    FeedbackWord,
    Meeting,
)
from madang.site.meetings.queries.feedback import end_of, first_word_at, is_each_told
from madang.site.meetings.rules.feedback import FeedbackError, is_over, may_change
from madang.site.meetings.rules.requests import other_side

NOT_HELD = Feedback.Verdict.NOT_HELD


@transaction.atomic
def give_feedback(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    verdict: str,
    note: str | None = None,
    now: datetime | None = None,
) -> Feedback:
    """Store what one side says of a meeting; saying it again within 30 days replaces it, and the earlier word is kept.

    Without `note` the note stays as it is. Unless it says that the meeting did not take place, the matching keeps that the
    two have met, and what this side thinks of it.

    Raises FeedbackError before the meeting is over, for a side that was not in it, and once the word can no longer be changed.
    """
    if registration.pk not in (meeting.host_id, meeting.guest_id):
        raise FeedbackError(_("Only the two sides say what came of a meeting."))
    at = now or timezone.now()
    if not is_over(end_of(meeting), at):
        raise FeedbackError(_("This meeting is not over yet."))
    # Two colleagues who tap at once come one after the other.
    Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    before = Feedback.objects.filter(meeting=meeting, by=registration).first()
    is_new_word = before is None or before.verdict != verdict
    if is_new_word:
        _check_changeable(before, meeting, registration, at)
    given, _is_new = Feedback.objects.update_or_create(
        meeting=meeting,
        by=registration,
        defaults=_values(meeting.event, before, verdict, note, at),
    )
    if is_new_word:
        _keep_word(given, by=by, at=at)
    log.record(
        "give feedback",
        meeting,
        by=by,
        event_id=meeting.event_id,
        # Organisers read the log of their event: whose word it was, never which.
        detail=str(registration),
    )
    return given


def _check_changeable(
    before: Feedback | None, meeting: Meeting, registration: Registration, at: datetime
) -> None:
    if not may_change(before, first_word_at(meeting, registration), at):
        raise FeedbackError(
            _("This was said more than 30 days ago and can no longer be changed.")
        )


def _values(
    event: Event, before: Feedback | None, verdict: str, note: str | None, at: datetime
) -> dict[str, object]:
    # A later rule opens nothing that was said under an earlier one; a new word is said under the rule of today.
    is_new_word = before is None or before.verdict != verdict
    told = is_each_told(event) if is_new_word or before is None else before.is_told
    values: dict[str, object] = {"verdict": verdict, "given_at": at, "is_told": told}
    return values if note is None else values | {"note": note}


def _keep_word(given: Feedback, *, by: Person | None, at: datetime) -> None:
    """Keep a word in this side's history, and tell the matching."""
    meeting, side = given.meeting, given.by
    FeedbackWord.objects.create(
        meeting=meeting, by=side, person=by, verdict=given.verdict, said_at=at
    )
    is_held = given.verdict != NOT_HELD
    if is_held:
        record_outcome(
            event=meeting.event, left=meeting.host, right=meeting.guest, by=by
        )
    record_aftermath(
        by=side,
        other=other_side(meeting, side),
        said=given.verdict if is_held else "",
    )


@transaction.atomic
def give_all(
    *, by: Person | None, registration: Registration, said: Mapping[Meeting, str]
) -> int:
    """Store one side's words of several meetings; return how many were new. Raises FeedbackError, and stores nothing, as for one."""
    known = dict(
        Feedback.objects.filter(by=registration, meeting__in=list(said)).values_list(
            "meeting_id", "verdict"
        )
    )
    new = {each: word for each, word in said.items() if known.get(each.pk) != word}
    for meeting, verdict in new.items():
        give_feedback(
            by=by, meeting=meeting, registration=registration, verdict=verdict
        )
    return len(new)


@transaction.atomic
def set_feedback_rule(*, event: Event, is_told: bool, by: Person | None) -> None:
    """Let the organisers read each word from now on, or counts alone. Words said before keep the rule they were said under."""
    FeedbackRule.objects.update_or_create(event=event, defaults={"is_told": is_told})
    log.record(
        "read each word" if is_told else "read counts alone",
        event,
        by=by,
        event_id=event.pk,
    )
