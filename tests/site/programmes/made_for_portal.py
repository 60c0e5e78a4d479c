"""Made-up rows for the tests of the portal: an agency that supports, a company that signs, and somebody else."""

from datetime import date, timedelta

from django.test import Client
from django.utils import timezone

from madang.site.directory.models import Organisation, Person, User
from madang.site.programmes.actions.contracts import offer_contract, sign_contract
from madang.site.programmes.models import (
    Call,
    Consultation,
    Contract,
    Programme,
)
from madang.site.programmes.rules.contracts import Terms


def person(
    name: str,
    organisation: Organisation | None,
    *,
    lead: bool = True,
    zone: str = "Europe/Riga",
    language: str = "en",
) -> Person:
    """Save somebody who can sign in, and by default leads the organisation's entry."""
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return Person.objects.create(
        name=name,
        email=email,
        user=User.objects.create_user(email),
        organisation=organisation,
        is_lead=lead and organisation is not None,
        zone=zone,
        language=language,
    )


def organisation(name: str, kind: str = "biotech", country: str = "LV") -> Organisation:
    """Save an organisation."""
    return Organisation.objects.create(name=name, kind=kind, country=country)


def programme(owner: Organisation, manager: Person, slug: str = "export") -> Programme:
    """Save a running programme."""
    return Programme.objects.create(
        slug=slug,
        name="Export support",
        kind="programme",
        aim="Help to sell abroad.",
        owner=owner,
        manager=manager,
        state="running",
    )


class Stage:
    """An agency in Riga with a lead, a manager and a programme; a company with a lead and a colleague; an outsider."""

    def __init__(self) -> None:
        self.agency = organisation("Made-up Agency", "trade_agency")
        self.lead = person("Agnese Lead", self.agency)
        self.manager = person("Marta Manager", self.agency, lead=False)
        self.company = organisation("Kalna Bio")
        self.signer = person("Ilze Signer", self.company)
        self.colleague = person("Juris Colleague", self.company, lead=False)
        self.outsider = person("Otto Outsider", organisation("Elsewhere", country="DE"))
        self.programme = programme(self.agency, self.manager)

    def terms(self, **changes: object) -> Terms:
        """Return terms that stand: thirty days to sign, a year to run, twenty hours and one stand."""
        today = timezone.localdate()
        facts: dict[str, object] = {
            "title": "Export support, 12 months",
            "text": "The agency gives support.\n\nThe company reports once a year.",
            "sign_until": today + timedelta(days=30),
            "runs_from": today,
            "runs_until": today + timedelta(days=365),
            "items": [("Advice", "hours", 20), ("Stand at a fair", "stands", 1)],
        }
        return Terms(**{**facts, **changes})  # type: ignore[arg-type]

    def offered(self, **changes: object) -> Contract:
        """Return a contract that waits for both signatures."""
        return offer_contract(
            by=self.manager,
            programme=self.programme,
            beneficiary=self.company,
            terms=self.terms(**changes),
        )

    def concluded(self) -> Contract:
        """Return a contract that both sides have signed."""
        contract = self.offered()
        for by in (self.lead, self.signer):
            sign_contract(contract, by=by, name=by.name, sha256=contract.sha256)
        contract.refresh_from_db()
        return contract

    @property
    def today(self) -> date:
        """Today, as the site counts."""
        return timezone.localdate()


def text_of(client: Client, address: str) -> str:
    """Return a page, which must be there."""
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def hour(stage: Stage, *, days: int = 3) -> Consultation:
    """Save a free half hour of the agency's lead, so many days from now."""
    start = timezone.now() + timedelta(days=days)
    return Consultation.objects.create(
        adviser=stage.lead,
        organisation=stage.agency,
        subject="Markets",
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        zone="Europe/Riga",
    )


def call(stage: Stage, number: int = 1) -> Call:
    """Save a published call for funds that is open."""
    now = timezone.now()
    return Call.objects.create(
        programme=stage.programme,
        slug=f"call-{number}",
        title=f"Call {number}",
        kind="funding",
        text="t",
        who_may_apply="w",
        opens_at=now - timedelta(days=1),
        closes_at=now + timedelta(days=10 + number),
        zone="Europe/Riga",
        state="published",
    )
