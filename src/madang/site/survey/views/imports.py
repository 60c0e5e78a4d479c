"""Import of workbooks: upload, see how it is understood, mend the columns, import, take back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.events.queries import event_organised_by
from madang.site.events.rules import standing
from madang.site.survey.actions.importing import files as actions
from madang.site.survey.actions.importing.undoing import undo_file
from madang.site.survey.bridge import find_terms
from madang.site.survey.forms.imports import KINDS, FileForm, SheetForm
from madang.site.survey.models import ImportFile
from madang.site.survey.queries.imports import FileReading, file_of, files_of, read_file
from madang.site.survey.reading.workbook import UnreadableFileError
from madang.site.survey.rules import SurveyRefusal

SHOWN_ROWS = 8


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, slug: str) -> HttpResponse:
    """List the files of an event, and take another one."""
    event = event_organised_by(request.user, slug)
    form = (
        FileForm(request.POST, request.FILES)
        if request.method == "POST"
        else FileForm()
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        person = standing(request.user, event).person
        try:
            file = actions.keep_file(
                by=person, event=event, file_name=upload.name, content=upload.read()
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("survey:import", slug, file.pk)
    context = {
        "event": event,
        "tab": "survey:answers",
        "form": form,
        "page": page_of(request, files_of(event)),
    }
    return render(
        request, "survey/imports/list.html", context, status=422 if form.errors else 200
    )


def _tried(file: ImportFile, read: FileReading) -> tuple[actions.Counts | None, str]:
    if read.reading.errors:
        return None, ""
    try:
        return actions.try_file(file, read), ""
    except SurveyRefusal as refusal:
        return None, str(refusal)


@require_safe
def show(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show how a file is understood and what importing it would do; or, once imported, what it did."""
    event = event_organised_by(request.user, slug)
    file = file_of(event, pk)
    context: dict[str, Any] = {"event": event, "tab": "survey:answers", "file": file}
    if file.state != ImportFile.State.PREVIEW:
        context["page"] = page_of(
            request, file.rows.exclude(number=0).defer("before").order_by("pk")
        )
        context["counts"] = files_of(event).get(pk=pk)
        return render(request, "survey/imports/done.html", context)
    read = read_file(file, find_terms)
    counts, refusal = _tried(file, read)
    context |= {
        "sheets": [(layout, KINDS[layout.kind]) for layout in read.layouts],
        "reading": read.reading,
        "counts": counts,
        "refusal": refusal,
        "organisations": read.reading.organisations[:SHOWN_ROWS],
        "page": page_of(request, read.reading.problems),
        "makes_days": read.reading.hours is not None
        and not event.days.all()
        and bool(read.reading.half_days),
        "days": sorted({half.day for half in read.reading.half_days if half.day}),
    }
    return render(request, "survey/imports/preview.html", context)


@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Mend what each sheet and column holds."""
    event = event_organised_by(request.user, slug)
    file = file_of(event, pk)
    layouts = read_file(file, find_terms).layouts
    forms = [
        SheetForm(request.POST or None, layout=layout, prefix=f"s{number}")
        for number, layout in enumerate(layouts)
    ]
    if request.method == "POST" and all([form.is_valid() for form in forms]):  # noqa: C419 - each form shows its errors
        mapping = {form.layout.sheet.name: form.mapping() for form in forms}
        try:
            actions.mend_mapping(
                by=standing(request.user, event).person, file=file, mapping=mapping
            )
        except SurveyRefusal as refusal:
            messages.error(request, str(refusal))
        return redirect("survey:import", slug, pk)
    context = {"event": event, "tab": "survey:answers", "file": file, "forms": forms}
    return render(
        request,
        "survey/imports/columns.html",
        context,
        status=422 if request.method == "POST" else 200,
    )


@require_POST
def apply(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Import the whole file, or nothing."""
    event = event_organised_by(request.user, slug)
    try:
        counts = actions.apply_file(
            by=standing(request.user, event).person, file=file_of(event, pk)
        )
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        numbers = {
            each: counts.total(each) for each in ("created", "updated", "unchanged")
        }
        messages.success(
            request,
            _(
                "Imported: %(created)s new, %(updated)s updated, %(unchanged)s unchanged."
            )
            % numbers,
        )
    return redirect("survey:import", slug, pk)


@require_http_methods(["GET", "POST"])
def undo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say what taking the file back does, and do it."""
    event = event_organised_by(request.user, slug)
    file = file_of(event, pk)
    if request.method != "POST":
        context = {
            "event": event,
            "tab": "survey:answers",
            "file": file,
            "counts": files_of(event).get(pk=pk),
        }
        return render(request, "survey/imports/undo.html", context)
    try:
        undo_file(by=standing(request.user, event).person, file=file)
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("Taken back: everything is as it was before the file.")
        )
    return redirect("survey:import", slug, pk)


@require_POST
def discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a preview away; the event was never touched by it."""
    event = event_organised_by(request.user, slug)
    try:
        actions.discard_file(
            by=standing(request.user, event).person, file=file_of(event, pk)
        )
    except SurveyRefusal as refusal:
        messages.error(request, str(refusal))
    return redirect("survey:imports", slug)
