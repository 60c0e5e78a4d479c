"""What is followed, in words."""

from django.utils.translation import gettext as _

from madang.site.core.templatetags.ui import country as country_name
from madang.site.landscape.models import Follow
from madang.site.landscape.rules.feed import Marks
from madang.site.survey.vocabulary import FIELDS


def called(kind: str, marks: Marks) -> str:
    """Return what is followed, in the reader's language: "Latvia and South Korea", "Oncology", the title of a date."""
    if kind == "pair":
        names = [country_name(marks["country_a"]), country_name(marks["country_b"])]
        one, other = sorted(names)
        return _("%(one)s and %(other)s") % {"one": one, "other": other}
    whole = {
        "country": country_name(marks["country_a"]),
        "field": FIELDS.get(marks["field"], marks["field"]),
        "organisation": marks["organisation"],
        "entry": marks["entry"],
    }
    return str(whole[kind])


def name_of(follow: Follow) -> str:
    """Return what a row follows, in the reader's language."""
    return called(
        follow.kind,
        {
            "country_a": follow.country_a,
            "country_b": follow.country_b,
            "organisation": follow.organisation,
            "field": follow.field,
            "entry": follow.entry,
        },
    )
