"""Articles: the list with its sections, one article with its gate, and writing."""

from typing import Any
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)

from madang.site.core.ui import page_of
from madang.site.directory.models import Person, User
from madang.site.directory.queries import person_of
from madang.site.landscape.actions import articles as actions
from madang.site.landscape.actions.contacts import name_contact
from madang.site.landscape.forms.articles import (
    ArticleFilterForm,
    ArticleForm,
    ContactForm,
)
from madang.site.landscape.models import Article
from madang.site.landscape.queries import articles as queries
from madang.site.landscape.rules import articles as rules
from madang.site.landscape.rules.refusals import LandscapeError


def actor_of(request: HttpRequest) -> Person | User:
    """Return whom the log names: the person, or the account of somebody whom nobody has entered as a person."""
    assert isinstance(request.user, User)  # noqa: S101 - the look-up before has let nobody else through
    return person_of(request.user) or request.user


@require_GET
def articles(request: HttpRequest) -> HttpResponse:
    """List the articles, narrowed by section, country, field and words, with the newest of all beside them."""
    form = ArticleFilterForm(request.GET)
    found = form.found()
    rows = queries.narrowed(queries.articles_seen_by(request.user), **found)
    context = {
        "form": form,
        "found": found,
        "is_narrowed": any(found.values()),
        "page": page_of(request, rows, size=20),
        "sections": Article.Section.choices,
        "latest": queries.latest(request.user),
        "may_write": rules.may_write_articles(request.user),
    }
    return render(request, "landscape/articles/list.html", context)


@require_GET
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an article: title and teaser to everybody, a gated text to whoever is signed in."""
    row = queries.article_seen_by(request.user, slug)
    address = request.build_absolute_uri(request.path)
    letter = urlencode({"subject": row.title, "body": f"{row.title}\n{address}"}, quote_via=quote)  # fmt: skip
    context = {
        "article": row,
        "is_closed": row.is_gated and not rules.may_read_gated(request.user),
        "words": queries.words_of(row),
        "letter": f"mailto:?{letter}",
        "address": address,
        "latest": queries.latest(request.user, without=[row.pk]),
        "may_write": rules.may_write_articles(request.user),
    }
    return render(request, "landscape/articles/article.html", context)


def _save(
    request: HttpRequest, form: ArticleForm, row: Article | None
) -> Article | None:
    """Save what the form says; None after a refusal, which stands at its field then."""
    by, facts = actor_of(request), form.facts()
    state = "draft" if request.POST.get("as") == "draft" else "published"
    try:
        if row is None:
            return actions.write_article(by=by, state=state, marks=form.marks(), **facts)  # fmt: skip
        return actions.change_article(row, by=by, marks=form.marks(), **facts)
    except LandscapeError as error:
        form.add_error(error.field if error.field in form.fields else None, str(error))
    return None


def _written(request: HttpRequest, row: Article | None) -> HttpResponse:
    copy = Article.objects.get(pk=row.pk) if row is not None else None
    form = ArticleForm(request.POST or None, instance=copy)
    if form.is_valid() and (saved := _save(request, form, row)) is not None:
        messages.success(request, _("Saved."))
        return redirect("landscape:article", saved.slug)
    context: dict[str, Any] = {"form": form, "article": row}
    return render(request, "landscape/articles/write.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def write_article(request: HttpRequest) -> HttpResponse:
    """Write a new article, as a draft or published at once; for curators."""
    if not rules.may_write_articles(request.user):
        raise Http404
    return _written(request, None)


@login_required
@require_http_methods(["GET", "POST"])
def change_article(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what an article says; for curators."""
    return _written(request, queries.article_written_by(request.user, slug))


@login_required
@require_POST
def set_article_state(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish, withdraw or put back; what was withdrawn stays for curators, who may publish it again."""
    row = queries.article_written_by(request.user, slug)
    try:
        actions.set_article_state(
            row,
            by=actor_of(request),
            state=request.POST.get("state", ""),
            was=request.POST.get("was", ""),
        )
    except LandscapeError as error:
        messages.error(request, str(error))
    return redirect("landscape:article", slug)


@login_required
@require_http_methods(["GET", "POST"])
def add_contact(request: HttpRequest) -> HttpResponse:
    """Name a role that takes readers' questions, so that articles can name it; for curators."""
    if not rules.may_write_articles(request.user):
        raise Http404
    form = ContactForm(request.POST or None)
    if form.is_valid():
        try:
            position = name_contact(by=actor_of(request), **form.cleaned_data)
        except LandscapeError as error:
            form.add_error(error.field, str(error))
        else:
            messages.success(
                request, _("%(role)s takes questions now.") % {"role": position.title}
            )
            return redirect("landscape:write-article")
    rows = queries.contacts_to_name().order_by("organisation__name", "title")
    context = {"form": form, "page": page_of(request, rows)}
    return render(request, "landscape/articles/contact.html", context)
