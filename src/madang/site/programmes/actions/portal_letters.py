"""Mail about contracts and their support: to the leads of a side, each in their language, with the address of the page."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import outbox
from madang.site.directory.models import Person
from madang.site.programmes.models import Contract, ContractParty, SupportRequest

Build = Callable[[], tuple[str, list[str]]]


def send(
    people: Iterable[Person],
    *,
    key: str,
    build: Build,
    calendar: Callable[[], bytes] | None = None,
) -> None:
    """Write to each person who has an address what `build` returns in their language: a subject, and paragraphs."""
    for person in people:
        if not person.email:
            continue
        with override(person.language):
            subject, parts = build()
            outbox.put(
                to=person.email,
                subject=subject,
                body="\n\n".join(each for each in parts if each) + "\n",
                key=f"{key}-{person.pk}",
                calendar=calendar() if calendar is not None else b"",
            )


def address(name: str, *args: object) -> str:
    """Return the whole address of a page."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def leads_of_side(party: ContractParty) -> list[Person]:
    """Return whoever signs for a side, and whoever signed for it."""
    own = Q(organisation=party.organisation_id, is_lead=True)
    return list(Person.objects.filter(own | Q(pk=party.signed_by_id)).exclude(email=""))


def _both(contract: Contract) -> list[Person]:
    people = {
        each.pk: each
        for party in contract.parties.all()
        for each in leads_of_side(party)
    }
    people.setdefault(contract.programme.manager_id, contract.programme.manager)
    return [people[pk] for pk in sorted(people)]


def _facts(contract: Contract) -> dict[str, str]:
    return {
        "title": contract.title,
        "programme": contract.programme.name,
        "until": date_format(contract.sign_until, "DATE_FORMAT"),
        "owner": contract.programme.owner.name,
    }


def tell_of_offer(contract: Contract, *, by: Person | None) -> None:
    """Write to both sides that a contract waits for their signatures; not to whoever offered it."""

    def build() -> tuple[str, list[str]]:
        facts = _facts(contract)
        return _("Sign until %(until)s: %(title)s") % facts, [
            _(
                "%(owner)s offers a contract of %(programme)s: “%(title)s”. Read it and sign it on its page until %(until)s."
            )
            % facts,
            _("SHA-256 of the document: %(hash)s") % {"hash": contract.sha256},
            address("programmes:contract", contract.pk),
        ]

    people = [each for each in _both(contract) if each != by]
    send(people, key=f"contract-{contract.pk}-offered", build=build)


def tell_of_signature(contract: Contract, signed: ContractParty) -> None:
    """Write to the other side that one has signed."""

    def build() -> tuple[str, list[str]]:
        facts = _facts(contract) | {
            "side": signed.organisation.name,
            "name": signed.signed_name,
        }
        return _("%(side)s has signed: %(title)s") % facts, [
            _(
                "%(name)s has signed “%(title)s” for %(side)s. Your side’s signature is wanted until %(until)s."
            )
            % facts,
            address("programmes:contract", contract.pk),
        ]

    others = [each for each in contract.parties.all() if each.pk != signed.pk]
    for party in others:
        send(
            leads_of_side(party), key=f"contract-{contract.pk}-{signed.pk}", build=build
        )


def tell_of_conclusion(contract: Contract) -> None:
    """Write to everybody of a contract that both sides have signed."""

    def build() -> tuple[str, list[str]]:
        facts = _facts(contract)
        return _("Concluded: %(title)s") % facts, [
            _(
                "Both sides have signed “%(title)s”. Both hold the same bytes; the document and the record of signatures are on its page."
            )
            % facts,
            _("SHA-256 of the document: %(hash)s") % {"hash": contract.sha256},
            address("programmes:contract", contract.pk),
        ]

    send(_both(contract), key=f"contract-{contract.pk}-concluded", build=build)


def tell_of_end(contract: Contract, *, by: Person | None) -> None:
    """Write that a contract was declined, or lapsed; not to whoever declined it."""

    def build() -> tuple[str, list[str]]:
        facts = _facts(contract) | {"name": str(by)}
        if contract.state == Contract.State.LAPSED:
            subject = _("Lapsed: %(title)s") % facts
            first = _(
                "“%(title)s” was to be signed by both sides until %(until)s. That day is over; the contract is not concluded."
            )
            return subject, [first % facts]
        subject = _("Declined: %(title)s") % facts
        first = _("%(name)s declines “%(title)s”, with this reason:")
        return subject, [first % facts, contract.reason]

    people = [each for each in _both(contract) if each != by]
    send(people, key=f"contract-{contract.pk}-{contract.state}", build=build)


def tell_of_request(request: SupportRequest) -> None:
    """Write to those who give the support that some is asked for."""
    contract = request.item.contract

    def build() -> tuple[str, list[str]]:
        facts = {
            "who": str(request.person.organisation),
            "amount": f"{request.amount} {request.item.unit}",
            "item": request.item.name,
        }
        return _("%(who)s asks for support: %(item)s") % facts, [
            _("%(who)s asks for %(amount)s of “%(item)s”:") % facts,
            request.text,
            address("programmes:contract", contract.pk),
        ]

    providers = [
        person
        for party in contract.parties.all()
        if party.role == ContractParty.Role.PROVIDER
        for person in leads_of_side(party)
    ]
    people = {each.pk: each for each in [*providers, contract.programme.manager]}
    send(people.values(), key=f"support-{request.pk}-asked", build=build)


def tell_of_decision(request: SupportRequest) -> None:
    """Write to whoever asked for support what became of it."""
    contract = request.item.contract

    def build() -> tuple[str, list[str]]:
        facts = {
            "amount": f"{request.amount} {request.item.unit}",
            "item": request.item.name,
        }
        if request.state == SupportRequest.State.GRANTED:
            subject = _("Granted: %(item)s") % facts
            first = _("%(amount)s of “%(item)s” are granted.") % facts
        else:
            subject = _("Declined: %(item)s") % facts
            first = (
                _("%(amount)s of “%(item)s” are declined, with this reason:") % facts
            )
        page = address("programmes:contract", contract.pk)
        return subject, [first, request.reason, page]

    send([request.person], key=f"support-{request.pk}-{request.state}", build=build)
