"""Mail about missions, each in the language of whoever reads it."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.directory.models import Person
from madang.site.programmes.models import Mission, MissionApplication


def readers_of(application: MissionApplication) -> list[Person]:
    """Return who of an applicant gets mail: its leads and its delegate, each once."""
    leads = Person.objects.filter(
        organisation_id=application.organisation_id, is_lead=True
    )
    people = {each.pk: each for each in [*leads, application.delegate] if each.email}
    return [people[pk] for pk in sorted(people)]


def address_of(name: str, *args: object) -> str:
    """Return the whole address of a page of missions."""
    return settings.SITE_URL + reverse(f"programmes:{name}", args=args)


def managers_of(mission: Mission) -> list[Person]:
    """Return who gets mail for a mission: its manager."""
    return [mission.manager] if mission.manager.email else []


def write(people: Iterable[Person], *, subject: str, body: str, key: str) -> None:
    """Put a mail to each person into the outbox. Call it with words of that person's language already chosen."""
    for person in people:
        outbox.put(
            to=person.email, subject=subject, body=body, key=f"{key}-{person.pk}"
        )


def tell_of_submission(application: MissionApplication) -> None:
    """Write to the mission's manager that an application is in."""
    mission = application.mission
    for person in managers_of(mission):
        with override(person.language):
            write(
                [person],
                subject=_("%(organisation)s applies for %(mission)s")
                % {"organisation": application.organisation, "mission": mission},
                body=_(
                    "%(organisation)s applies for a seat in %(mission)s.\n\n%(address)s\n"
                )
                % {
                    "organisation": application.organisation,
                    "mission": mission,
                    "address": address_of(
                        "mission-application", mission.slug, application.pk
                    ),
                },
                key=f"mission-applied-{application.pk}-{application.submitted_at:%Y%m%d%H%M%S}",
            )


def tell_of_decision(application: MissionApplication) -> None:
    """Write to the applicant what was decided, with the reason."""
    mission = application.mission
    for person in readers_of(application):
        with override(person.language):
            write(
                [person],
                subject=_("%(mission)s: %(state)s")
                % {"mission": mission, "state": application.get_state_display()},
                body=_decision(application),
                key=f"mission-decided-{application.pk}-{application.state}-{application.decided_at:%Y%m%d%H%M%S}",
            )


def _decision(application: MissionApplication) -> str:
    mission = application.mission
    sentences = {
        "selected": _("%(organisation)s has a seat in %(mission)s."),
        "waiting": _(
            "%(organisation)s is on the waiting list of %(mission)s. You get mail if a seat becomes free."
        ),
        "declined": _("%(organisation)s has no seat in %(mission)s."),
    }
    parts = [
        sentences[application.state]
        % {"organisation": application.organisation, "mission": mission}
    ]
    if application.reason:
        parts.append(_("Reason: %(reason)s") % {"reason": application.reason})
    parts.append(address_of("mission-apply", mission.slug))
    return "\n\n".join(parts) + "\n"


def tell_of_withdrawal(application: MissionApplication) -> None:
    """Write to the manager that a selected organisation steps back: a seat is free."""
    mission = application.mission
    for person in managers_of(mission):
        with override(person.language):
            write(
                [person],
                subject=_("%(organisation)s gives its seat back")
                % {"organisation": application.organisation},
                body=_(
                    "%(organisation)s no longer takes part in %(mission)s: a seat is free.\n\n%(address)s\n"
                )
                % {
                    "organisation": application.organisation,
                    "mission": mission,
                    "address": address_of("mission-applications", mission.slug),
                },
                key=f"mission-left-{application.pk}-{application.decided_at:%Y%m%d%H%M%S}"
                if application.decided_at
                else f"mission-left-{application.pk}",
            )


def tell_of_cancellation(mission: Mission, reason: str) -> None:
    """Write to everybody who applied that there will be no mission, and why."""
    rows = mission.applications.filter(
        state__in=["submitted", "selected", "waiting"]
    ).select_related("delegate", "organisation")
    for application in rows:
        for person in readers_of(application):
            with override(person.language):
                write(
                    [person],
                    subject=_("%(mission)s is cancelled") % {"mission": mission},
                    body=_(
                        "%(mission)s does not take place.\n\nReason: %(reason)s\n\n%(address)s\n"
                    )
                    % {
                        "mission": mission,
                        "reason": reason,
                        "address": address_of("mission", mission.slug),
                    },
                    key=f"mission-cancelled-{mission.pk}",
                )
