"""What the pages share on which curators enter, correct, end and withdraw a row about an organisation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from madang.site.ledger.actions.entries import enter_passage
from madang.site.ledger.forms.claims import WithdrawForm
from madang.site.ledger.forms.evidence import EvidenceForm
from madang.site.ledger.forms.records import EndForm, RecordForm
from madang.site.ledger.models import Claim, Passage
from madang.site.ledger.queries.organisations import names_offered
from madang.site.ledger.queries.records import membership_of
from madang.site.ledger.rules.access import LedgerError
from madang.site.ledger.rules.records import BETWEEN
from madang.site.ledger.views.gate import actor, curator_of, show_refusal


@dataclass(frozen=True)
class Page:
    """What differs between the pages: heading, sentence, button and message; of what, and where it leads back to."""

    title: str
    text: str
    button: str
    done: str
    of: str
    back: str
    # The first place in a source that a correction's form offers.
    place: dict[str, Any] = field(default_factory=dict)


def entry_page(
    request: HttpRequest,
    form: Form,
    page: Page,
    save: Callable[[Sequence[Passage]], object],
) -> HttpResponse:
    """Show the form with that of the evidence; enter both in one go, or name the field that is refused."""
    user = curator_of(request)
    initial = page.place or {"source": request.GET.get("source")}
    evidence = EvidenceForm(request.POST or None, user=user, initial=initial)
    if form.is_valid() & evidence.is_valid():
        try:
            with transaction.atomic():
                passage = enter_passage(by=actor(request), evidence=evidence.facts())
                save([passage])
        except LedgerError as error:
            show_refusal(error, form, evidence)
        else:
            messages.success(request, page.done)
            return redirect(page.back)
    context = {
        "form": form,
        "evidence": evidence,
        "page": page,
        "names": names_offered(user),
    }
    return render(request, "ledger/enter_record.html", context)


def record_page(
    request: HttpRequest,
    form: RecordForm,
    page: Page,
    verb: Callable[..., object],
    *row: object,
    **named: object,
) -> HttpResponse:
    """Enter or correct a row: the verb gets it with the fields of its form, what is said of the claim, and the evidence."""
    return entry_page(
        request,
        form,
        page,
        lambda passages: verb(
            *row,
            by=actor(request),
            passages=passages,
            facts=form.own(),
            **named,
            **form.told(),
        ),
    )


def correction(
    title: str, text: str, *, of: str, back: str, claim: Claim | None
) -> Page:
    """Return the page on which a row is corrected; the place in the source is that of its claim so far."""
    return Page(
        title=title,
        text=text,
        button=_("Enter the correction"),
        done=_("The correction is entered."),
        of=of,
        back=back,
        place=place_of(claim),
    )


def so_far(what: object) -> str:
    """Return the sentence above a correction: what is known so far, and that it stays."""
    return _("So far: %(what)s. The old claim stays, with your reason beside it.") % {
        "what": what
    }


def end_page(
    request: HttpRequest,
    page: tuple[str, str, str],
    until: str,
    verb: Callable[..., object],
    row: object,
) -> HttpResponse:
    """Enter until when a row held; `page` is its title, of what it is, and where it leads back to."""
    title, of, back = page
    form = EndForm(request.POST or None, initial={"until": until})
    ending = Page(
        title=title,
        text=_("It stays on the page, with the day on which it ended."),
        button=_("Enter the end"),
        done=_("The end is entered."),
        of=of,
        back=back,
    )
    return entry_page(
        request,
        form,
        ending,
        lambda passages: verb(
            row, by=actor(request), passages=passages, **form.cleaned_data
        ),
    )


def withdrawal_page(
    request: HttpRequest, page: Page, save: Callable[[str], object]
) -> HttpResponse:
    """Say what goes and ask why; withdraw with the reason."""
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            save(form.cleaned_data["why"])
        except LedgerError as error:
            show_refusal(error, form)
        else:
            messages.success(request, page.done)
            return redirect(page.back)
    return render(request, "ledger/withdraw_record.html", {"form": form, "page": page})


def place_of(claim: Claim | None) -> dict[str, Any]:
    """Return the first passage of a claim as the form of the evidence shows it."""
    citation = (
        claim.citations.select_related("passage__source").first() if claim else None
    )
    if citation is None:
        return {}
    passage = citation.passage
    return {
        "source": passage.source.key,
        "exact": passage.exact,
        "paraphrase": passage.paraphrase,
        "line": passage.line,
        "first": passage.start,
        "last": passage.end,
    }


def correction_of(claim: Claim) -> str:
    """Return the page on which the row of a claim is corrected together with the claim; "" where the claim alone is."""
    if claim.aspect != Claim.Aspect.EXISTENCE:
        return ""
    if claim.position is not None:
        return reverse("ledger:correct-position", args=[claim.position.key])
    if claim.initiative is not None:
        return reverse("ledger:correct-initiative", args=[claim.initiative.key])
    relation = claim.relation
    if relation is None or relation.is_withdrawn:
        return ""
    if relation.predicate in BETWEEN and relation.subject_organisation is not None:
        return reverse("ledger:correct-relation", args=[relation.pk])
    row = membership_of(relation)
    return reverse("ledger:correct-membership", args=[row.pk]) if row else ""
