"""The calendar: the list by month, one date, both as files, and what curators say of a date."""

from itertools import groupby

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from madang.site.core.ui import page_of
from madang.site.directory.rules import may_curate
from madang.site.events.queries import event_seen_by
from madang.site.landscape.actions.calendar import mark_entry, publish_entry
from madang.site.landscape.exports.calendar import MOST, calendar_file
from madang.site.landscape.forms.calendar import CalendarFilterForm, EntryForm
from madang.site.landscape.models import CalendarItem
from madang.site.landscape.queries import calendar as queries
from madang.site.landscape.rules.refusals import LandscapeError
from madang.site.landscape.views.articles import actor_of
from madang.site.landscape.wording.calendar import line_of


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """List the dates by month: from today on, of one month, or those that are over."""
    form = CalendarFilterForm(request.GET, user=request.user)
    found = form.found()
    rows = queries.narrowed(queries.entries_seen_by(request.user), **found)
    page = page_of(request, rows)
    today = timezone.localdate()
    lines = [line_of(item, today) for item in page]
    months = groupby(lines, key=lambda line: (line.item.first_day or today).replace(day=1))  # fmt: skip
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "found": found,
        "is_narrowed": any(found.values()),
        "page": page,
        "months": [(month, list(each)) for month, each in months],
        "query": query.urlencode(),
        "may_curate": may_curate(request.user),
    }
    return render(request, "landscape/calendar/list.html", context)


def _file(items: list[CalendarItem], *, name: str, file_name: str) -> HttpResponse:
    content = calendar_file(items, name=name, today=timezone.localdate())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}.ics"'
    return response


@require_GET
def calendar_as_file(request: HttpRequest) -> HttpResponse:
    """Give the narrowed calendar as iCalendar: the dates whose days are exact."""
    found = CalendarFilterForm(request.GET, user=request.user).found()
    rows = queries.narrowed(queries.entries_seen_by(request.user), **found)
    return _file(list(rows[:MOST]), name=_("Madang: calendar"), file_name="madang")


@require_GET
def entry_as_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one date as iCalendar; 404 with a reason for one whose days are not exact."""
    item = queries.entry_seen_by(request.user, pk)
    if not line_of(item, timezone.localdate()).is_exact:
        raise Http404(_("No exact day of this date is known."))
    return _file([item], name=item.title, file_name=item.key)


@require_GET
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one date: its days, its state, who organises it, where it is from, and the way to follow it."""
    item = queries.entry_seen_by(request.user, pk)
    context = {
        "item": item,
        "line": line_of(item, timezone.localdate()),
        "event": _event_of(request, item),
        "occasion": queries.occasion_of(request.user, item),
        "may_curate": may_curate(request.user),
    }
    return render(request, "landscape/calendar/entry.html", context)


def _event_of(request: HttpRequest, item: CalendarItem) -> object:
    """Return the event of the lounge that a date is about, for those who may see it."""
    if item.event is None:
        return None
    try:
        return event_seen_by(request.user, item.event.slug)
    except Http404:
        return None


def _curated(request: HttpRequest) -> None:
    if not may_curate(request.user):
        raise Http404


def _key_of(title: str) -> str:
    first = slugify(title)[:60].strip("-") or "date"
    key, number = first, 1
    while CalendarItem.objects.filter(key=key).exists():
        number += 1
        key = f"{first}-{number}"
    return key


def _written(request: HttpRequest, item: CalendarItem | None) -> HttpResponse:
    copy = CalendarItem.objects.get(pk=item.pk) if item is not None else None
    form = EntryForm(request.POST or None, instance=copy)
    if form.is_valid():
        facts = form.cleaned_data
        if item is not None:
            facts |= {"occasion": item.occasion, "event": item.event}
        key = item.key if item is not None else _key_of(facts["title"])
        try:
            saved = publish_entry(key=key, by=actor_of(request), **facts)
        except LandscapeError as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("landscape:entry", saved.pk)
    return render(
        request, "landscape/calendar/write.html", {"form": form, "item": item}
    )


@login_required
@require_http_methods(["GET", "POST"])
def add_entry(request: HttpRequest) -> HttpResponse:
    """Put a date into the calendar; for curators."""
    _curated(request)
    return _written(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def change_entry(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a date says; whoever follows it reads of a new day. For curators."""
    _curated(request)
    return _written(request, queries.entry_seen_by(request.user, pk))


@login_required
@require_POST
def set_entry_state(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a date took place, was postponed or cancelled; the page offers to take it back. For curators."""
    _curated(request)
    item = queries.entry_seen_by(request.user, pk)
    try:
        mark_entry(
            item,
            by=actor_of(request),
            confirmed=request.POST.get("confirmed", ""),
            was=request.POST.get("was", ""),
        )
    except LandscapeError as error:
        messages.error(request, str(error))
    return redirect("landscape:entry", pk)
