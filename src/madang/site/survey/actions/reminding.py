"""Reminders that an organiser sends by hand: at most one a day to each person."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from madang.site.core import log, outbox
from madang.site.core.templatetags.ui import moment
from madang.site.directory.models import Person
from madang.site.events.models import Event
from madang.site.survey.queries.answers import without_answer
from madang.site.survey.rules import SurveyRefusal, due_at, why_closed


@transaction.atomic
def remind_of_survey(*, by: Person | None, event: Event) -> int:
    """Write to whoever leads an entry without a sent answer; return how many mails were put into the outbox."""
    if reason := why_closed(event):
        raise SurveyRefusal(reason)
    organisations = without_answer(event).order_by().values("organisation")
    leads = Person.objects.filter(organisation__in=organisations, is_lead=True).exclude(
        email=""
    )
    today = timezone.now().date().isoformat()
    sent = 0
    for person in leads.select_related("organisation").order_by("pk"):
        with translation.override(person.language):
            mail = outbox.put(
                to=person.email,
                subject=_("%(event)s: your answers to the demand survey")
                % {"event": event},
                body=_body(event, person),
                key=f"survey-reminder-{event.pk}-{person.pk}-{today}",
                event_id=event.pk,
            )
        sent += mail is not None
    if sent:
        log.record(
            "remind of survey", event, by=by, event_id=event.pk, detail=f"{sent} mails"
        )
    return sent


def _body(event: Event, person: Person) -> str:
    address = settings.SITE_URL + reverse("survey:mine", args=[event.slug])
    lines = [
        _("%(organisation)s has not sent its answers for %(event)s yet.")
        % {"organisation": person.organisation, "event": event}
    ]
    if (due := due_at(event)) is not None:
        lines.append(
            _("The survey closes on %(when)s (%(zone)s).")
            % {"when": moment(due, event.zone), "zone": event.zone}
        )
    lines.append(
        _(
            "What is sent takes part in the matching. A draft keeps what you have written:"
        )
    )
    return "\n\n".join([*lines, address]) + "\n"
