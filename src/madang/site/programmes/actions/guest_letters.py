"""Mail to the guests of a pitch event and, about them, to delegates; each in the reader's language."""

from datetime import timedelta
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.core.models import OutboxMail
from madang.site.core.templatetags.ui import city, country
from madang.site.core.templatetags.ui import moment as moment_text
from madang.site.programmes.actions.mission_letters import (
    address_of,
    readers_of,
    write,
)
from madang.site.programmes.models import DirectLink, Pitch, PitchGuest


def _facts(pitch: Pitch) -> dict[str, str]:
    stop = pitch.stop
    return {
        "topic": pitch.topic,
        "when": moment_text(stop.starts_at, stop.zone),
        "city": city(stop.zone),
        "place": stop.place or stop.mission.name,
    }


def send_address(guest: PitchGuest, token: str) -> None:
    """Send a guest the address of their own page."""
    with override(guest.language):
        outbox.put(
            to=guest.email,
            subject=_("Your seat: %(topic)s") % {"topic": guest.pitch.topic},
            body=_(
                "%(name)s,\n\nyou are registered: %(topic)s, %(when)s (%(city)s), %(place)s.\n\n"
                "On your own page you see the delegates, ask for a meeting, or give your seat back:\n%(address)s\n\n"
                "Whoever has this address opens the page. A later mail makes it useless.\n"
            )
            % {
                **_facts(guest.pitch),
                "name": guest.name,
                "address": address_of("guest", token),
            },
            key=f"guest-{guest.pk}-{guest.token_hash[:16]}",
        )


def send_question_of_consent(guest: PitchGuest, token: str) -> None:
    """Tell somebody whom those who run the mission entered, and ask whether delegates may see who they are."""
    with override(guest.language):
        outbox.put(
            to=guest.email,
            subject=_("A seat for you: %(topic)s") % {"topic": guest.pitch.topic},
            body=_(
                "%(name)s,\n\n%(organiser)s has entered you as a guest: %(topic)s, %(when)s (%(city)s), %(place)s.\n\n"
                "Until you agree no delegate sees your name or address, and you ask for no meeting. "
                "Agree on your own page, or give the seat back and delete what is written about you:\n%(address)s\n\n"
                "Whoever has this address opens the page. A later mail makes it useless.\n"
            )
            % {
                **_facts(guest.pitch),
                "name": guest.name,
                "organiser": guest.pitch.stop.mission.organiser,
                "address": address_of("guest", token),
            },
            key=f"guest-{guest.pk}-{guest.token_hash[:16]}",
        )


def tell_of_no_seat(pitch: Pitch, *, to: str, language: str, most: int) -> None:
    """Tell whoever wanted to register that every seat is taken, at most `most` times within an hour."""
    mark = f"no-seat-{pitch.pk}-{sha256(to.encode()).hexdigest()[:24]}-"
    since = timezone.now() - timedelta(hours=1)
    sent = OutboxMail.objects.filter(key__startswith=mark)
    if sent.filter(created_at__gt=since).count() >= most:
        return
    with override(language):
        outbox.put(
            to=to,
            subject=_("No seat is free: %(topic)s") % {"topic": pitch.topic},
            body=_(
                "Every seat is taken: %(topic)s, %(when)s (%(city)s), %(place)s.\n\n"
                "You are not registered, and nothing that you wrote is kept. A seat that is given back is free on the same page.\n"
            )
            % _facts(pitch),
            key=f"{mark}{sent.count() + 1}",
        )


def sent_within_hour(guest: PitchGuest) -> int:
    """Return how many letters with their address a guest got within the last hour."""
    since = timezone.now() - timedelta(hours=1)
    return OutboxMail.objects.filter(
        key__startswith=f"guest-{guest.pk}-", created_at__gt=since
    ).count()


def tell_of_question(link: DirectLink) -> None:
    """Write to a delegate's side that a guest asks for a meeting."""
    application, guest = link.application, link.guest
    for person in readers_of(application):
        with override(person.language):
            write(
                [person],
                subject=_("%(organisation)s asks you for a meeting")
                % {"organisation": guest.organisation_name},
                body=_(
                    "%(guest)s (%(organisation)s, %(country)s) asks for a meeting during %(mission)s.\n\n%(message)s\n\nAnswer here:\n%(address)s\n"
                )
                % {
                    "guest": guest.name,
                    "organisation": guest.organisation_name,
                    "country": country(guest.country),
                    "mission": application.mission,
                    "message": link.message or _("No message."),
                    "address": address_of("mission-links", application.mission.slug),
                },
                key=f"link-asked-{link.pk}-{link.asked_at:%Y%m%d%H%M%S}",
            )


def tell_of_answer(link: DirectLink) -> None:
    """Write to a guest what the delegate answered."""
    application, guest = link.application, link.guest
    with override(guest.language):
        facts = {
            "guest": guest.name,
            "organisation": application.organisation,
            "mission": application.mission,
            "reason": link.reason,
        }
        if link.state == DirectLink.State.ACCEPTED:
            subject = _("%(organisation)s meets you") % facts
            body = (
                _(
                    "%(guest)s,\n\n%(organisation)s says yes to a meeting during %(mission)s. Time and table come with the timetable of the bilateral rounds.\n"
                )
                % facts
            )
        else:
            subject = _("%(organisation)s cannot meet you") % facts
            body = (
                _(
                    "%(guest)s,\n\n%(organisation)s says no to a meeting during %(mission)s.\n\nReason: %(reason)s\n"
                )
                % facts
            )
        outbox.put(
            to=guest.email,
            subject=subject,
            body=body,
            key=f"link-answered-{link.pk}-{link.state}-{link.answered_at:%Y%m%d%H%M%S}"
            if link.answered_at
            else "",
        )


def tell_of_leaving(guest: PitchGuest, links: list[DirectLink]) -> None:
    """Write to each delegate who said yes that the guest no longer comes."""
    for link in links:
        for person in readers_of(link.application):
            with override(person.language):
                write(
                    [person],
                    subject=_("%(guest)s does not come") % {"guest": guest.name},
                    body=_(
                        "%(guest)s (%(organisation)s) takes back the wish to meet you during %(mission)s.\n"
                    )
                    % {
                        "guest": guest.name,
                        "organisation": guest.organisation_name,
                        "mission": link.application.mission,
                    },
                    key=f"link-left-{link.pk}",
                )
