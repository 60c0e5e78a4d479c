"""What it means: indicators and their observations, clusters, articles, the calendar, and what people follow."""

from madang.site.landscape.models.articles import Article, ArticleTag
from madang.site.landscape.models.calendar import CalendarItem
from madang.site.landscape.models.clusters import ClusterProfile, ProfileStatement
from madang.site.landscape.models.feed import FeedItem, Follow, WeeklyMail
from madang.site.landscape.models.figures import Indicator, Observation

__all__ = [
    "Article",
    "ArticleTag",
    "CalendarItem",
    "ClusterProfile",
    "FeedItem",
    "Follow",
    "Indicator",
    "Observation",
    "ProfileStatement",
    "WeeklyMail",
]
