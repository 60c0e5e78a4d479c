"""The workbook of articles: to download, and for curators to take in."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from madang.site.landscape.actions.article_sheets import take_in_articles
from madang.site.landscape.exports import article_sheets as exports
from madang.site.landscape.forms.articles import ArticleFilterForm
from madang.site.landscape.queries.article_sheets import articles_for_sheet
from madang.site.landscape.queries.articles import articles_seen_by, narrowed
from madang.site.ledger.views.sheets import curator_here
from madang.site.survey.views.importing import ImportPage, import_page, workbook


@require_GET
def articles_file(request: HttpRequest) -> HttpResponse:
    """Return the articles that this reader sees, narrowed as the list is, at most 5,000; texts as far as this reader reads them."""
    found = ArticleFilterForm(request.GET).found()
    rows = narrowed(articles_seen_by(request.user), **found)
    articles = articles_for_sheet(request.user, rows)
    return workbook(exports.articles_xlsx(request.user, articles), "articles.xlsx")


@login_required
@require_GET
def template_file(request: HttpRequest) -> HttpResponse:
    """Return the empty workbook for articles."""
    curator_here(request)
    return workbook(exports.articles_template(), "articles-template.xlsx")


@login_required
@require_http_methods(["GET", "POST"])
def take_in_page(request: HttpRequest) -> HttpResponse:
    """Take articles in from a workbook."""
    person = curator_here(request)
    page = ImportPage(
        title=_("Take articles in from a workbook"),
        text=_(
            "One article a row. A new one is a draft until somebody publishes it on its page; one of a known key is changed and stays in its state."
        ),
        here="landscape:articles-import",
        back=reverse("landscape:articles"),
        template=reverse("landscape:articles-template"),
        save=partial(take_in_articles, by=person),
        target=person,
    )
    return import_page(request, page, by=person)
