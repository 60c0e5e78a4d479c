"""Records of organisations → rows. Everything is read once for all of them, and written in bulk."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from madang.site.directory.models import Organisation, Person, name_key
from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer
from madang.site.survey.reading.records import OrganisationRecord


@dataclass
class Entry:
    """A record with the rows that it means."""

    record: OrganisationRecord
    organisation: Organisation
    registration: Registration = field(default_factory=Registration)
    answer: Answer = field(default_factory=Answer)


def match_organisations(
    event: Event, records: Sequence[OrganisationRecord]
) -> list[Organisation | None]:
    """Return for each record the organisation that it means: one of the event first, else one of the directory."""
    keys = {name_key(record.name) for record in records}
    known: dict[str, list[Organisation]] = {}
    for organisation in Organisation.objects.filter(name_key__in=keys).order_by("pk"):
        known.setdefault(organisation.name_key, []).append(organisation)
    here = set(event.registrations.values_list("organisation_id", flat=True))
    return [
        _meant(record, known.get(name_key(record.name), []), here) for record in records
    ]


def _meant(
    record: OrganisationRecord, found: list[Organisation], here: set[int]
) -> Organisation | None:
    fitting = [
        each
        for each in found
        if not (record.country and each.country and record.country != each.country)
    ]
    return next(
        (each for each in fitting if each.pk in here), fitting[0] if fitting else None
    )


def write_entries(event: Event, records: Sequence[OrganisationRecord]) -> list[Entry]:
    """Write organisations, registrations, contacts and answers; return each record with its rows."""
    entries = _organisations(event, records)
    _registrations(event, entries)
    _contacts(entries)
    _answers(entries)
    return entries


def _organisations(event: Event, records: Sequence[OrganisationRecord]) -> list[Entry]:
    found = match_organisations(event, records)
    fresh = [
        Organisation(
            name=record.name,
            name_key=name_key(record.name),
            kind=record.kind or "other",
            country=record.country or "",
        )
        for record, known in zip(records, found, strict=True)
        if known is None
    ]
    made = iter(Organisation.objects.bulk_create(fresh))
    entries = [
        Entry(record, known or next(made))
        for record, known in zip(records, found, strict=True)
    ]
    for entry in entries:
        _fill(entry.organisation, entry.record)
    return entries


def _fill(organisation: Organisation, record: OrganisationRecord) -> None:
    said = {
        "name_local": record.name_local,
        "kind": record.kind,
        "country": record.country,
        "website": record.website,
    }
    different = [
        name
        for name, value in said.items()
        if value is not None and getattr(organisation, name) != value
    ]
    for name in different:
        setattr(organisation, name, said[name])
    if different:
        organisation.save(update_fields=different)


def _registrations(event: Event, entries: list[Entry]) -> None:
    ids = [entry.organisation.pk for entry in entries]
    known = {
        each.organisation_id: each
        for each in event.registrations.filter(organisation__in=ids)
    }
    now = timezone.now()
    fresh = [
        Registration(
            event=event,
            organisation=entry.organisation,
            state=Registration.State.REGISTERED,
            registered_at=now,
        )
        for entry in entries
        if entry.organisation.pk not in known
    ]
    known |= {
        each.organisation_id: each for each in Registration.objects.bulk_create(fresh)
    }
    for entry in entries:
        entry.registration = known[entry.organisation.pk]
        _update(entry.registration, entry.record)


def _update(registration: Registration, record: OrganisationRecord) -> None:
    said = {
        "most_meetings": record.most_meetings,
        "interpreter_wanted": record.interpreter_wanted,
    }
    different = [
        name
        for name, value in said.items()
        if value is not None and getattr(registration, name) != value
    ]
    for name in different:
        setattr(registration, name, said[name])
    if registration.state != Registration.State.REGISTERED:
        registration.state, registration.registered_at = (
            Registration.State.REGISTERED,
            timezone.now(),
        )
        different += ["state", "registered_at"]
    if different:
        registration.save(update_fields=different)


def _contacts(entries: list[Entry]) -> None:
    """Make the contact of each row the lead of its entry; a person with the address is taken, and keeps their name."""
    emails = [entry.record.email for entry in entries if entry.record.email]
    known = {person.email: person for person in Person.objects.filter(email__in=emails)}
    fresh = [
        Person(
            organisation=entry.organisation,
            name=entry.record.contact or str(entry.record.email).split("@")[0][:120],
            email=entry.record.email or "",
            phone=entry.record.phone or "",
            is_lead=True,
        )
        for entry in entries
        if entry.record.email and entry.record.email not in known
    ]
    Person.objects.bulk_create(fresh)
    leads = [
        known[entry.record.email].pk for entry in entries if entry.record.email in known
    ]
    Person.objects.filter(pk__in=leads, is_lead=False).update(is_lead=True)


def _answers(entries: list[Entry]) -> None:
    known = {
        each.registration_id: each
        for each in Answer.objects.filter(
            registration__in=[entry.registration for entry in entries]
        )
    }
    now = timezone.now()
    fresh = [
        Answer(
            registration=entry.registration,
            state=Answer.State.SUBMITTED,
            source=Answer.Source.WORKBOOK,
            about=entry.record.about or "",
            objectives=entry.record.objectives or "",
            submitted_at=now,
        )
        for entry in entries
        if entry.registration.pk not in known
    ]
    known |= {each.registration_id: each for each in Answer.objects.bulk_create(fresh)}
    for entry in entries:
        entry.answer = known[entry.registration.pk]
        _update_answer(entry.answer, entry.record)


def _update_answer(answer: Answer, record: OrganisationRecord) -> None:
    said = {"about": record.about, "objectives": record.objectives}
    different = [
        name
        for name, value in said.items()
        if value is not None and getattr(answer, name) != value
    ]
    for name in different:
        setattr(answer, name, said[name])
    if answer.state != Answer.State.SUBMITTED:
        answer.state, answer.submitted_at = Answer.State.SUBMITTED, timezone.now()
        different += ["state", "submitted_at"]
    if different:
        answer.save(update_fields=[*different, "saved_at"])
