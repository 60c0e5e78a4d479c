"""Files kept and applied, and every row that an import may touch."""

import json

from django.apps import apps
from django.core import serializers

from madang.site.events.models import (
    Event,
)
from madang.site.survey.actions.importing.files import (
    Counts,
    apply_file,
    keep_file,
)
from madang.site.survey.models import (
    ImportFile,
    ImportRow,
)


def kept(event: Event, content: bytes, name: str = "survey.xlsx") -> ImportFile:
    return keep_file(by=None, event=event, file_name=name, content=content)


def imported(event: Event, content: bytes, name: str = "survey.xlsx") -> Counts:
    return apply_file(by=None, file=kept(event, content, name))


def snapshot() -> dict[str, str]:
    """Return every row of the three apps that an import touches, but the imports' own and the event's version."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ("directory", "events", "survey") and model not in (
            ImportFile,
            ImportRow,
        ):
            rows = json.loads(
                serializers.serialize("json", model._default_manager.order_by("pk"))
            )
            for row in rows:
                row["fields"].pop("version", None)
            found[model._meta.label] = json.dumps(rows)
    return found
