from django.db import migrations

AT_ONCE = 1000


def copy(apps, schema_editor):
    """Every stored reason goes to its pair, or to the one side that reads it."""
    suggestions = apps.get_model("matching", "Suggestion")
    own = apps.get_model("matching", "OwnReasons")
    reasons = apps.get_model("matching", "Reason")
    ids = list(suggestions.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(ids), AT_ONCE):
        shared = {pk: [] for pk in ids[first : first + AT_ONCE]}
        secret = {}
        rows = (
            reasons.objects.filter(suggestion__in=list(shared))
            .select_related("suggestion")
            .order_by("position", "pk")
        )
        for each in rows:
            line = [
                each.kind,
                each.strength,
                "left" if each.gain_of_id == each.suggestion.left_id else "right",
                each.seek_id,
                each.offer_id,
                each.terms,
            ]
            if each.reader_id is None:
                shared[each.suggestion_id].append(line)
            else:
                secret.setdefault((each.suggestion_id, each.reader_id), []).append(line)
        suggestions.objects.bulk_update(
            [suggestions(pk=pk, reasons=lines) for pk, lines in shared.items()],
            ["reasons"],
            batch_size=100,
        )
        own.objects.bulk_create(
            own(suggestion_id=pair, reader_id=reader, reasons=lines)
            for (pair, reader), lines in secret.items()
        )


class Migration(migrations.Migration):
    dependencies = [("matching", "0006_reasons_with_their_pair")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
