"""Pages of an application: the draft with its parts, what was submitted, submitting and withdrawing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.templatetags.ui import clock
from madang.site.core.ui import page_of
from madang.site.programmes.actions import applications as actions
from madang.site.programmes.forms.applications import (
    ApplicationForm,
    DecisionForm,
    ReviewerForm,
)
from madang.site.programmes.models import Application
from madang.site.programmes.queries import applications as queries
from madang.site.programmes.queries.calls import call_seen_by
from madang.site.programmes.queries.reviews import reviews_for, scores_of
from madang.site.programmes.rules.applications import POLICY
from madang.site.programmes.rules.programmes import ProgrammeError
from madang.site.programmes.views.acting import act, acting_person


def allowed(action: str, application: Application, roles: frozenset[str]) -> bool:
    """Whether somebody of these roles may do this now."""
    role, states = POLICY[action]
    return role in roles and application.state in states


@login_required
@require_POST
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft in a call."""
    call = call_seen_by(request.user, slug)
    person = acting_person(request)
    try:
        application = actions.start_application(by=person, call=call)
    except ProgrammeError as error:
        messages.error(request, str(error))
        return redirect("programmes:call", slug)
    return redirect("programmes:application", application.pk)


@login_required
@require_GET
def own_applications(request: HttpRequest) -> HttpResponse:
    """Show the applications of one's organisation."""
    page = page_of(request, queries.of_person(acting_person(request)), size=20)
    rows = [(each, queries.progress_of(each)) for each in page.object_list]
    return render(
        request, "programmes/applications/list.html", {"page": page, "rows": rows}
    )


@login_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application: the draft as a form to its lead, everything else to be read."""
    application, roles = queries.application_seen_by(request.user, pk)
    return application_page(request, application, roles)


def application_page(
    request: HttpRequest,
    application: Application,
    roles: frozenset[str],
    *,
    form: Any = None,
) -> HttpResponse:
    """Render an application; `form` is one of its forms that was refused."""
    call = application.call
    context: dict[str, Any] = {
        "application": application,
        "call": call,
        "roles": roles,
        "progress": queries.progress_of(application),
        "why_not_open": queries.why_not_open(call, timezone.now()),
        "why_no_contract": queries.why_no_contract(
            application.organisation, call, timezone.localdate()
        )
        if "colleague" in roles and application.state == "draft"
        else "",
        "may_withdraw": allowed("withdraw", application, roles),
        "decision": getattr(application, "decision", None),
        "bound": form,
    }
    name = "programmes/applications/read.html"
    if allowed("save", application, roles):
        context["form"] = form or ApplicationForm(application=application)
        name = "programmes/applications/draft.html"
    elif "manager" in roles:
        context |= _deciding(application, roles, form)
    return render(request, name, context, status=422 if form is not None else 200)


def _deciding(
    application: Application, roles: frozenset[str], form: Any
) -> dict[str, Any]:
    """Return what those who decide see besides."""
    is_reviewer_form = isinstance(form, ReviewerForm)
    decision = form if isinstance(form, DecisionForm) else None
    is_over = timezone.now() >= application.call.closes_at
    return {
        "reviews": reviews_for(application),
        "scores": scores_of(application),
        "may_name": allowed("name reviewer", application, roles),
        "may_decide": allowed("decide", application, roles) and is_over,
        "is_early": allowed("decide", application, roles) and not is_over,
        "reviewer_form": form if is_reviewer_form else ReviewerForm(),
        "decision_form": decision or DecisionForm(application=application),
    }


def _lead_of(request: HttpRequest, pk: int) -> tuple[Application, frozenset[str]]:
    """Return an application that this user reads and whose organisation's entry they lead; 404, else 403."""
    application, roles = queries.application_seen_by(request.user, pk)
    if "lead" not in roles:
        raise PermissionDenied(
            _(
                "Only whoever leads the organisation’s entry does this; colleagues read the same pages."
            )
        )
    return application, roles


@login_required
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a draft as far as it is. A script that saves while somebody writes is answered in JSON."""
    application, roles = _lead_of(request, pk)
    wants_json = request.headers.get("Accept") == "application/json"
    form = ApplicationForm(request.POST, application=application)
    saved = _save(request, form, application) if form.is_valid() else None
    if wants_json:
        return _told(form, saved)
    if saved is None:
        return application_page(request, application, roles, form=form)
    if "submit" in request.POST:
        return _submitted(request, saved)
    messages.success(
        request,
        _("Saved at %(time)s.") % {"time": clock(saved.saved_at, saved.call.zone)},
    )
    return redirect("programmes:application", pk)


def _save(
    request: HttpRequest, form: ApplicationForm, application: Application
) -> Application | None:
    try:
        saved = actions.save_application(
            by=acting_person(request),
            application=application,
            version=form.cleaned_data["version"],
            title=form.cleaned_data["title"].strip(),
            amount=form.cleaned_data.get("amount"),
            answers=form.answers(),
        )
    except actions.OutdatedError as error:
        form.refuse(error)
        # What was typed stays; saving once more means it on purpose.
        typed = request.POST.copy()
        typed["version"] = str(error.version)
        form.data = typed
    except ProgrammeError as error:
        form.refuse(error)
    else:
        return queries.whole(Application.objects.filter(pk=saved.pk)).get()
    return None


def _told(form: ApplicationForm, saved: Application | None) -> JsonResponse:
    if saved is None:
        reason = next(iter(form.errors.values()))[0]
        return JsonResponse({"refused": str(reason)}, status=422)
    progress = queries.progress_of(saved)
    return JsonResponse(
        {
            "version": saved.version,
            "saved": _("Saved %(time)s")
            % {"time": clock(saved.saved_at, saved.call.zone)},
            "progress": _("%(percent)d%% complete") % {"percent": progress.percent},
            "percent": progress.percent,
            "written": [each.key for each in progress.parts if each.is_done],
        }
    )


def _submitted(request: HttpRequest, application: Application) -> HttpResponse:
    return act(
        request,
        lambda: actions.submit_application(
            by=acting_person(request), application=application
        ),
        done=_("Submitted. You get the decision by mail."),
        back=reverse("programmes:application", args=[application.pk]),
    )


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Submit a draft as it was saved last."""
    application, _roles = _lead_of(request, pk)
    return _submitted(request, application)


@login_required
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw an application."""
    application, _roles = _lead_of(request, pk)
    person = acting_person(request)
    return act(
        request,
        lambda: actions.withdraw_application(by=person, application=application),
        done=_(
            "The application is withdrawn. Its text stays readable for your organisation."
        ),
        back=reverse("programmes:application", args=[pk]),
    )
