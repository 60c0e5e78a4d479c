"""Free registration: whoever proves an address may read what is free for the registered, and follow. It opens no event.

What was typed waits in the visitor's own session until the code of the mail has come back: nobody can enter a name for
somebody else's address.
"""

from collections.abc import MutableMapping
from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from madang.site.core import log
from madang.site.directory.actions.people import admit_address, link_person
from madang.site.directory.models import Person, User, Visitor

SESSION_KEY = "registration"
FORGOTTEN_AFTER = timedelta(days=7)


@transaction.atomic
def begin_registration(
    session: MutableMapping[str, Any], *, email: str, facts: dict[str, str]
) -> None:
    """Make sure that a code can go to the address, and keep `facts` (name, country, organisation_name) in the session.

    A known address changes nothing, and nothing tells that it was known.
    """
    email = email.strip().lower()
    language = get_language() or "en"
    if admit_address(email) is None and not User.objects.filter(email=email).exists():
        user = User.objects.create(
            email=email, password=make_password(None), language=language
        )
        log.record("begin registration", user, by=None)
    session[SESSION_KEY] = {**facts, "email": email, "language": language}


@transaction.atomic
def complete_registration(
    session: MutableMapping[str, Any], *, user: User
) -> Person | None:
    """Enter the person who registered in this session and has now shown that the address is theirs; None if nobody did.

    Somebody who is entered already stays as they are.
    """
    facts = session.pop(SESSION_KEY, None)
    if not isinstance(facts, dict) or facts.get("email") != user.email.lower():
        return None
    if link_person(user=user) is not None:
        return None
    person = Person.objects.create(
        name=facts["name"],
        email=user.email.lower(),
        user=user,
        language=facts["language"],
    )
    Visitor.objects.create(
        person=person,
        country=facts["country"],
        organisation_name=facts["organisation_name"],
    )
    log.record("register", person, by=person)
    return person


def forget_unconfirmed() -> int:
    """Delete accounts that a registration made and whose code never came back within a week; return how many."""
    forgotten = User.objects.filter(
        person=None,
        last_login=None,
        is_staff=False,
        is_curator=False,
        created_at__lt=timezone.now() - FORGOTTEN_AFTER,
    )
    return sum(_forget(user) for user in forgotten[:100])


@transaction.atomic
def _forget(user: User) -> int:
    log.record("forget registration", user, by=None)
    return user.delete()[0]
