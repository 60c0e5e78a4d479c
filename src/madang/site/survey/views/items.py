"""What an organisation seeks and offers, item by item."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

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
from madang.site.survey.queries.versions import version_of_item
from madang.site.survey.rules import OutdatedPart, SurveyRefusal
from madang.site.survey.views.drafts import refused, told, wants_json
from madang.site.survey.views.parts import page_context, writer_of


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
        "version": version_of_item(chosen) if chosen else "",
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
    if wants_json(request):
        return _save_draft(request, context)
    if context["read_only"] or part not in Item.Role.values:
        return render(request, "survey/mine/refused.html", context, status=403)
    answer = context["answer"]
    chosen = _chosen(answer, part, request.POST.get("item", ""))
    if is_click(request.POST):
        values = clicked_values(request.POST)
        context |= items_context(answer, part, wanted="") | _proposals(values)
        context |= {"form": ItemForm(initial=values), "chosen": chosen}
        context["version"] = request.POST.get("version", "")
        return render(request, "survey/mine/items.html", context)
    form = ItemForm(request.POST)
    version = request.POST.get("version", "")
    if form.is_valid():
        try:
            _save(request, context, form, chosen)
        except OutdatedPart as error:
            form.add_error(None, str(error))
            # Saving once more means it on purpose.
            version, context["their_item"] = error.version, fresh_item(chosen)
        except SurveyRefusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("survey:part", slug, part)
    context |= items_context(answer, part, wanted="") | {
        "form": form,
        "chosen": chosen,
        "version": version,
    }
    context |= _proposals(posted_values(request.POST))
    return render(request, "survey/mine/items.html", context, status=422)


def _save(
    request: HttpRequest, context: dict[str, Any], form: ItemForm, chosen: Item | None
) -> Item:
    left_open = [row.key for row in open_rows(posted_values(request.POST))]
    return actions.save_item(
        by=context["person"],
        registration=context["registration"],
        content=form.content(context["part"], unconfirmed=left_open),
        item_id=chosen.pk if chosen else None,
        version=request.POST.get("version") or None,
    )


def fresh_item(item: Item | None) -> Item | None:
    """Return an item as it stands now, for a comparison."""
    if item is None:
        return None
    return Item.objects.prefetch_related("terms").filter(pk=item.pk).first()


def _save_draft(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Save an item while somebody writes, as far as it is; the answer names the item and its version."""
    if context["read_only"] or context["part"] not in Item.Role.values:
        return refused(context["read_only"])
    if not context["is_draft"]:
        return refused(_("The answers are sent: what you change counts when you save it."))  # fmt: skip
    form = ItemForm(request.POST)
    form.fields["deal"].required = False
    if not form.is_valid():
        return refused(next(iter(form.errors.values()))[0])
    chosen = _chosen(context["answer"], context["part"], request.POST.get("item", ""))
    try:
        item = _save(request, context, form, chosen)
    except SurveyRefusal as refusal:
        return refused(refusal)
    saved = fresh_item(item) or item
    return told(context, version=version_of_item(saved), fields={"item": item.pk})


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an item away; the next page offers to put it back."""
    writer = writer_of(request, slug)
    items = Item.objects.filter(answer__registration=writer.registration, pk=pk)
    role = items.values_list("role", flat=True).first() or ""
    if reason := writer.why_not(role):
        return HttpResponseForbidden(reason)
    removed = actions.remove_item(
        by=writer.person, registration=writer.registration, item_id=pk
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
    writer = writer_of(request, slug)
    removed = request.session.get("survey_removed")
    if reason := writer.why_not(removed["part"] if removed else ""):
        return HttpResponseForbidden(reason)
    if removed is None:
        return redirect("survey:mine", slug)
    del request.session["survey_removed"]
    who: dict[str, Any] = {"by": writer.person, "registration": writer.registration}
    if removed["kind"] == "term":
        restore_term(**who, declined=removed["term"])
    elif removed["kind"] == "item":
        actions.restore_item(**who, removed=removed["item"])
    else:
        name_actions.add_name(**who, kind=removed["kind"], name=removed["what"])
    return redirect("survey:part", slug, removed["part"])
