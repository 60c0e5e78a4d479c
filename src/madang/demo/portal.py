"""The demonstration's portal: an agency with an adviser, two contracts of the company, support, hours, and what it follows."""

from datetime import date, time, timedelta

from madang.site.directory.actions.links import give_user
from madang.site.directory.models import Organisation, Person
from madang.site.events.models import Event
from madang.site.landscape.actions.feed import follow
from madang.site.landscape.models import ClusterProfile
from madang.site.programmes.actions.consultations import add_hours, book
from madang.site.programmes.actions.contracts import offer_contract, sign_contract
from madang.site.programmes.actions.support import ask_support, grant_support
from madang.site.programmes.models import Call, Contract, Programme
from madang.site.programmes.rules.consultations import Series
from madang.site.programmes.rules.contracts import Terms

COMPANY = "company@demonstration.example.org"
TEXT = """The agency supports the company in opening markets in East Asia. The support is the one that this contract names, in the amounts that it names.

The company asks for support on the page of this contract. The agency answers within ten working days, and gives its reason when it declines.

The company reports once a year what came of the support: meetings, memoranda, contracts, sales.

Either side may end this contract with three months’ notice in writing. What was granted before stays granted."""


def build_portal(*, by: Person, event: Event | None, today: date) -> Contract | None:
    """Add what the company's person finds on the portal; return the contract that waits. Without the company nothing is added."""
    del by, event  # the agency acts for itself, and its contracts hang on no event
    company = Person.objects.filter(email=COMPANY).first()
    if company is None or company.organisation is None:
        return None
    adviser = agency()
    owner = adviser.organisation
    if owner is None:
        return None
    programme = Programme.objects.create(
        slug="export-support",
        name="Export support for the life sciences",
        kind="support_scheme",
        aim="Advice, translations and stands at fairs for companies that open a market in East Asia.",
        owner=owner,
        manager=adviser,
        home_country="LV",
        target_country="KR",
        state=Programme.State.RUNNING,
    )
    _used(programme, company, adviser, today)
    waiting = offer_contract(
        by=adviser,
        programme=programme,
        beneficiary=company.organisation,
        terms=Terms(
            title="Export support, 12 months",
            text=TEXT,
            sign_until=today + timedelta(days=5),
            runs_from=today + timedelta(days=6),
            runs_until=today + timedelta(days=371),
            items=[
                ("Advice on registration", "hours", 40),
                ("Translation", "pages", 120),
                ("Stand at a fair in Seoul", "stand", 1),
            ],
        ),
    )
    sign_contract(waiting, by=adviser, name=adviser.name, sha256=waiting.sha256)
    _hours(adviser, company, today)
    _follows(company)
    return waiting


def agency() -> Person:
    """Return the adviser who leads the made-up agency; made once."""
    organisation, _is_new = Organisation.objects.get_or_create(
        name="Baltic Export Agency",
        defaults={"kind": "trade_agency", "country": "LV"},
    )
    adviser, _is_new = Person.objects.get_or_create(
        email="adviser@demonstration.example.org",
        defaults={
            "name": "Līga Bērziņa",
            "job_title": "Adviser for East Asia",
            "organisation": organisation,
            "zone": "Europe/Riga",
            "is_lead": True,
        },
    )
    give_user(adviser)
    return adviser


def _used(
    programme: Programme, company: Person, adviser: Person, today: date
) -> Contract:
    """The contract that is concluded, with support that was used and some that is asked for."""
    organisation = company.organisation
    assert organisation is not None  # noqa: S101 - looked at by the caller
    contract = offer_contract(
        by=adviser,
        programme=programme,
        beneficiary=organisation,
        terms=Terms(
            title="First steps in Korea",
            text=TEXT,
            sign_until=today,
            runs_from=today - timedelta(days=300),
            runs_until=today + timedelta(days=65),
            items=[("Advice", "hours", 20), ("Translation", "pages", 50)],
        ),
    )
    for person in (adviser, company):
        sign_contract(contract, by=person, name=person.name, sha256=contract.sha256)
    advice, translation = contract.items.all()
    used = ask_support(advice, by=company, amount=8, text="Which registration a vaccine needs in Korea")  # fmt: skip
    grant_support(used, by=adviser)
    ask_support(translation, by=company, amount=14, text="The data sheet, into Korean")
    return contract


def _hours(adviser: Person, company: Person, today: date) -> None:
    first = today + timedelta(days=7 - today.weekday())  # next Monday
    made = add_hours(
        by=adviser,
        adviser=adviser,
        series=Series(
            subject="Markets in East Asia",
            first=first,
            last=first + timedelta(days=4),
            weekdays=frozenset({1, 3}),
            opens=time(9),
            closes=time(11),
            minutes=30,
            zone="Europe/Riga",
            channel="video",
        ),
    )
    book(made[-1], by=company, question="Which fairs in Seoul are worth a stand next year?")  # fmt: skip


def _follows(company: Person) -> None:
    """Two pairs, a cluster, a field and a call, as far as they are there."""
    follow(by=company, kind="pair", country_a="KR", country_b="LV")
    follow(by=company, kind="pair", country_a="LV", country_b="TH")
    follow(by=company, kind="field", field="vaccines")
    profile = ClusterProfile.objects.order_by("pk").first()
    if profile is not None:
        follow(by=company, kind="organisation", organisation=profile.organisation)
    call = Call.objects.filter(entry__isnull=False, state="published").order_by("pk").last()  # fmt: skip
    if call is not None:
        follow(by=company, kind="entry", entry=call.entry)
