"""The button that follows, for any page that shows something to follow; and names of fields."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.template.defaultfilters import stringfilter

from madang.site.directory.models import Organisation
from madang.site.landscape.models import CalendarItem, Follow
from madang.site.landscape.queries.following import Mark, followed_by, mark_of
from madang.site.landscape.rules.feed import marks_of
from madang.site.landscape.wording.calendar import where_and_whose
from madang.site.landscape.wording.following import called
from madang.site.survey.vocabulary import FIELDS

register = template.Library()

register.filter("where_and_whose", where_and_whose)


@register.inclusion_tag("landscape/following/button.html", takes_context=True)
def follow_button(
    context: dict[str, Any],
    kind: str,
    *,
    country_a: str = "",
    country_b: str = "",
    organisation: Organisation | None = None,
    **other: Any,
) -> dict[str, object]:
    """Render the button that follows a pair, country, organisation, `field` or `entry`, or ends it."""
    field: str = other.get("field") or ""
    entry: CalendarItem | None = other.get("entry") or None
    marks = marks_of(
        kind,
        country_a=country_a or "",
        country_b=country_b or "",
        organisation=organisation or None,
        field=field,
        entry=entry,
    )
    request = context["request"]
    wanted = Follow(kind=kind, **marks)
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "user": request.user,
        "kind": kind,
        "marks": marks,
        "name": called(kind, marks),
        "row": _followed(request).get(mark_of(wanted)),
        "here": request.get_full_path(),
    }


def _followed(request: HttpRequest) -> dict[Mark, int]:
    """Return what whoever reads follows, asked once a page however many buttons it has."""
    known: dict[Mark, int] | None = getattr(request, "followed", None)
    if known is None:
        known = followed_by(request.user)
        request.followed = known  # type: ignore[attr-defined] # kept for the other buttons of this page
    return known


@register.filter
@stringfilter
def field_name(term: str) -> str:
    """Return the name of a field of the vocabulary; an unknown term stays as it is."""
    return str(FIELDS.get(term, term))
