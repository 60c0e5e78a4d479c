"""A line of the feed says in columns what is new; the news of missions that were written as sentences are taken apart."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_apart(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Turn "Applications are open: Name", in whatever language it was written, into the name and what is new of it."""
    rows = apps.get_model("landscape", "FeedItem").objects.using(
        editor.connection.alias
    )
    for row in rows.filter(kind="mission", key__startswith="mission-"):
        news = row.key.rsplit("-", 1)[1]
        _words, colon, name = row.title.partition(": ")
        if news in ("open", "delegates", "outcome") and colon:
            row.news, row.title = news, name
            row.save(update_fields=["news", "title"])


class Migration(migrations.Migration):
    """Four columns, each blank where nothing is to be said."""

    dependencies = [("landscape", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="feeditem",
            name="days",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="feeditem",
            name="from_country",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.AddField(
            model_name="feeditem",
            name="news",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "New"),
                    ("moved", "New date"),
                    ("held", "Took place"),
                    ("postponed", "Postponed"),
                    ("cancelled", "Cancelled"),
                    ("open", "Applications are open"),
                    ("delegates", "The delegates are selected"),
                    ("outcome", "What came of it"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="feeditem",
            name="to_country",
            field=models.CharField(blank=True, max_length=2),
        ),
        migrations.RunPython(take_apart, migrations.RunPython.noop),
    ]
