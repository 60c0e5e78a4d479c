"""Pages of no part of the story: the theme, and whether the site lives."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_GET, require_POST

from madang.site.core.ui import way_back

YEAR = 365 * 24 * 3600


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the system's choice in a cookie."""
    response = HttpResponseRedirect(way_back(request, "/"))
    if (theme := request.POST.get("theme", "")) in ("light", "dark"):
        response.set_cookie("theme", theme, max_age=YEAR, samesite="Lax")
    else:
        response.delete_cookie("theme")
    return response


@require_GET
def live(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes the request
    """Say that the process answers."""
    return HttpResponse("live\n", content_type="text/plain; charset=utf-8")


@require_GET
def ready(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view takes the request
    """Say that the database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")
