"""Every operation of the interface, asked by a visitor and by a stranger who registered: they learn and change nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from madang.site.core.models import LogEntry
from madang.site.directory.models import Organisation, Person
from madang.site.landscape.actions.feed import follow
from madang.site.programmes.actions import links, missions, needs, pitches, reviews
from madang.site.programmes.models import Need
from tests.site.programmes import calls_made, made_for_portal, sent
from tests.site.programmes.asked import Program

pytestmark = pytest.mark.django_db
REFUSED = (401, 403, 404)
# What everybody reads; of ledger and landscape, whose public rows are everybody's, no operation is listed.
READING = ("GET /ledger/", "GET /landscape/")
PUBLIC = {
    "GET /missions/",
    "GET /missions/{slug}",
    "GET /programmes/",
    "GET /programmes/calls",
    "GET /programmes/calls/{slug}",
    "GET /programmes/needs",
    "GET /programmes/needs/{slug}",
    "GET /programmes/{slug}",
    "GET /programmes/{slug}/cohort",
}
# Lists of one's own, which a stranger finds empty.
OWN = {
    "GET /landscape/feed",
    "GET /landscape/follows",
    "GET /portal/calls",
    "GET /portal/contacts",
    "GET /portal/contracts",
    "GET /portal/due",
    "GET /portal/support-requests",
    "GET /programmes/applications",
    "GET /programmes/needs/{slug}/answers",
    "GET /programmes/reviews",
    "GET /programmes/{slug}/grants",
    "GET /programmes/{slug}/interests",
}


def mission_rows() -> dict[str, Any]:
    """Return a mission with everything in it, by path."""
    by = sent.manager()
    row = sent.opened(by)
    missions.add_host(row, by=by, organisation=sent.organisation("Hangang Clinic"))
    seat = sent.applied(row, "Traveller")
    sent.seats.select(seat, by=by)
    missions.close_selection(row, by=by)
    stop = sent.stop(row, by, kind="pitch")
    pitch = pitches.open_pitch(stop, by=by, topic="Peptides", capacity=5)
    visitor = pitches.Visitor("Gil", "Fund", "KR", "gil@example.org", has_agreed=True)
    link = links.ask(pitches.register_guest(pitch, visitor=visitor), application=seat)
    result = row.results.create(application=seat, kind="talks", text="x", reported_by=by)  # fmt: skip
    return {
        "/missions/{slug}": row.slug,
        "/missions/{slug}/hosts/{pk}": row.hosts.get().organisation_id,
        "/missions/{slug}/stops/{pk}": stop.pk,
        "/missions/{slug}/applications/{pk}": seat.pk,
        "/missions/{slug}/pitches/{pk}": pitch.pk,
        "/missions/{slug}/links/{pk}": link.pk,
        "/missions/{slug}/results/{pk}": result.pk,
        "/landscape/follows/{pk}": follow(by=by, kind="country", country_a="LV").pk,
    }


def programme_rows() -> dict[str, Any]:
    """Return a programme with everything in it, by path."""
    by = calls_made.agency()
    of = calls_made.programme(by)
    call = calls_made.open_call(by, of)
    own = calls_made.company("Corvessa")
    made = calls_made.submitted(own, call)
    reviewer = calls_made.somebody("Rita Reviewer")
    review = reviews.name_reviewer(by=by, application=made, address=reviewer.email)
    of.interests.create(organisation=own.organisation, person=own, text="x")
    member = of.cohort.create(organisation=own.organisation, joined_on=timezone.localdate())  # fmt: skip
    milestone = member.milestones.create(title="M", due_on=timezone.localdate())
    grant = of.grants.create(name="G", funder=by.organisation, state="planned")
    house = Organisation.objects.create(name="Ministry of Ambria", kind="ministry")
    minister = calls_made.somebody("Mara Minister", house, is_lead=True)
    need = Need(slug="cold-chain", title="Vaccines", text="x", country="TH")
    need = needs.write_need(by=minister, need=need)
    need = needs.step_need(by=minister, need=need, step="publish")
    answer = needs.answer_need(by=own, need=need, text="x")
    return {
        "/programmes/{slug}": of.slug,
        "/programmes/calls/{slug}": call.slug,
        "/programmes/calls/{slug}/questions/{pk}": call.questions.all()[0].pk,
        "/programmes/applications/{pk}": made.pk,
        "/programmes/reviews/{pk}": review.pk,
        "/programmes/{slug}/cohort/{pk}": member.pk,
        "/programmes/{slug}/grants/{pk}": grant.pk,
        "/programmes/milestones/{pk}": milestone.pk,
        "/programmes/needs/{slug}": need.slug,
        "/programmes/needs/{slug}/answers/{pk}": answer.pk,
    }


def portal_rows() -> dict[str, Any]:
    """Return a contract that waits and an hour that is free, by path."""
    stage = made_for_portal.Stage()
    return {
        "/portal/contracts/{pk}": stage.offered().pk,
        "/portal/consultations/{pk}": made_for_portal.hour(stage).pk,
    }


def address(path: str, rows: dict[str, Any]) -> str:
    """Return a path with the names and numbers of rows that are there; of ledger and landscape, which curators write, any."""
    filled = path
    for place in ("{slug}", "{pk}"):
        at = path.find(place)
        if at >= 0:
            known = rows.get(path[: at + len(place)], "1")
            filled = filled.replace(place, str(known))
    return filled.replace("{key}", "x")


def value(schema: dict[str, Any], shapes: dict[str, Any]) -> Any:
    """Return something that fits a schema."""
    if "$ref" in schema:
        return value(shapes[schema["$ref"].rsplit("/", 1)[1]], shapes)
    if "anyOf" in schema:
        return value(schema["anyOf"][0], shapes)
    if "enum" in schema:
        return next(each for each in schema["enum"] if each)
    if schema.get("type") == "object":
        needed = schema.get("required", [])
        return {name: value(schema["properties"][name], shapes) for name in needed}
    formats = {
        "date": "2031-01-01",
        "time": "09:00:00",
        "date-time": "2031-01-01T00:00:00Z",
    }
    usual = {"integer": 1, "number": 1, "boolean": True, "array": []}
    return formats.get(schema.get("format", ""), usual.get(schema.get("type", ""), "x"))


def bodies(operation: dict[str, Any], shapes: dict[str, Any]) -> Iterator[Any]:
    """Yield a body that fits, for each of its verbs."""
    if "requestBody" not in operation:
        yield {}
        return
    (content,) = operation["requestBody"]["content"].values()
    body = value(content["schema"], shapes)
    known = shapes.get(content["schema"].get("$ref", "").rsplit("/", 1)[-1], {})
    verb = known.get("properties", {}).get("verb", {})
    for each in verb.get("enum", [None]):
        yield body | ({"verb": each} if each else {})


def answered(program: Program, rows: dict[str, Any]) -> dict[str, tuple[int, Any]]:
    """Ask every operation; return what was not refused."""
    described = Client().get("/api/openapi.json").json()
    shapes = described["components"]["schemas"]
    found: dict[str, tuple[int, Any]] = {}
    for path, methods in described["paths"].items():
        short = path.removeprefix("/api")
        for method, operation in methods.items():
            for body in [{}] if method == "get" else bodies(operation, shapes):
                to = address(short, rows).removeprefix("/")
                status, said = program.send(method, to, **body)
                name = f"{method.upper()} {short}"
                is_listed = name in OWN or not name.startswith(READING)
                if status not in REFUSED and is_listed:
                    found[name] = (status, said)
    return found


@pytest.fixture
def rows() -> dict[str, Any]:
    return mission_rows() | programme_rows() | portal_rows()


def test_a_visitor_reads_what_is_public_and_nothing_else(rows: dict[str, Any]) -> None:
    before = LogEntry.objects.count()
    found = answered(Program(), rows)
    assert {name: status for name, (status, _said) in found.items()} == dict.fromkeys(PUBLIC, 200)  # fmt: skip
    assert found["GET /programmes/{slug}/cohort"][1]["items"] == []
    assert LogEntry.objects.count() == before


def test_a_stranger_who_registered_finds_own_lists_empty(rows: dict[str, Any]) -> None:
    stranger: Person = calls_made.somebody("Sten Stranger")
    program = Program(stranger)
    before = LogEntry.objects.count()
    found = answered(program, rows)
    follows = found.pop("POST /landscape/follows")
    assert follows[0] == 422
    (hour,) = found.pop("GET /portal/consultations")[1]["items"]
    assert (hour["state"], hour["booked_by"]) == ("free", None)
    assert found.pop("GET /portal/consultations/{pk}")[1] == hour
    assert {name: status for name, (status, _said) in found.items()} == dict.fromkeys(PUBLIC | OWN, 200)  # fmt: skip
    open_to_me = {name for name in OWN if found[name][1]["items"]}
    assert open_to_me == set()
    assert found["GET /programmes/{slug}/cohort"][1]["items"] == []
    assert LogEntry.objects.count() == before
