"""The workbook of answers: to download, and to take answers to own questions in."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from madang.site.events.models import Event
from madang.site.events.queries import event_organised_by
from madang.site.events.rules import standing
from madang.site.survey.actions.answer_sheets import take_in_answers
from madang.site.survey.exports.answers import answers_xlsx
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_safe
def download(request: HttpRequest, slug: str) -> HttpResponse:
    """Return all answers as a workbook."""
    event = event_organised_by(request.user, slug)
    return workbook(answers_xlsx(event), f"{slug}-answers.xlsx")


@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, slug: str) -> HttpResponse:
    """Take answers to own questions in from the workbook of answers."""
    event = event_organised_by(request.user, slug)
    person = standing(request.user, event).person
    if event.state == Event.State.CLOSED or person is None:
        raise PermissionDenied(_("The event is closed. Its answers stay as they are."))
    page = ImportPage(
        title=_("Take answers to your own questions in"),
        text=_(
            "Download the workbook of answers, fill the columns of your questions and give it back. One row an organisation; a blank cell leaves an answer as it is. Several choices stand in one cell, with semicolons between them. Columns of the survey itself are not taken in."
        ),
        here=reverse("survey:answers-take-in", args=[slug]),
        back=reverse("survey:questions", args=[slug]),
        template=reverse("survey:answers-xlsx", args=[slug]),
        save=partial(take_in_answers, event=event),
        target=event,
    )
    return import_page(request, page, by=person)
