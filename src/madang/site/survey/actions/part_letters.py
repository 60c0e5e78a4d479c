"""Mail about parts of an answer: to the colleague who gets one, to the lead once it is done. Plain text, each in its reader's language."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from madang.site.core import outbox
from madang.site.core.templatetags.ui import city, moment
from madang.site.directory.models import Person
from madang.site.events.models import Registration
from madang.site.survey.models import AnswerPart
from madang.site.survey.rules import due_at


def _line(text: object) -> str:
    # What somebody wrote stays within its line: it can't look like another part of the letter.
    return " ".join(str(text).split())


def _address(registration: Registration, part: str) -> str:
    path = reverse("survey:part", args=[registration.event.slug, part])
    return settings.SITE_URL + path


def tell_of_part(row: AnswerPart, *, by: Person, registration: Registration) -> None:
    """Write to whoever holds a part now: what it is, who asks, by when, where. Nobody without an address is written to."""
    person, event = row.person, registration.event
    if person is None or not person.email:
        return
    with translation.override(person.language):
        facts = {
            "by": _line(by),
            "part": row.get_part_display(),
            "organisation": _line(registration.organisation),
            "event": _line(event),
        }
        lines = [
            _(
                "%(by)s asks you to write the part “%(part)s” of the answers of %(organisation)s for %(event)s."
            )
            % facts
        ]
        if row.note:
            said = {"by": facts["by"], "note": _line(row.note)}
            lines.append(_("%(by)s writes: “%(note)s”") % said)
        if (due := due_at(event)) is not None:
            when = {"when": moment(due, event.zone), "place": city(event.zone)}
            lines.append(_("The survey closes on %(when)s (%(place)s).") % when)
        lines += [
            _("You see and write this part alone. What you write is kept as you go:"),
            _address(registration, row.part),
        ]
        subject = _("%(event)s: a part of the survey is in your hands") % facts
        outbox.put(
            to=person.email,
            subject=subject,
            body="\n\n".join(lines) + "\n",
            event_id=event.pk,
        )


def tell_of_done(row: AnswerPart, *, by: Person, registration: Registration) -> None:
    """Write to whoever leads the organisation's entry that a part is done."""
    event = registration.event
    leads = Person.objects.filter(
        organisation_id=registration.organisation_id, is_lead=True
    ).exclude(email="")
    for lead in leads.order_by("pk"):
        with translation.override(lead.language):
            facts = {
                "by": _line(by),
                "part": row.get_part_display(),
                "event": _line(event),
            }
            text = _(
                "%(by)s has finished the part “%(part)s” of your answers for %(event)s. You can change it, and you send the answers:"
            )
            outbox.put(
                to=lead.email,
                subject=_("%(event)s: “%(part)s” is done") % facts,
                body=f"{text % facts}\n\n{_address(registration, row.part)}\n",
                event_id=event.pk,
            )
