"""What an organisation seeks and offers, item by item."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from madang.site.events.queries import event_joined_by
from madang.site.events.rules import standing
from madang.site.survey.actions import items as actions
from madang.site.survey.actions import names as name_actions
from madang.site.survey.actions.terms import restore_term
from madang.site.survey.forms.items import ItemForm
from madang.site.survey.forms.proposals import (
    clicked_values,
    is_click,
    label_of,
    open_rows,
    posted_values,
)
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
    values = ItemForm.values_of(chosen) if chosen else {}
    return {
        "items": items,
        "chosen": chosen,
        "form": ItemForm(initial=values) if is_open else None,
        "most": actions.MOST_ITEMS,
        **_proposals(values),
    }


def _proposals(values: dict[str, Any]) -> dict[str, Any]:
    """Return what the page shows of proposals: open ones, and those that were left out."""
    declined = (values.get("declined") or "").split()
    return {
        "proposals": open_rows(values),
        "declined": [(key, label_of(key)) for key in declined],
    }


@require_POST
def save(request: HttpRequest, slug: str, part: str) -> HttpResponse:
    """Save a new item or a changed one; show the form again with what does not fit."""
    context = page_context(request, slug, part)
    if context["read_only"] or part not in Item.Role.values:
        return render(request, "survey/mine/refused.html", context, status=403)
    registration, answer = context["registration"], context["answer"]
    chosen = _chosen(answer, part, request.POST.get("item", ""))
    if is_click(request.POST):
        values = clicked_values(request.POST)
        context |= items_context(answer, part, wanted="") | _proposals(values)
        context |= {"form": ItemForm(initial=values), "chosen": chosen}
        return render(request, "survey/mine/items.html", context)
    form = ItemForm(request.POST)
    left_open = [row.key for row in open_rows(posted_values(request.POST))]
    if form.is_valid():
        try:
            actions.save_item(
                by=context["person"],
                registration=registration,
                content=form.content(part, unconfirmed=left_open),
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
    context |= _proposals(posted_values(request.POST))
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
    if removed["kind"] == "term":
        restore_term(by=who.person, registration=registration, declined=removed["term"])
    elif removed["kind"] == "item":
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
