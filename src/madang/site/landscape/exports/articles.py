"""The newest articles as an Atom feed (RFC 4287): what everybody may read, and nothing behind the registration."""

from datetime import UTC, datetime, time
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from madang.site.landscape.models import Article
from madang.site.landscape.queries.articles import latest

MOST = 50


class ArticleAtom(Feed):  # type: ignore[type-arg]
    """Title, teaser and address of the newest published articles, the same for every reader."""

    feed_type = Atom1Feed

    def title(self) -> str:
        """Return the name of the feed."""
        return _("Madang: news, opinion, reports and blog")

    def link(self) -> str:
        """Return the page of which this is a feed."""
        return reverse("landscape:articles")

    def items(self) -> list[Article]:
        """Return the newest articles, as a visitor sees them, whoever asks."""
        return latest(AnonymousUser(), most=MOST)

    def item_title(self, item: Any) -> str:
        """Return the title; the library escapes it."""
        return str(item.title)

    def item_description(self, item: Any) -> str:
        """Return the teaser; an open text is a click away, a gated one is not here at all."""
        return str(item.teaser)

    def item_link(self, item: Any) -> str:
        """Return the address of the article's page."""
        return reverse("landscape:article", args=[item.slug])

    def item_author_name(self, item: Any) -> str:
        """Return the byline."""
        return str(item.byline)

    def item_pubdate(self, item: Any) -> datetime:
        """Return noon of the day that the article bears."""
        return datetime.combine(item.published_on, time(12), tzinfo=UTC)

    def item_updateddate(self, item: Any) -> datetime:
        """Return when it was published: Atom asks for it."""
        return self.item_pubdate(item)
