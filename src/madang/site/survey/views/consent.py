"""Who may see an organisation's profile: chosen, previewed as each audience would see it, and withdrawn with a warning."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.survey.actions.answers import save_consent
from madang.site.survey.forms.answers import ConsentForm
from madang.site.survey.models import Answer, Consent
from madang.site.survey.queries.attendees import attendee_of, attendees_of
from madang.site.survey.queries.profiles import (
    is_open_to,
    possible_matches,
    profile_of,
    visible_profile,
)
from madang.site.survey.rules import SurveyRefusal
from madang.site.survey.views.parts import page_context

PAGE = "survey/mine/consent.html"


def _given(answer: Answer | None) -> list[str]:
    return [row.audience for row in answer.consents.all()] if answer else []


def _hidden_from(context: dict[str, Any], wanted: Iterable[str]) -> int:
    """Return from how many possible matches a change of consent would hide the organisation; 0 for a harmless one."""
    answer = context["answer"]
    if answer is None or answer.state != Answer.State.SUBMITTED:
        return 0
    audience = Consent.Audience.MATCHED
    if not is_open_to(_given(answer), audience) or is_open_to(wanted, audience):
        return 0
    return possible_matches(context["registration"]) or 0


def _may_withdraw(context: dict[str, Any]) -> bool:
    """Return whether consent is the one thing that can still change: the survey has closed, and some is given."""
    return bool(context["closed"] and context["is_lead"] and _given(context["answer"]))


def _choices(context: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the audiences that can be chosen: once the survey has closed only those that may read already."""
    given = _given(context["answer"])
    return [
        (value, str(label))
        for value, label in Consent.Audience.choices
        if not context["may_withdraw"] or is_open_to(given, value)
    ]


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who may see the profile, or save it; what hides it from possible matches is asked once more."""
    context = page_context(request, slug, "consent")
    context |= {
        "audiences": Consent.Audience.choices,
        "may_withdraw": _may_withdraw(context),
    }
    if context["may_withdraw"]:
        context["read_only"] = ""
    choices, given = _choices(context), _given(context["answer"])
    if request.method != "POST":
        form = ConsentForm(choices=choices, initial={"audiences": given})
        return render(request, PAGE, context | {"form": form})
    if context["read_only"]:
        return render(request, "survey/mine/refused.html", context, status=403)
    form = ConsentForm(request.POST, choices=choices)
    if not form.is_valid():
        return render(request, PAGE, context | {"form": form}, status=422)
    return _save(request, context, form)


def _save(
    request: HttpRequest, context: dict[str, Any], form: ConsentForm
) -> HttpResponse:
    """Save consent; ask once more about a loss that is felt, or that cannot be undone."""
    wanted = form.cleaned_data["audiences"]
    hidden = _hidden_from(context, wanted)
    is_final = context["may_withdraw"] and set(wanted) != set(_given(context["answer"]))
    if (hidden or is_final) and "withdraw" not in request.POST:
        asked = {"form": form, "hidden": hidden, "is_final": is_final}
        return render(request, PAGE, context | asked)
    try:
        save_consent(
            by=context["person"],
            registration=context["registration"],
            audiences=wanted,
        )
    except SurveyRefusal as refusal:
        form.add_error(None, str(refusal))
        return render(request, PAGE, context | {"form": form}, status=422)
    if is_final:
        messages.success(request, _("Consent is withdrawn. From now on nobody reads your profile without it."))  # fmt: skip
        return redirect("survey:part", context["event"].slug, "consent")
    return redirect("survey:part", context["event"].slug, context["after"])


@require_GET
def preview(request: HttpRequest, slug: str, audience: str) -> HttpResponse:
    """Show the organisation's own profile as an audience sees it, or would see it with consent."""
    context = page_context(request, slug, "consent")
    if audience not in Consent.Audience.values:
        raise Http404
    found = None
    if context["answer"] is not None:
        found = attendees_of(Answer.objects.filter(pk=context["answer"].pk)).get()
    profile = profile_of(found) if found is not None else None
    context |= {
        "audiences": Consent.Audience.choices,
        "audience": audience,
        "audience_label": Consent.Audience(audience).label,
        "template": f"survey/shown/{audience}.html",
        "profile": profile,
        "people": [
            (person, None)
            for person in (attendee_of(profile).people if profile else [])
        ],
        "is_sent": found is not None and found.state == Answer.State.SUBMITTED,
        "is_open": is_open_to(_given(found), audience),
        "is_seen": found is not None
        and visible_profile(found, audience=audience) is not None,
    }
    return render(request, "survey/mine/preview.html", context)
