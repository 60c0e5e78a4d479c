"""What an organisation seeks and offers, item by item."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.survey.actions import items as actions
from madang.site.survey.actions import names as name_actions
from madang.site.survey.forms.items import ItemForm
from madang.site.survey.models import Answer, Item
from madang.site.survey.queries.answers import own_registration
from madang.site.survey.rules import SurveyRefusal, why_closed, why_not_mine
from madang.site.survey.views.parts import page_context


def _chosen(answer: Answer | None, part: str, wanted: str) -> Item | None:
    items = (
        [item for item in answer.items.all() if item.role == part]
        if answer is not None
        else []
    )
    return next((item for item in items if str(item.pk) == wanted), None)


def items_context(answer: Answer | None, part: str, *, wanted: str) -> dict[str, Any]:
    """Return the items of a part and the form: of the item in the address, of a new one, or none."""
    items = (
        [item for item in answer.items.all() if item.role == part]
        if answer is not None
        else []
    )
    chosen = _chosen(answer, part, wanted)
    is_open = chosen is not None or not items or wanted == "new"
    form = (
        ItemForm(initial=ItemForm.values_of(chosen) if chosen else None)
        if is_open
        else None
    )
    return {"items": items, "chosen": chosen, "form": form, "most": actions.MOST_ITEMS}


@require_POST
def save(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Save a new item or a changed one; show the form again with what does not fit."""
    context = page_context(request, slug, part)
    if context["read_only"] or part not in Item.Role.values:
        return render(request, "survey/mine/refused.html", context, status=403)
    registration, answer = context["registration"], context["answer"]
    chosen = _chosen(answer, part, request.POST.get("item", ""))
    form = ItemForm(request.POST)
    if form.is_valid():
        try:
            actions.save_item(
                by=context["person"],
                registration=registration,
                content=form.content(part),
                item_id=chosen.pk if chosen else None,
            )
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey:part", slug, part)
    context |= items_context(answer, part, wanted="") | {
        "form": form,
        "chosen": chosen,
    }
    return render(request, "survey/mine/items.html", context, status=422)


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item away; the next page offers to put it back."""
    event = event_joined_by(request.user, slug)
    who = standing(request.user, event)
    if reason := why_not_mine(who) or why_closed(event):
        return HttpResponseForbidden(reason)
    removed = actions.remove_item(
        by=who.person,
        registration=own_registration(event, who.registration),
        item_id=pk,
    )
    if removed is None:
        raise Http404
    request.session["survey_removed"] = {
        "kind": "item",
        "part": removed["role"],
        "what": removed["text"][:80],
        "item": removed,
    }
    return redirect("survey:part", slug, removed["role"])


@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    """Put back what was taken away last."""
    event = event_joined_by(request.user, slug)
    who = standing(request.user, event)
    if reason := why_not_mine(who) or why_closed(event):
        return HttpResponseForbidden(reason)
    removed = request.session.pop("survey_removed", None)
    if removed is None:
        return redirect("survey:mine", slug)
    registration = own_registration(event, who.registration)
    if removed["kind"] == "item":
        actions.restore_item(
            by=who.person, registration=registration, removed=removed["item"]
        )
    else:
        name_actions.add_name(
            by=who.person,
            registration=registration,
            kind=removed["kind"],
            name=removed["what"],
        )
    return redirect("survey:part", slug, removed["part"])
