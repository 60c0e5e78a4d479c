"""Verbs that change people, and the users that belong to them."""

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log
from madang.site.directory.models import Invitation, Organisation, Person, User
from madang.site.directory.queries import person_by_address


class PersonError(Exception):
    """A change of a person that is refused; the message is for the reader, `field` names the field it is about."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def admit_address(email: str) -> User | None:
    """Return the user of an address; make one for a person who is known by it and has none. None: unknown here."""
    user = User.objects.filter(email__iexact=email).first()
    if user is not None:
        return user
    person = person_by_address(email)
    if person is None or person.user is not None:
        return None
    user, is_new = User.objects.get_or_create(
        email=person.email.lower(),
        defaults={
            "password": make_password(None),
            "language": person.language,
            "zone": person.zone or "UTC",
        },
    )
    if is_new:
        log.record("make user", user, by=None)
    return user


@transaction.atomic
def link_person(*, user: User) -> Person | None:
    """Link a user to the person of the same address, if that person has no user; return the person of this user."""
    if (person := Person.objects.filter(user=user).first()) is not None:
        return person
    person = Person.objects.filter(email__iexact=user.email, user=None).first()
    if person is None or not Person.objects.filter(pk=person.pk, user=None).update(
        user=user
    ):
        return None
    person.user = user
    log.record("link user", person, by=person)
    return person


@transaction.atomic
def enter_oneself(*, user: User, facts: dict[str, str]) -> Person:
    """Make the person of a user of the site's staff, who has nobody to invite them; a person who is there is changed."""
    person = link_person(user=user)
    if person is None:
        person = Person.objects.create(name=facts["name"], email=user.email, user=user)
        log.record("enter oneself", person, by=person)
    return change_own_entry(by=person, facts=facts)


@transaction.atomic
def change_own_entry(*, by: Person, facts: dict[str, str]) -> Person:
    """Save a person's own name, name in own script, role, telephone, language and time zone."""
    fields = ["name", "name_local", "job_title", "phone", "language", "zone"]
    for field in fields:
        setattr(by, field, facts[field])
    by.save(update_fields=fields)
    if by.user is not None:
        by.user.language, by.user.zone = by.language, by.zone or "UTC"
        by.user.save(update_fields=["language", "zone"])
    log.record("change entry", by, by=by)
    return by


@transaction.atomic
def change_organisation(
    *, by: Person | User, organisation: Organisation, facts: dict[str, str]
) -> Organisation:
    """Save an organisation's name in its own script, kind, country and website. The same facts change nothing."""
    fields = ["name_local", "kind", "country", "website"]
    changed = [
        field for field in fields if getattr(organisation, field) != facts[field]
    ]
    if not changed:
        return organisation
    for field in changed:
        setattr(organisation, field, facts[field])
    organisation.save(update_fields=changed)
    log.record("change organisation", organisation, by=by, detail=", ".join(changed))
    return organisation


@transaction.atomic
def rename_organisation(
    *, by: Person | User, organisation: Organisation, name: str
) -> None:
    """Give an organisation another name; what imports compare follows. The same name changes nothing."""
    if name == organisation.name:
        return
    before, organisation.name = organisation.name, name
    organisation.save(update_fields=["name"])
    log.record("rename organisation", organisation, by=by, detail=before)


@transaction.atomic
def add_person(
    *,
    by: Person | None,
    name: str,
    email: str,
    organisation: Organisation | None,
    job_title: str = "",
    is_lead: bool = False,
) -> Person:
    """Return the person of an address, made or taken into the organisation. Raises PersonError if they belong to another."""
    email = email.strip().lower()
    person = person_by_address(email) if email else None
    if person is None:
        person = Person.objects.create(
            name=name,
            email=email,
            organisation=organisation,
            job_title=job_title,
            is_lead=is_lead,
            language=_first_language(by, organisation),
        )
        log.record("add person", person, by=by)
        return person
    if organisation is None or person.organisation_id == organisation.pk:
        _lead_if(person, by=by, is_lead=is_lead)
        return person
    # Only an organiser moves somebody who has an account of their own, and nobody takes people from elsewhere.
    is_own = by is not None and by.organisation_id == organisation.pk
    if person.organisation_id is not None or (is_own and person.user_id is not None):
        raise PersonError(
            _("%(email)s belongs to somebody else's entry here. Use another address.")
            % {"email": email},
            field="email",
        )
    person.organisation, person.is_lead = organisation, is_lead
    person.save(update_fields=["organisation", "is_lead"])
    log.record("join organisation", person, by=by, detail=str(organisation))
    return person


def _first_language(by: Person | None, organisation: Organisation | None) -> str:
    # A colleague writes to colleagues in their own language; an organiser in that of the country, where the site has it.
    if (
        by is not None
        and organisation is not None
        and by.organisation_id == organisation.pk
    ):
        return by.language
    country = organisation.country if organisation is not None else ""
    return "ko" if country == "KR" else settings.LANGUAGE_CODE


def _lead_if(person: Person, *, by: Person | None, is_lead: bool) -> None:
    if is_lead and not person.is_lead:
        person.is_lead = True
        person.save(update_fields=["is_lead"])
        log.record("make lead", person, by=by)


@transaction.atomic
def change_person(
    *, by: Person, person: Person, name: str, email: str, job_title: str
) -> Person:
    """Save a colleague's name, role and, while they have no account, address. A new address ends their invitations."""
    email = email.strip().lower()
    if email != person.email:
        if person.user_id is not None:
            raise PersonError(
                _("%(name)s signs in with this address: only they change it.")
                % {"name": person.name},
                field="email",
            )
        if (
            email
            and Person.objects.filter(email__iexact=email)
            .exclude(pk=person.pk)
            .exists()
        ):
            raise PersonError(
                _("%(email)s belongs to somebody else here.") % {"email": email},
                field="email",
            )
        Invitation.objects.filter(person=person, accepted_at=None).update(
            expires_at=timezone.now()
        )
    person.name, person.email, person.job_title = name, email, job_title
    person.save(update_fields=["name", "email", "job_title"])
    log.record("change person", person, by=by)
    return person


@transaction.atomic
def set_lead(*, by: Person, person: Person, leads: bool) -> None:
    """Let a person lead the organisation's entry, or no longer. Raises PersonError for the last one who leads."""
    if person.organisation is None:
        raise PersonError(
            _("%(name)s belongs to no organisation.") % {"name": person.name}
        )
    Organisation.objects.select_for_update().get(pk=person.organisation.pk)
    leading = Person.objects.filter(organisation=person.organisation, is_lead=True)
    if not leads and not leading.exclude(pk=person.pk).exists():
        raise PersonError(
            _("An organisation keeps at least one lead. Name another one first.")
        )
    person.is_lead = leads
    person.save(update_fields=["is_lead"])
    log.record("make lead" if leads else "end lead", person, by=by)


@transaction.atomic
def leave_organisation(*, by: Person, person: Person) -> None:
    """Take a person out of their organisation. Raises PersonError for the only lead."""
    organisation = person.organisation
    if organisation is None:
        return
    if person.is_lead:
        set_lead(by=by, person=person, leads=False)
    person.organisation = None
    person.save(update_fields=["organisation"])
    Invitation.objects.filter(person=person, accepted_at=None).update(
        expires_at=timezone.now()
    )
    log.record("leave organisation", person, by=by, detail=str(organisation))
