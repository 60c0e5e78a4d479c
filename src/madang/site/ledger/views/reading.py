"""The reading desk: the article with its marks on the left, one candidate on the right; every key has a button."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from madang.site.core.ui import page_of
from madang.site.ledger.actions import reading as actions
from madang.site.ledger.forms.parties import PartyRows, one_row_more, party_rows
from madang.site.ledger.forms.reading import (
    ArticleForm,
    RefusalForm,
    initial_of,
    kept_in,
    rows_of,
)
from madang.site.ledger.forms.ties import TieForm
from madang.site.ledger.models import FactCandidate, Reading
from madang.site.ledger.queries import reading as queries
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.queries.sources import source_seen_by
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.views.gate import actor, curator_of, for_curators, show_refusal

WAITING = (FactCandidate.State.OPEN, FactCandidate.State.LATER)


@for_curators
@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """List what was read, open desks first, and how much of what was entered had been proposed so."""
    kept, entered = queries.share_kept()
    context = {
        "page": page_of(request, queries.readings_seen_by(request.user)),
        "kept": kept,
        "entered": entered,
        "share": round(100 * kept / entered) if entered else None,
    }
    return render(request, "ledger/reading/readings.html", context)


@for_curators
@require_http_methods(["GET", "POST"])
def read(request: HttpRequest, key: str) -> HttpResponse:
    """Take the text of a source and read it."""
    source = source_seen_by(request.user, key)
    form = ArticleForm(request.POST or None)
    if form.is_valid():
        try:
            reading = actions.read_source(source, by=actor(request), **form.cleaned_data)  # fmt: skip
        except LedgerError as error:
            show_refusal(error, form)
        else:
            return redirect("ledger:desk", reading.pk)
    context = {"form": form, "source": source}
    return render(request, "ledger/reading/read.html", context)


@dataclass(frozen=True)
class Desk:
    """One candidate on the desk, with the forms of it."""

    form: TieForm
    rows: PartyRows
    refusal: RefusalForm


@for_curators
@require_safe
def desk(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a text with its candidates: the one that is asked for, else the first that waits."""
    reading = queries.reading_seen_by(request.user, pk)
    every = list(reading.candidates.select_related("tie", "decided_by"))
    at = request.GET.get("at", "")
    waiting = [each for each in every if each.state in WAITING]
    chosen = next((each for each in every if str(each.pk) == at), None)
    shown = chosen or next(iter(waiting or every), None)
    return _desk(request, reading, every, shown, None)


def _desk(
    request: HttpRequest,
    reading: Reading,
    every: list[FactCandidate],
    shown: FactCandidate | None,
    sent: Desk | None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "reading": reading,
        "every": every,
        "shown": shown,
        "waiting": sum(each.state in WAITING for each in every),
        "pieces": pieces_of(reading.text, every, shown),
    }
    if shown is not None:
        at = every.index(shown)
        context |= {
            "number": at + 1,
            "before": every[at - 1] if at else None,
            "after": every[at + 1] if at + 1 < len(every) else None,
        }
    if shown is not None and shown.state in WAITING and reading.cleared_at is None:
        user = curator_of(request)
        blank = Desk(
            TieForm(user=user, initial=initial_of(shown)),
            rows_of(queries.parties_of(shown)),
            RefusalForm(),
        )
        context |= {
            "desk": sent or blank,
            "alike": queries.ties_alike(user, shown),
            "names": names_offered(user),
        }
    return render(request, "ledger/reading/desk.html", context)


@dataclass(frozen=True)
class Piece:
    """A piece of the text; of a sentence with a candidate the candidate, and whether it is the one that is shown."""

    text: str
    candidate: FactCandidate | None = None
    is_shown: bool = False


def pieces_of(
    text: str, every: list[FactCandidate], shown: FactCandidate | None
) -> list[Piece]:
    """Return the text in pieces: sentences with candidates and what stands between them. Of a sentence the shown one counts."""
    found: list[Piece] = []
    done = 0
    for each in sorted(every, key=lambda row: (row.start, row != shown, row.pk)):
        if each.start < done or each.end > len(text):
            continue
        found.append(Piece(text[done : each.start]))
        is_shown = shown is not None and (each.start, each.end) == (shown.start, shown.end)  # fmt: skip
        found.append(Piece(text[each.start : each.end], shown if is_shown else each, is_shown))  # fmt: skip
        done = each.end
    return [*found, Piece(text[done:])]


@for_curators
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a candidate as the form has it; a row more is a row more."""
    candidate = queries.candidate_seen_by(request.user, pk)
    user = curator_of(request)
    if "more" in request.POST:
        sent = Desk(
            TieForm(user=user, initial=request.POST.dict()),
            one_row_more(request.POST),
            RefusalForm(),
        )
        return _again(request, candidate, sent)
    form, rows = TieForm(request.POST, user=user), party_rows(request.POST)
    if form.is_valid() & rows.is_valid():
        parties = list(rows.parties())
        proposed = queries.parties_of(candidate)
        names = [named["name"] for _field, _part, named in parties]
        try:
            actions.accept(
                candidate,
                by=actor(request),
                parties=parties,
                tie=form.facts(),
                kept=kept_in(candidate, proposed, form.cleaned_data, names),
            )
        except LedgerError as error:
            error.field = "party-0-name" if error.field == "parties" else error.field
            show_refusal(error, form, *rows.forms)
        else:
            return _next(request, candidate, _("Entered."))
    return _again(request, candidate, Desk(form, rows, RefusalForm()))


def _again(request: HttpRequest, candidate: FactCandidate, sent: Desk) -> HttpResponse:
    reading = queries.reading_seen_by(request.user, candidate.reading_id)
    every = list(reading.candidates.select_related("tie", "decided_by"))
    shown = next(each for each in every if each.pk == candidate.pk)
    return _desk(request, reading, every, shown, sent)


@for_curators
@require_POST
def same(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a candidate as evidence of a tie that is known."""
    candidate = queries.candidate_seen_by(request.user, pk)
    wanted = request.POST.get("tie", "")
    offered = {each.key: each for each in queries.ties_alike(request.user, candidate)}
    if wanted not in offered:
        messages.error(request, _("Choose one of the ties that are proposed."))
        return redirect(_address(candidate))
    return _decided(
        request,
        candidate,
        _("Added to the tie as evidence."),
        lambda: actions.take_as_same(
            candidate, offered[wanted], by=actor(request), stage=candidate.stage
        ),
    )


@for_curators
@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse a candidate, with the reason."""
    candidate = queries.candidate_seen_by(request.user, pk)
    why = request.POST.get("why", "")
    return _decided(
        request,
        candidate,
        _("Refused."),
        lambda: actions.refuse(candidate, by=actor(request), why=why),
    )


@for_curators
@require_POST
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a candidate for later."""
    candidate = queries.candidate_seen_by(request.user, pk)
    return _decided(
        request,
        candidate,
        _("Left for later."),
        lambda: actions.put_off(candidate, by=actor(request)),
    )


@for_curators
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back and show the candidate again."""
    candidate = queries.candidate_seen_by(request.user, pk)
    try:
        actions.undo(candidate, by=actor(request))
    except LedgerError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Taken back."))
    return redirect(_address(candidate))


@for_curators
@require_POST
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the text off the desk."""
    reading = queries.reading_seen_by(request.user, pk)
    actions.clear_desk(reading, by=actor(request))
    messages.success(request, _("The desk is cleared. What was decided stays."))
    return redirect("ledger:readings")


def _decided(
    request: HttpRequest, candidate: FactCandidate, done: str, verb: Any
) -> HttpResponse:
    try:
        verb()
    except LedgerError as error:
        messages.error(request, str(error))
        return redirect(_address(candidate))
    return _next(request, candidate, done)


def _next(request: HttpRequest, candidate: FactCandidate, done: str) -> HttpResponse:
    """Say what was done, with the way back, and go to the next candidate that nobody has decided of."""
    request.session["undo_candidate"] = candidate.pk
    messages.success(request, done)
    rest = candidate.reading.candidates.filter(state=FactCandidate.State.OPEN)
    after = rest.filter(start__gte=candidate.start).first() or rest.first()
    return redirect(_address(after or candidate))


def _address(candidate: FactCandidate) -> str:
    return f"{reverse('ledger:desk', args=[candidate.reading_id])}?at={candidate.pk}"
