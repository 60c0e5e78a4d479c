"""The page that takes a sheet in: a file, a preview of what it does with every fault at its place, then all of it or nothing."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from madang.site.core.imports import FileMark, Outcome, take_in
from madang.site.core.sheets import XLSX_TYPE
from madang.site.core.tables import Cells
from madang.site.directory.models import Person
from madang.site.survey.forms.files import SheetFileForm
from madang.site.survey.reading.workbook import UnreadableFileError, read_workbook

MOST_SHOWN = 200
KEPT_SECONDS = 60 * 60


def workbook(content: bytes, name: str) -> HttpResponse:
    """Return a workbook to download."""
    answer = HttpResponse(content, content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@dataclass(frozen=True)
class ImportPage:
    """What differs between the pages: words, addresses, and what a file is taken in for."""

    title: str | Promise
    text: str | Promise
    here: str
    back: str
    template: str
    save: Callable[[Cells, Outcome], None]
    target: models.Model
    room: str = "landscape"


def import_page(request: HttpRequest, page: ImportPage, *, by: Person) -> HttpResponse:
    """Show the form; read a file and show what it would do; or, with the token of a preview, take the file in."""
    if request.method == "POST" and request.POST.get("token"):
        return _apply(request, page, by)
    form = SheetFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "import": page}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        file = FileMark(upload.name, upload.read())
        try:
            outcome = _take(page, file, by=by, is_trial=True)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return _preview(request, page, file, outcome, by)
    return render(
        request,
        "survey/imports/sheet.html",
        context,
        status=422 if form.is_bound else 200,
    )


def _take(page: ImportPage, file: FileMark, *, by: Person, is_trial: bool) -> Outcome:
    sheets = read_workbook(file.name, file.content)
    cells = [(each.name, each.rows) for each in sheets]
    return take_in(
        page.save, cells, by=by, file=file, target=page.target, is_trial=is_trial
    )


def _kept(by: Person, token: str) -> str:
    # The preview of one person is no other's.
    return f"sheet-{by.pk}-{token}"


def _preview(
    request: HttpRequest, page: ImportPage, file: FileMark, outcome: Outcome, by: Person
) -> HttpResponse:
    token = ""
    if not outcome.faults and (outcome.new or outcome.changed):
        token = secrets.token_urlsafe(16)
        cache.set(_kept(by, token), (file.name, file.content), KEPT_SECONDS)
    context = {
        "form": SheetFileForm(),
        "import": page,
        "file": file,
        "outcome": outcome,
        "faults": outcome.faults[:MOST_SHOWN],
        "notes": outcome.notes[:MOST_SHOWN],
        "token": token,
    }
    status = 422 if outcome.faults else 200
    return render(request, "survey/imports/sheet.html", context, status=status)


def _apply(request: HttpRequest, page: ImportPage, by: Person) -> HttpResponse:
    name = _kept(by, request.POST["token"][:40])
    kept = cache.get(name)
    if kept is None:
        messages.error(
            request,
            _("A preview is kept for an hour, and used once. Choose the file again."),
        )
        return redirect(page.here)
    cache.delete(name)
    file = FileMark(*kept)
    outcome = _take(page, file, by=by, is_trial=False)
    if outcome.faults:
        # Something has changed since the preview.
        return _preview(request, page, file, outcome, by)
    numbers = {"new": outcome.new, "changed": outcome.changed, "known": outcome.known}
    messages.success(
        request,
        _("Taken in. New: %(new)d, changed: %(changed)d, here already: %(known)d.")
        % numbers,
    )
    return redirect(page.back)
