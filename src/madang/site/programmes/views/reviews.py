"""Pages of reviewing and deciding: what waits for a reviewer, an opinion, stepping back; naming reviewers, the decision."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from madang.site.core.ui import page_of
from madang.site.programmes.actions import reviews as actions
from madang.site.programmes.forms.applications import (
    DecisionForm,
    ReviewerForm,
    ReviewForm,
)
from madang.site.programmes.models import Application, Review
from madang.site.programmes.queries import applications as applications
from madang.site.programmes.queries.reviews import review_seen_by, reviews_of
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.acting import act, acting_person
from madang.site.programmes.views.applications import application_page


@login_required
@require_GET
def own_reviews(request: HttpRequest) -> HttpResponse:
    """Show what one is to review and has reviewed."""
    page = page_of(request, reviews_of(acting_person(request)), size=20)
    return render(request, "programmes/reviews/list.html", {"page": page})


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application to its reviewer, and take score and opinion."""
    row = review_seen_by(request.user, pk)
    initial = {"score": row.score, "text": row.text}
    form = ReviewForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_review(
                by=acting_person(request), review=row, **form.cleaned_data
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("Your opinion is kept. You can change it until the decision."),
            )
            return redirect("programmes:review", pk)
    return _page(request, row, form)


def _page(request: HttpRequest, row: Review, form: ReviewForm) -> HttpResponse:
    context: dict[str, Any] = {"review": row, "form": form}
    # Whoever stepped back reads the application no longer.
    if not row.has_conflict:
        application = applications.whole(
            Application.objects.filter(pk=row.application_id)
        ).get()
        context |= {
            "application": application,
            "progress": applications.progress_of(application),
        }
    return render(
        request,
        "programmes/reviews/review.html",
        context,
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def step_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that one has an interest."""
    row = review_seen_by(request.user, pk)
    person = acting_person(request)
    return act(
        request,
        lambda: actions.step_back(by=person, review=row),
        done=_("You stepped back. Those who run the programme name somebody else."),
        back=reverse("programmes:review", args=[pk]),
    )


def _managed(request: HttpRequest, pk: int) -> tuple[Application, frozenset[str]]:
    """Return an application to those who decide on it; 404 for whoever does not read it, else 403."""
    application, roles = applications.application_seen_by(request.user, pk)
    if "manager" not in roles:
        raise PermissionDenied(
            _(
                "Only those who run the programme do this, and nobody of the applicant’s organisation."
            )
        )
    return application, roles


@login_required
@require_POST
def name_reviewer(request: HttpRequest, pk: int) -> HttpResponse:
    """Name a reviewer."""
    application, roles = _managed(request, pk)
    form = ReviewerForm(request.POST)
    if form.is_valid():
        try:
            row = actions.name_reviewer(
                by=acting_person(request),
                application=application,
                address=form.cleaned_data["address"],
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(name)s is named and gets mail.") % {"name": row.reviewer.name},
            )
            return redirect("programmes:application", pk)
    return application_page(request, application, roles, form=form)


@login_required
@require_POST
def dismiss_reviewer(request: HttpRequest, pk: int, review: int) -> HttpResponse:
    """Take a reviewer off who has not said anything yet."""
    application, _roles = _managed(request, pk)
    row = get_object_or_404(Review, application=application, pk=review)
    person = acting_person(request)
    return act(
        request,
        lambda: actions.dismiss_reviewer(by=person, review=row),
        done=_("%(name)s no longer reviews this application. They can be named again.")
        % {"name": row.reviewer.name},
        back=reverse("programmes:application", args=[pk]),
    )


@login_required
@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on an application."""
    application, roles = _managed(request, pk)
    form = DecisionForm(request.POST, application=application)
    if form.is_valid():
        try:
            actions.decide(
                by=acting_person(request),
                application=application,
                **form.cleaned_data,
            )
        except ProgrammeError as error:
            form.refuse(error)
        else:
            messages.success(
                request, _("Decided. The applicant gets mail with the reason.")
            )
            return redirect("programmes:application", pk)
    return application_page(request, application, roles, form=form)
