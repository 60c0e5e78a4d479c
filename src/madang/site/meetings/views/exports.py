"""Files to take away: agendas and table signs as PDF, the schedule as a sheet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from madang.site.core.ui import whole_number
from madang.site.directory.queries import person_of
from madang.site.events.models import Event
from madang.site.events.queries import event_seen_by, event_staffed_by
from madang.site.meetings.exports import sheets as files
from madang.site.meetings.exports.paper import PDF_TYPE, pdf
from madang.site.meetings.models import Plan
from madang.site.meetings.queries import sheets
from madang.site.meetings.queries.agenda import by_owner, placements
from madang.site.meetings.queries.owners import (
    Owner,
    delegates_of,
    owner_at,
    owners_of_kind,
    zone_of,
)
from madang.site.meetings.queries.plans import plan_to_show, published_plan
from madang.site.meetings.queries.schedule import schedule_rows
from madang.site.meetings.views.agendas import chosen_owner


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _published(event: Event) -> Plan:
    """Return the published plan with its event's days; 404 before there is one."""
    plan = published_plan(event)
    if plan is None:
        raise Http404
    return plan


def _agendas(
    event: Event, plan: Plan, made: list[sheets.Sheet], name: str
) -> HttpResponse:
    data = {
        "title": f"{_('Agenda')}, {event.name}",
        "words": sheets.paper_words(),
        "plan": sheets.plan_words(plan, event),
        "sheets": made,
    }
    return _file(pdf("agenda", data), PDF_TYPE, name)


@require_GET
def my_agenda_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give one's own agenda as a PDF."""
    event = event_seen_by(request.user, slug)
    owner, _owners = chosen_owner(request, event)
    if owner is None:
        raise Http404
    plan = _published(event)
    own_zone = zone_of(person_of(request.user))
    made = sheets.agenda_sheet(
        owner=owner,
        rows=placements(plan, owner),
        event=event,
        own_zone=own_zone,
    )
    return _agendas(
        event, plan, [made], f"{slug}-agenda-{owner.kind}-{owner.row.pk}.pdf"
    )


@require_GET
def agenda_pdf(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Give anybody's agenda as a PDF, for the organisers and the desk."""
    event = event_staffed_by(request.user, slug)
    owner = owner_at(event, kind, pk)
    plan = _published(event)
    made = sheets.agenda_sheet(owner=owner, rows=placements(plan, owner), event=event)
    return _agendas(event, plan, [made], f"{slug}-agenda-{kind}-{pk}.pdf")


@require_GET
def organisation_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the agendas of all delegates of one organisation as a PDF."""
    event = event_staffed_by(request.user, slug)
    owners = [
        Owner(delegate=each) for each in delegates_of(event).filter(registration_id=pk)
    ]
    if not owners:
        raise Http404
    return _many(event, owners, f"{slug}-agendas-organisation-{pk}.pdf")


@require_GET
def agendas_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the agendas of all delegates and interpreters as a PDF."""
    event = event_staffed_by(request.user, slug)
    owners = owners_of_kind(event, "delegate") + owners_of_kind(event, "interpreter")
    return _many(event, owners, f"{slug}-agendas.pdf")


def _many(event: Event, owners: list[Owner], name: str) -> HttpResponse:
    plan = _published(event)
    _touched, rows = by_owner(placements(plan))
    made = [
        sheets.agenda_sheet(owner=owner, rows=rows[owner.key], event=event)
        for owner in owners
        if owner.key in rows
    ]
    if not made:
        raise Http404
    return _agendas(event, plan, made, name)


@require_GET
def signs(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the table signs of all places, or of one, as a PDF."""
    event = event_staffed_by(request.user, slug)
    asked = request.GET.get("place", "")
    number = whole_number(asked)
    if asked and number is None:
        raise Http404
    owners = (
        [owner_at(event, "place", number)]
        if number is not None
        else owners_of_kind(event, "place")
    )
    plan = published_plan(event)
    rows = by_owner(placements(plan))[1] if plan is not None else {}
    made = [
        sheet
        for owner in owners
        for sheet in sheets.sign_sheets(
            owner=owner, rows=rows.get(owner.key, []), event=event
        )
    ]
    if not made:
        raise Http404
    data = {
        "title": f"{_('Table signs')}, {event.name}",
        "words": sheets.paper_words(),
        "sheets": made,
    }
    return _file(pdf("signs", data), PDF_TYPE, f"{slug}-signs.pdf")


@require_GET
def schedule_sheet(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Give a version of the timetable as XLSX or CSV: the published one, or the one that the address names."""
    event = event_staffed_by(request.user, slug)
    if kind not in ("csv", "xlsx"):
        raise Http404
    asked = request.GET.get("plan", "")
    plan = (
        plan_to_show(event, asked)
        if asked
        else published_plan(event) or plan_to_show(event, "")
    )
    if plan is None:
        raise Http404
    rows = schedule_rows(plan, event)
    name = f"{slug}-schedule-version-{plan.number}.{kind}"
    if kind == "csv":
        return _file(files.schedule_csv(rows), files.CSV_TYPE, name)
    title = _("Version %(number)d") % {"number": plan.number}
    return _file(files.schedule_xlsx(rows, name=title), files.XLSX_TYPE, name)
