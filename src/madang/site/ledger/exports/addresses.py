"""Whole addresses of rows: what names them in every format that leaves the site, and stays the same."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Occasion, Tie

DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def whole(path: str) -> str:
    """Return the whole address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def of_tie(tie: Tie) -> str:
    """Return the address of a tie's page."""
    return whole(reverse("ledger:tie", args=[tie.key]))


def of_occasion(occasion: Occasion) -> str:
    """Return the address of an occasion's page."""
    return whole(reverse("ledger:occasion", args=[occasion.key]))


def of_organisation(organisation: Organisation) -> str:
    """Return the address of an organisation's page; "" if it has none."""
    record = getattr(organisation, "record", None)
    return whole(reverse("ledger:organisation", args=[record.key])) if record else ""


def dataset() -> str:
    """Return the name of this site's data: its host, in lower-case letters, digits and underscores."""
    host = urlsplit(settings.SITE_URL).netloc.lower()
    return re.sub("[^a-z0-9]+", "_", f"madang {host}").strip("_")


def plain_day(edtf: str) -> str:
    """Return a date that says year, month or day (ISO 8601); "" for an interval, a season or an open date."""
    return edtf if DAY.fullmatch(edtf) else ""
