"""A programme of a made-up agency with a call of three questions, and organisations that apply."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from madang.site.directory.models import Organisation, Person, User
from madang.site.programmes.actions import applications, calls, programmes
from madang.site.programmes.models import Application, Call, CallQuestion, Programme

MANY = 3650


def somebody(
    name: str,
    organisation: Organisation | None = None,
    *,
    is_lead: bool = False,
    is_staff: bool = False,
) -> Person:
    """Return a person who can sign in."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    return Person.objects.create(
        name=name,
        email=address,
        organisation=organisation,
        is_lead=is_lead,
        user=User.objects.create_user(address, is_staff=is_staff),
    )


def agency() -> Person:
    """Return the lead of a trade agency in Latvia, who manages its programmes."""
    owner = Organisation.objects.create(
        name="Amber Agency", kind="trade_agency", country="LV"
    )
    return somebody("Anna Agency", owner, is_lead=True)


def company(name: str, *, country: str = "LV", kind: str = "biotech") -> Person:
    """Return the lead of a company."""
    row = Organisation.objects.create(name=name, kind=kind, country=country)
    return somebody(f"Lead of {name}", row, is_lead=True)


def programme(by: Person, **other: object) -> Programme:
    """Return a published programme in its interest phase."""
    facts = {
        "slug": "to-seoul",
        "name": "To Seoul",
        "kind": "company_cohort_programme",
        "aim": "Opens the Korean market.",
        "home_country": "LV",
        "target_country": "KR",
        "field": "vaccines",
        "owner": by.organisation,
        "manager": by,
        **other,
    }
    row = programmes.create_programme(by=by, programme=Programme(**facts))
    return programmes.step_programme(by=by, programme=row, step="ask for interest")


def draft_call(by: Person, of: Programme, **other: object) -> Call:
    """Return a call that is a draft, open from yesterday for thirty days, with two required questions and an optional one."""
    now = timezone.now()
    facts = {
        "slug": "first-cohort",
        "title": "First cohort",
        "kind": "cohort",
        "text": "Six months of work with an accelerator.",
        "who_may_apply": "Companies with a product.",
        "opens_at": now - timedelta(days=1),
        "closes_at": now + timedelta(days=30),
        "zone": "Europe/Riga",
        "seats": 2,
        **other,
    }
    row = calls.create_call(by=by, call=Call(programme=of, **facts))
    for text, is_required in (("Why Korea?", True), ("Who goes?", True), ("What else?", False)):  # fmt: skip
        question = CallQuestion(call=row, text=text, is_required=is_required, most_characters=500)  # fmt: skip
        calls.add_question(by=by, question=question)
    return row


def open_call(by: Person, of: Programme, **other: object) -> Call:
    """Return a published call."""
    return calls.publish_call(by=by, call=draft_call(by, of, **other))


def funding_call(by: Person, of: Programme, **other: object) -> Call:
    """Return a published call for funds: 50,000 EUR in all, 30,000 at most for each."""
    facts = {
        "slug": "first-trial",
        "title": "First trial abroad",
        "kind": "funding",
        "seats": None,
        "budget": Decimal(50000),
        "most_each": Decimal(30000),
        "currency": "EUR",
        **other,
    }
    return open_call(by, of, **facts)


def over(call: Call) -> Call:
    """Let the call close a minute ago."""
    now = timezone.now()
    Call.objects.filter(pk=call.pk).update(
        opens_at=now - timedelta(days=MANY), closes_at=now - timedelta(minutes=1)
    )
    call.refresh_from_db()
    return call


def written(by: Person, call: Call, *, amount: Decimal | None = None) -> Application:
    """Return a draft in which every required part is written."""
    row = applications.start_application(by=by, call=call)
    first, second, _third = call.questions.all()
    return applications.save_application(
        by=by,
        application=row,
        version=row.version,
        title=f"Project of {by.organisation}",
        amount=amount,
        answers={first.pk: "Because of its trials.", second.pk: "Two of us."},
    )


def submitted(by: Person, call: Call, *, amount: Decimal | None = None) -> Application:
    """Return an application that is submitted."""
    return applications.submit_application(
        by=by, application=written(by, call, amount=amount)
    )


def in_days(days: int) -> datetime:
    """Return a moment in so many days."""
    return timezone.now() + timedelta(days=days)
