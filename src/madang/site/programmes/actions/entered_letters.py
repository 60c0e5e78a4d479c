"""Mail to organisations for which those who run a programme or mission have entered something that only the organisation can go on with."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.directory.models import Person
from madang.site.programmes.actions.mission_letters import readers_of
from madang.site.programmes.actions.programme_letters import leads_of
from madang.site.programmes.models import (
    Application,
    CohortMember,
    ExpressionOfInterest,
    MissionApplication,
)


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(f'programmes:{name}', args=args)}"


def _put(person: Person, subject: str, parts: list[str], key: str) -> None:
    if person.email:
        body = "\n\n".join(parts) + "\n"
        outbox.put(
            to=person.email, subject=subject, body=body, key=f"{key}-{person.pk}"
        )


def tell_of_interest(interest: ExpressionOfInterest) -> None:
    """Write to whoever is said to be interested that it was entered for them, and where they take it back."""
    with override(interest.person.language):
        facts = {"programme": interest.programme.name}
        _put(
            interest.person,
            _("Your interest was entered: %(programme)s") % facts,
            [
                _("Those who run %(programme)s have entered that your organisation would take part:") % facts,
                interest.text,
                _("If that is not so, withdraw it on the programme’s page:"),
                _address("programme", interest.programme.slug),
            ],
            f"interest-{interest.pk}-entered",
        )  # fmt: skip


def tell_of_draft(application: Application) -> None:
    """Write to an applicant that a draft was begun for it; from now on it alone reads, changes and submits it."""
    with override(application.person.language):
        facts = {"call": application.call.title}
        _put(
            application.person,
            _("A draft was begun for you: %(call)s") % facts,
            [
                _("Those who run the programme have begun an application of your organisation for “%(call)s”. It is a draft that only your organisation reads. Nobody submits it for you: complete, submit or withdraw it.") % facts,
                _address("application", application.pk),
            ],
            f"application-{application.pk}-begun",
        )  # fmt: skip


def tell_of_seat_draft(application: MissionApplication) -> None:
    """Write to an organisation that an application for a seat was begun for it, which it alone reads and hands in."""
    for person in readers_of(application):
        with override(person.language):
            facts = {"mission": application.mission.name}
            _put(
                person,
                _("A draft was begun for you: %(mission)s") % facts,
                [
                    _("Those who run the mission have begun an application of your organisation for “%(mission)s”. It is a draft that only your organisation reads. Nobody hands it in for you: complete it and hand it in, or withdraw it.") % facts,
                    _address("mission-apply", application.mission.slug),
                ],
                f"mission-application-{application.pk}-begun",
            )  # fmt: skip


def tell_of_membership(member: CohortMember) -> None:
    """Write to an organisation that it was entered as a member of a programme."""
    for person in leads_of(member.organisation):
        with override(person.language):
            facts = {"programme": member.programme.name}
            _put(
                person,
                _("Your organisation is a member of %(programme)s") % facts,
                [
                    _("Those who run %(programme)s have entered your organisation as a member. Milestones with their days stand on your portal; if this is a mistake, write to them.") % facts,
                    _address("programme", member.programme.slug),
                ],
                f"member-{member.pk}-entered",
            )  # fmt: skip
