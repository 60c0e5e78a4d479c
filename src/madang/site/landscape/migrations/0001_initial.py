import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

from madang.site.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0004_visitor"),
        ("events", "0001_initial"),
        ("ledger", "0001_initial"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Article",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("slug", models.SlugField(max_length=80, unique=True)),
                        (
                            "section",
                            models.CharField(
                                choices=[
                                    ("news", "News"),
                                    ("opinion", "Opinion"),
                                    ("report", "Rankings and reports"),
                                    ("blog", "Blog"),
                                ],
                                max_length=8,
                                verbose_name="Section",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=300, verbose_name="Title"),
                        ),
                        (
                            "byline",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="Byline"
                            ),
                        ),
                        (
                            "teaser",
                            models.TextField(verbose_name="Teaser, for everybody"),
                        ),
                        ("body", models.TextField(blank=True, verbose_name="Text")),
                        (
                            "is_gated",
                            models.BooleanField(
                                default=False,
                                verbose_name="Text after free registration",
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                default="en", max_length=12, verbose_name="Language"
                            ),
                        ),
                        ("published_on", models.DateField(verbose_name="Date")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="published",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="articles",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="articles",
                                to="ledger.source",
                            ),
                        ),
                        (
                            "written_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="articles",
                                to="directory.person",
                            ),
                        ),
                        (
                            "claim",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="article",
                                to="ledger.claim",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-published_on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="ArticleTag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "Country"),
                                    ("field", "Field"),
                                    ("organisation", "Organisation"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "country",
                            models.CharField(blank=True, db_index=True, max_length=2),
                        ),
                        (
                            "field",
                            models.CharField(blank=True, db_index=True, max_length=40),
                        ),
                        (
                            "article",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tags",
                                to="landscape.article",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="article_tags",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.SlugField(max_length=80, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("event", "Event"),
                                    ("mission", "Mission"),
                                    ("call", "Call"),
                                    ("consultation", "Consultation"),
                                ],
                                max_length=12,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=250, verbose_name="Title"),
                        ),
                        (
                            "theme",
                            models.CharField(
                                blank=True, max_length=150, verbose_name="Theme"
                            ),
                        ),
                        (
                            "start",
                            models.CharField(max_length=30, verbose_name="First day"),
                        ),
                        (
                            "end",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Last day"
                            ),
                        ),
                        ("first_day", models.DateField(db_index=True, null=True)),
                        ("last_day", models.DateField(db_index=True, null=True)),
                        (
                            "venue",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Venue"
                            ),
                        ),
                        (
                            "city",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="City"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                blank=True,
                                db_index=True,
                                max_length=2,
                                verbose_name="Country",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="Field"
                            ),
                        ),
                        (
                            "link",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Page"
                            ),
                        ),
                        (
                            "confirmed",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Not confirmed"),
                                    ("held", "Took place"),
                                    ("postponed", "Postponed"),
                                    ("cancelled", "Cancelled"),
                                ],
                                default="",
                                max_length=10,
                                verbose_name="What is known",
                            ),
                        ),
                        (
                            "source_note",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="Where this is from",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("internal", "Curators"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        ("updated_at", models.DateTimeField(auto_now=True)),
                        (
                            "event",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="entries",
                                to="events.event",
                            ),
                        ),
                        (
                            "occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="entries",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="calendar_items",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["first_day", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ClusterProfile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "region",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="Region"
                            ),
                        ),
                        (
                            "city",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="City"
                            ),
                        ),
                        (
                            "founded",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Founded"
                            ),
                        ),
                        (
                            "mission",
                            models.TextField(blank=True, verbose_name="What it is for"),
                        ),
                        (
                            "fields",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Fields"
                            ),
                        ),
                        (
                            "staff",
                            models.DecimalField(
                                blank=True,
                                decimal_places=1,
                                max_digits=7,
                                null=True,
                                verbose_name="Staff, full-time equivalents",
                            ),
                        ),
                        (
                            "small_members",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Small firms"
                            ),
                        ),
                        (
                            "large_members",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Large firms"
                            ),
                        ),
                        (
                            "research_members",
                            models.PositiveIntegerField(
                                blank=True,
                                null=True,
                                verbose_name="Research institutes",
                            ),
                        ),
                        (
                            "public_members",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="Public bodies"
                            ),
                        ),
                        (
                            "target_countries",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="Target countries",
                            ),
                        ),
                        (
                            "source_note",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="Where this is from",
                            ),
                        ),
                        (
                            "validated_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Looked at on"
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="clusters",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cluster_profile",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["organisation__name"],
                    },
                ),
                migrations.CreateModel(
                    name="FeedItem",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.CharField(max_length=100, unique=True)),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("tie", "Tie"),
                                    ("figure", "Figure"),
                                    ("article", "Article"),
                                    ("entry", "Calendar"),
                                    ("call", "Call"),
                                    ("need", "Need"),
                                    ("mission", "Mission"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("title", models.CharField(max_length=300)),
                        ("text", models.CharField(blank=True, max_length=400)),
                        ("link", models.CharField(max_length=200)),
                        (
                            "country_a",
                            models.CharField(blank=True, db_index=True, max_length=2),
                        ),
                        (
                            "country_b",
                            models.CharField(blank=True, db_index=True, max_length=2),
                        ),
                        (
                            "field",
                            models.CharField(blank=True, db_index=True, max_length=40),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("internal", "Curators"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        ("at", models.DateTimeField(db_index=True)),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feed_items",
                                to="landscape.calendaritem",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="feed_items",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "other_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="Follow",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("pair", "Country pair"),
                                    ("country", "Country"),
                                    ("organisation", "Organisation or cluster"),
                                    ("field", "Field"),
                                    ("entry", "Call or date"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("country_a", models.CharField(blank=True, max_length=2)),
                        ("country_b", models.CharField(blank=True, max_length=2)),
                        ("field", models.CharField(blank=True, max_length=40)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followers",
                                to="landscape.calendaritem",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="followers",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="follows",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("person"),
                                models.F("kind"),
                                models.F("country_a"),
                                models.F("country_b"),
                                django.db.models.functions.comparison.Coalesce(
                                    "organisation", 0
                                ),
                                models.F("field"),
                                django.db.models.functions.comparison.Coalesce(
                                    "entry", 0
                                ),
                                name="follow_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "pair"), _negated=True),
                                    ("country_a__lt", models.F("country_b")),
                                    _connector="OR",
                                ),
                                name="pair_in_order",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Indicator",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "measure",
                            models.CharField(
                                choices=[
                                    ("level", "Level"),
                                    ("count", "Count"),
                                    ("share", "Share"),
                                    ("rank", "Rank"),
                                    ("growth_rate", "Growth"),
                                    ("change", "Change"),
                                    ("multiple", "Multiple"),
                                    ("duration", "Duration"),
                                ],
                                max_length=12,
                                verbose_name="Measure",
                            ),
                        ),
                        ("unit", models.CharField(max_length=40, verbose_name="Unit")),
                        (
                            "sector",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="Field"
                            ),
                        ),
                        (
                            "better",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Neither"),
                                    ("higher", "Higher is better"),
                                    ("lower", "Lower is better"),
                                ],
                                max_length=6,
                                verbose_name="Which way",
                            ),
                        ),
                        (
                            "denominator",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Share of what"
                            ),
                        ),
                        (
                            "definition",
                            models.TextField(blank=True, verbose_name="Definition"),
                        ),
                    ],
                    options={
                        "ordering": ["name", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("name", "measure", "unit", "sector"),
                                name="indicator_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("measure", "rank"), _negated=True),
                                    models.Q(("better", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="rank_says_which_way",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Observation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("key", models.SlugField(max_length=60, unique=True)),
                        (
                            "value",
                            models.DecimalField(
                                decimal_places=6, max_digits=24, verbose_name="Value"
                            ),
                        ),
                        (
                            "decimals",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="Decimals, as stated"
                            ),
                        ),
                        (
                            "scale",
                            models.BigIntegerField(
                                default=1, verbose_name="Scale, as stated"
                            ),
                        ),
                        (
                            "qualifier",
                            models.CharField(
                                default="exact", max_length=20, verbose_name="Qualifier"
                            ),
                        ),
                        (
                            "geography",
                            models.CharField(
                                blank=True,
                                db_index=True,
                                max_length=20,
                                verbose_name="Where",
                            ),
                        ),
                        (
                            "counterpart",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="With"
                            ),
                        ),
                        (
                            "period",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Period"
                            ),
                        ),
                        (
                            "base_period",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Base period"
                            ),
                        ),
                        (
                            "modality",
                            models.CharField(
                                choices=[
                                    ("asserted", "Stated as a fact"),
                                    ("planned", "Planned"),
                                    ("in_progress", "In progress"),
                                    ("forecast", "Forecast"),
                                    ("attributed", "Attributed by somebody"),
                                    ("ambiguous", "Ambiguous"),
                                ],
                                max_length=12,
                                verbose_name="How it is said",
                            ),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("stated", "Stated"),
                                    ("doubtful", "To be confirmed"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="stated",
                                max_length=10,
                            ),
                        ),
                        ("is_background", models.BooleanField(default=False)),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Note"
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("internal", "Curators"),
                                ],
                                default="public",
                                max_length=10,
                            ),
                        ),
                        (
                            "cited_source",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cited_observations",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "claim",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observation",
                                to="ledger.claim",
                            ),
                        ),
                        (
                            "indicator",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="observations",
                                to="landscape.indicator",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="WeeklyMail",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("next_at", models.DateTimeField(db_index=True)),
                        (
                            "person",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="weekly_mail",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
            ],
        ),
    ]
