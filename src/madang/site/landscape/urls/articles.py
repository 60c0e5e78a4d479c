"""Addresses of articles."""

from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from madang.site.landscape.exports.articles import ArticleAtom
from madang.site.landscape.views import article_sheets, articles

urlpatterns: list[URLPattern] = [
    path("landscape/articles/", articles.articles, name="articles"),
    path("landscape/articles.atom", require_safe(ArticleAtom()), name="articles-atom"),
    path("landscape/articles.xlsx", article_sheets.articles_file, name="articles-xlsx"),
    path(
        "landscape/articles/import/",
        article_sheets.take_in_page,
        name="articles-import",
    ),
    path(
        "landscape/articles/import/template.xlsx",
        article_sheets.template_file,
        name="articles-template",
    ),
    path("landscape/articles/write/", articles.write_article, name="write-article"),
    path("landscape/articles/contacts/", articles.add_contact, name="add-contact"),
    path("landscape/articles/<slug:slug>/", articles.article, name="article"),
    path(
        "landscape/articles/<slug:slug>/change/",
        articles.change_article,
        name="change-article",
    ),
    path(
        "landscape/articles/<slug:slug>/state/",
        articles.set_article_state,
        name="set-article-state",
    ),
]
