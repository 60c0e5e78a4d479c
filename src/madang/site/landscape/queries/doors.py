"""What the door of the landscape says."""

from django.http import HttpRequest
from django.utils.translation import ngettext

from madang.site.ledger.queries.ties import ties_seen_by


def known_ties(request: HttpRequest) -> str:
    """Say how many ties this reader finds behind the door."""
    count = ties_seen_by(request.user).count()
    return ngettext(
        "%(count)s tie with its source", "%(count)s ties, each with its source", count
    ) % {"count": count}
