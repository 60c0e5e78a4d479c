"""Filters and tags of the look: states, times in a zone, names of countries and languages, fields, pages."""

from datetime import date, datetime, timedelta
from typing import Any

from babel import Locale
from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.defaultfilters import stringfilter
from django.utils import formats
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madang.site.core.time import zone
from madang.site.core.ui import tabs_of

register = template.Library()


@register.simple_tag
def state(code: str, label: str) -> SafeString:
    """Return a state as glyph, word and tone. `code` is one of look.md's states."""
    return format_html(
        '<span class="state" data-state="{}">{}</span>', code.replace("_", "-"), label
    )


@register.filter
def clock(moment: datetime, zone_name: str) -> str:
    """Return an instant's wall-clock time in a zone: 09:25."""
    return formats.time_format(moment.astimezone(zone(zone_name)).time(), "H:i")


@register.filter
def day_in(moment: datetime, zone_name: str) -> str:
    """Return an instant's day in a zone: Tuesday 8 December."""
    return day(moment.astimezone(zone(zone_name)).date())


@register.filter
def day(value: date) -> str:
    """Return a day with its weekday: Tuesday 8 December."""
    return formats.date_format(value, _("l j F"))


@register.filter
def moment(value: datetime, zone_name: str) -> str:
    """Return day and time in a zone: 20 November, 18:00."""
    local = value.astimezone(zone(zone_name))
    return f"{formats.date_format(local.date(), 'MONTH_DAY_FORMAT')}, {local:%H:%M}"


@register.filter
def city(zone_name: str) -> str:
    """Return the city of a zone's name: Asia/Seoul is Seoul."""
    return zone_name.rsplit("/", 1)[-1].replace("_", " ")


@register.filter
@stringfilter
def country(code: str) -> str:
    """Return a country's name in the reader's language; an unknown code stays as it is."""
    return str(Locale(get_language() or "en").territories.get(code.upper(), code))


@register.filter
@stringfilter
def language_name(code: str) -> str:
    """Return a language's name in the reader's language; an unknown code stays as it is."""
    return str(Locale(get_language() or "en").languages.get(code.lower(), code))


@register.filter
def percent(part: float, whole: float) -> str:
    """Return a share in whole per cent: 86%. Nothing of nothing is a dash."""
    return f"{100 * part / whole:.0f}%" if whole else "–"


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """Render one field in the order of the look: label, hint, error, input."""
    described = [f"{bound.auto_id}-hint"] if bound.help_text else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    attributes: dict[str, str | bool] = {
        "class": f"{bound.field.widget.attrs.get('class', '')} input".strip()
    }
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    is_choice = getattr(bound.field.widget, "input_type", "") in ("checkbox", "radio")
    if is_choice:
        attributes.pop("class")
    is_single = getattr(
        bound.field.widget, "input_type", ""
    ) == "checkbox" and not hasattr(bound.field, "choices")
    return {
        "field": bound,
        "widget": bound.as_widget(attrs=attributes),
        "is_choice": is_choice,
        "is_single": is_single,
    }


@register.inclusion_tag("ui/summary.html")
def form_summary(*forms: Any) -> dict[str, object]:
    """Render the list of errors on top of some forms and sets of forms, each a link to its field."""
    every = [row for form in forms for row in getattr(form, "forms", [form])]
    return {"forms": [form for form in every if form.errors]}


@register.inclusion_tag("ui/pages.html", takes_context=True)
def pages(context: dict[str, Any], page: Page[Any]) -> dict[str, object]:
    """Render the way to the other pages of a list, keeping the rest of the address."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    return {"page": page, "query": query.urlencode()}


@register.inclusion_tag("ui/tabs.html", takes_context=True)
def event_tabs(context: dict[str, Any], event: object) -> dict[str, object]:
    """Render the doors of an event for this reader."""
    request = context["request"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    current = context.get("tab", here)
    return {"tabs": tabs_of(request, event), "event": event, "current": current}


@register.filter
def zone_label(event: Any) -> str:
    """Return the name and offset of an event's zone on its first day: KST (UTC+9)."""
    first = next((each.date for each in event.days.all()), date(2026, 1, 1))
    local = datetime.combine(first, datetime.min.time(), tzinfo=zone(event.zone))
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours = f"{abs(minutes) // 60}" + (
        f":{abs(minutes) % 60:02}" if minutes % 60 else ""
    )
    return f"{local.tzname()} (UTC{'+' if minutes >= 0 else '-'}{hours})"


@register.filter
def event_dates(event: Any) -> str:
    """Return the days of an event as a span: 8–9 December 2026."""
    days = [each.date for each in event.days.all()]
    if not days:
        return _("days not set")
    first, last = min(days), max(days)
    if first == last:
        return formats.date_format(first, "DATE_FORMAT")
    if get_language() == "ko":
        tail = (
            f"{last.day}일"
            if first.month == last.month
            else formats.date_format(last, "MONTH_DAY_FORMAT")
        )
        return f"{formats.date_format(first, 'DATE_FORMAT')}–{tail}"
    if get_language() == "lv" and first.year == last.year:
        month = "MONTH_DAY_FORMAT" if first.month != last.month else "j."
        return f"{first.year}. gada {formats.date_format(first, month)}–{formats.date_format(last, 'MONTH_DAY_FORMAT')}"
    head = (
        str(first.day)
        if first.month == last.month
        else formats.date_format(first, "j F")
    )
    return f"{head}–{formats.date_format(last, 'DATE_FORMAT')}"


@register.filter
def less(whole: int, part: int) -> int:
    """Return a difference."""
    return whole - part


@register.filter
def gap_to(value: int, bound: int) -> str:
    """Return how far a value is from its bound, as a share of the bound: 0.25%."""
    return f"{100 * (bound - value) / bound:.2f}%" if bound else "0%"


@register.inclusion_tag("ui/proven_bar.html")
def proven_bar(done: int, most: int | None, whole: int) -> dict[str, object]:
    """Render the bar of a certificate: done, still open below the bound, beyond any plan (hatched)."""
    width, total = 435, max(whole, 1)
    limit = width * (most if most is not None else whole) / total
    filled = width * done / total
    beyond = 0 if most is None else whole - most
    return {
        "done": done,
        "open": (most or done) - done,
        "beyond": beyond,
        "whole": whole,
        "filled": round(filled, 1),
        "limit": round(limit, 1),
        "rest": round(width - limit, 1),
    }


@register.inclusion_tag("ui/share_bar.html")
def share_bar(part: int, whole: int) -> dict[str, float]:
    """Render a thin bar that is filled as far as `part` goes in `whole`."""
    return {"filled": round(200 * min(1, part / whole), 1) if whole else 0}
