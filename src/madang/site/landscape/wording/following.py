"""What is followed and what is new of it, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from madang.site.core.edtf import lasting_in_words
from madang.site.core.templatetags.ui import country as country_name
from madang.site.landscape.models import FeedItem, Follow
from madang.site.landscape.rules.feed import Marks
from madang.site.survey.vocabulary import FIELDS

NEWS: dict[str, str | Promise] = {
    FeedItem.News.MOVED: gettext_lazy("New date: %(title)s"),
    FeedItem.News.HELD: gettext_lazy("Took place: %(title)s"),
    FeedItem.News.POSTPONED: gettext_lazy("Postponed: %(title)s"),
    FeedItem.News.CANCELLED: gettext_lazy("Cancelled: %(title)s"),
    FeedItem.News.OPEN: gettext_lazy("Applications are open: %(mission)s"),
    FeedItem.News.DELEGATES: gettext_lazy("The delegates are selected: %(mission)s"),
    FeedItem.News.OUTCOME: gettext_lazy("What came of it: %(mission)s"),
}


def news_title(item: FeedItem) -> str:
    """Return what is new of the thing that a line of the feed names, in the reader's language; the name stays as it was given."""
    if item.news not in NEWS:
        return item.title
    return str(NEWS[item.news]) % {"title": item.title, "mission": item.title}


def news_text(item: FeedItem) -> str:
    """Return what stands below the title: whose words they are, or of a mission from where to where and when, in the reader's language."""
    if not item.from_country:
        return item.text
    return _("From %(home)s to %(host)s, %(days)s.") % {
        "home": country_name(item.from_country),
        "host": country_name(item.to_country),
        "days": lasting_in_words(item.days),
    }


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
