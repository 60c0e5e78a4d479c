"""Say what came of a meeting."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.matching.actions.decisions import record_outcome
from madang.site.meetings.models import Feedback, Meeting
from madang.site.meetings.queries.feedback import end_of
from madang.site.meetings.rules.feedback import FeedbackError, is_over


@transaction.atomic
def give_feedback(
    *,
    by: Person | None,
    meeting: Meeting,
    registration: Registration,
    verdict: str,
    note: str = "",
    now: datetime | None = None,
) -> Feedback:
    """Store what one side says of a meeting; saying it again replaces what it said before.

    Unless it says that the meeting did not take place, the matching keeps that the two have met.

    Raises FeedbackError before the meeting is over, and for a side that was not in it.
    """
    if registration.pk not in (meeting.host_id, meeting.guest_id):
        raise FeedbackError(_("Only the two sides say what came of a meeting."))
    if not is_over(end_of(meeting), now or timezone.now()):
        raise FeedbackError(_("This meeting is not over yet."))
    given, _is_new = Feedback.objects.update_or_create(
        meeting=meeting,
        by=registration,
        defaults={"verdict": verdict, "note": note, "given_at": timezone.now()},
    )
    if verdict != Feedback.Verdict.NOT_HELD:
        record_outcome(
            event=meeting.event, left=meeting.host, right=meeting.guest, by=by
        )
    log.record(
        "give feedback",
        meeting,
        by=by,
        event_id=meeting.event_id,
        detail=f"{registration}: {verdict}",
    )
    return given
