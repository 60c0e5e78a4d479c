import django.db.models.deletion
from django.db import migrations, models

from madang.site.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0004_visitor"),
        ("events", "0001_initial"),
        ("meetings", "0004_stages_without_round_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Source",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("article", "Article"),
                                    ("notice", "Press notice"),
                                    ("register", "Register"),
                                    ("document", "Signed document"),
                                    ("letter", "Answer of a party"),
                                    ("meeting", "Report of a meeting"),
                                ],
                                default="article",
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Title"
                            ),
                        ),
                        (
                            "publisher",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Publisher"
                            ),
                        ),
                        (
                            "publisher_inferred",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="Publisher, inferred",
                            ),
                        ),
                        (
                            "author",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Byline"
                            ),
                        ),
                        (
                            "section",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="Section"
                            ),
                        ),
                        (
                            "published",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Published"
                            ),
                        ),
                        (
                            "published_inferred",
                            models.CharField(
                                blank=True,
                                max_length=30,
                                verbose_name="Published, inferred",
                            ),
                        ),
                        (
                            "published_basis",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="How the date was inferred",
                            ),
                        ),
                        (
                            "crawled_inferred",
                            models.CharField(
                                blank=True,
                                max_length=30,
                                verbose_name="Captured, inferred",
                            ),
                        ),
                        (
                            "read_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Read on"
                            ),
                        ),
                        (
                            "language",
                            models.CharField(
                                blank=True, max_length=12, verbose_name="Language"
                            ),
                        ),
                        (
                            "chrome_language",
                            models.CharField(
                                blank=True,
                                max_length=12,
                                verbose_name="Language around the text",
                            ),
                        ),
                        (
                            "translated_from",
                            models.CharField(
                                blank=True,
                                max_length=60,
                                verbose_name="Translated from",
                            ),
                        ),
                        (
                            "address",
                            models.URLField(
                                blank=True, max_length=500, verbose_name="Address"
                            ),
                        ),
                        (
                            "licence",
                            models.CharField(
                                blank=True, max_length=100, verbose_name="Licence"
                            ),
                        ),
                        (
                            "is_gated",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="Behind a sign-in"
                            ),
                        ),
                        (
                            "file_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="File"
                            ),
                        ),
                        ("sha256", models.CharField(blank=True, max_length=64)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("internal", "Curators"),
                                ],
                                default="public",
                                max_length=10,
                                verbose_name="Who may read it",
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Passage",
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
                        ("start", models.PositiveIntegerField(blank=True, null=True)),
                        ("end", models.PositiveIntegerField(blank=True, null=True)),
                        ("line", models.PositiveIntegerField(blank=True, null=True)),
                        (
                            "exact",
                            models.TextField(blank=True, verbose_name="Quotation"),
                        ),
                        ("prefix", models.CharField(blank=True, max_length=80)),
                        ("suffix", models.CharField(blank=True, max_length=80)),
                        (
                            "paraphrase",
                            models.TextField(
                                blank=True, verbose_name="In our own words"
                            ),
                        ),
                        (
                            "source",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="passages",
                                to="ledger.source",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["source", "start", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("source", "start", "end"), name="passage_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("start__isnull", True),
                                    ("end__gt", models.F("start")),
                                    _connector="OR",
                                ),
                                name="passage_ends_after_its_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OrganisationRecord",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("company", "Company"),
                                    ("startup", "Start-up"),
                                    ("state_owned_company", "State-owned company"),
                                    ("financial_company", "Financial company"),
                                    ("government", "Government body"),
                                    ("government_office", "Public office"),
                                    ("municipality", "City or municipality"),
                                    ("public_agency", "Public agency"),
                                    (
                                        "investment_promotion_agency",
                                        "Investment promotion agency",
                                    ),
                                    (
                                        "international_organisation",
                                        "International organisation",
                                    ),
                                    ("funder", "Funder"),
                                    ("cluster", "Cluster"),
                                    ("industry_association", "Industry association"),
                                    ("employers_federation", "Employers’ federation"),
                                    ("consortium", "Consortium"),
                                    ("accelerator", "Accelerator"),
                                    ("science_park", "Science park"),
                                    ("site", "Site or campus"),
                                    ("university", "University"),
                                    ("research_institute", "Research institute"),
                                    ("hospital", "Hospital"),
                                    ("media", "Media"),
                                    ("event_secretariat", "Event secretariat"),
                                    ("industry", "Industry"),
                                    ("delegation", "Delegation"),
                                    ("company_group", "Group of companies"),
                                    ("hospital_group", "Group of hospitals"),
                                    ("university_group", "Group of universities"),
                                    ("organisation_group", "Group of organisations"),
                                    ("organisation_unspecified", "Kind not stated"),
                                ],
                                max_length=30,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "country_basis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("text", "Stated"),
                                    ("context", "From the context"),
                                    ("name", "From the name"),
                                ],
                                max_length=10,
                                verbose_name="How the country is known",
                            ),
                        ),
                        (
                            "is_group",
                            models.BooleanField(
                                default=False,
                                verbose_name="A group without a name of its own",
                            ),
                        ),
                        (
                            "is_background",
                            models.BooleanField(
                                default=False, verbose_name="Background only"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Note"
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="record",
                                to="directory.organisation",
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
                                verbose_name="Who may read it",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Position",
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
                            "title",
                            models.CharField(max_length=150, verbose_name="Role"),
                        ),
                        (
                            "telephone",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="Telephone"
                            ),
                        ),
                        (
                            "fax",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="Fax"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="E-mail"
                            ),
                        ),
                        (
                            "since",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Since"
                            ),
                        ),
                        (
                            "until",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Until"
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Note"
                            ),
                        ),
                        (
                            "is_contact",
                            models.BooleanField(
                                default=False, verbose_name="Takes enquiries"
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="positions",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Initiative",
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
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("company_cohort_programme", "Cohort programme"),
                                    ("funded_project", "Funded project"),
                                    ("funding_call", "Funding call"),
                                    ("accelerator", "Accelerator"),
                                    ("promotion_campaign", "Promotion campaign"),
                                    ("investment_fund", "Investment fund"),
                                    ("joint_centre", "Joint centre"),
                                    ("support_scheme", "Support scheme"),
                                    ("partnering_programme", "Partnering programme"),
                                    ("policy", "Policy"),
                                ],
                                max_length=30,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "target_country",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="Target country"
                            ),
                        ),
                        (
                            "for_whom",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="For whom"
                            ),
                        ),
                        (
                            "beneficiaries",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Beneficiaries"
                            ),
                        ),
                        (
                            "start",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Start"
                            ),
                        ),
                        (
                            "date_note",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="Note on the date",
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
                                default="asserted",
                                max_length=12,
                                verbose_name="How it is said",
                            ),
                        ),
                        (
                            "funder",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="funded_initiatives",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "manager",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiatives",
                                to="ledger.position",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="InitiativeParty",
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
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "initiative",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="ledger.initiative",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="initiative_parts",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Occasion",
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
                            "kind",
                            models.CharField(
                                choices=[
                                    ("delegation_outward", "Official visit or mission"),
                                    ("promotion_event", "Promotion event"),
                                    ("b2b_meetings", "Bilateral meetings"),
                                    ("trade_fair", "Trade fair"),
                                    ("event_series", "Series"),
                                    ("conference", "Conference"),
                                    ("summit", "Summit"),
                                    ("round_table", "Round table"),
                                    ("networking_lounge", "Business lounge"),
                                    ("partnering_programme", "Partnering programme"),
                                    ("calendar_item", "Date in a calendar"),
                                ],
                                max_length=30,
                                verbose_name="Kind",
                            ),
                        ),
                        ("name", models.CharField(max_length=250, verbose_name="Name")),
                        (
                            "from_country",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="From"
                            ),
                        ),
                        (
                            "to_country",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="To"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="Country"
                            ),
                        ),
                        (
                            "city",
                            models.CharField(
                                blank=True, max_length=120, verbose_name="City"
                            ),
                        ),
                        (
                            "venue",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Venue"
                            ),
                        ),
                        (
                            "start",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="First day"
                            ),
                        ),
                        (
                            "end",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Last day"
                            ),
                        ),
                        (
                            "date_basis",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="How the date is known",
                            ),
                        ),
                        (
                            "duration_days",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Days, as stated"
                            ),
                        ),
                        (
                            "recurrence",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Recurs"
                            ),
                        ),
                        (
                            "topic",
                            models.CharField(
                                blank=True, max_length=250, verbose_name="Topic"
                            ),
                        ),
                        (
                            "participants_text",
                            models.CharField(
                                blank=True,
                                max_length=250,
                                verbose_name="Participants without names",
                            ),
                        ),
                        (
                            "participants_count",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "countries_count",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "company_representatives",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "is_participants_complete",
                            models.BooleanField(blank=True, null=True),
                        ),
                        (
                            "is_hosts_complete",
                            models.BooleanField(blank=True, null=True),
                        ),
                        (
                            "audience_count",
                            models.PositiveIntegerField(blank=True, null=True),
                        ),
                        (
                            "audience_qualifier",
                            models.CharField(blank=True, max_length=20),
                        ),
                        ("audience_who", models.CharField(blank=True, max_length=250)),
                        (
                            "modality",
                            models.CharField(
                                blank=True,
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
                            "status_expected",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "–"),
                                    (
                                        "date_passed_outcome_unconfirmed",
                                        "Date passed, outcome unconfirmed",
                                    ),
                                ],
                                default="",
                                max_length=40,
                            ),
                        ),
                        (
                            "is_cancelled",
                            models.BooleanField(
                                default=False, verbose_name="Cancelled"
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
                                verbose_name="Who may read it",
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="occasion",
                                to="events.event",
                            ),
                        ),
                        (
                            "headed_by_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="headed_occasions",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "lead",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="led_occasions",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organised_occasions",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "parent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parts",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "series",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="editions",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "venue_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_occasions",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "within",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="visits",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "headed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="headed_occasions",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "is_withdrawn",
                            models.BooleanField(
                                default=False, verbose_name="Withdrawn"
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(db_index=True, editable=False, null=True),
                        ),
                        (
                            "last_day",
                            models.DateField(db_index=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("headed_by__isnull", True),
                                    ("headed_by_organisation__isnull", True),
                                    _connector="OR",
                                ),
                                name="occasion_has_one_head",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccasionNote",
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
                                    ("objective", "Aim"),
                                    ("topic", "Topic"),
                                    ("step", "Step"),
                                    ("audience", "Audience"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("text", models.CharField(max_length=300)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "occasion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="notes",
                                to="ledger.occasion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["kind", "order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Region",
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
                            "code",
                            models.CharField(
                                blank=True, max_length=20, verbose_name="Code"
                            ),
                        ),
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("country", "Country"),
                                    ("region", "Region"),
                                    ("city", "City"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "country",
                            models.CharField(max_length=2, verbose_name="Country"),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("kind", "country", "name"), name="region_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("code", ""), _negated=True),
                                fields=("code",),
                                name="region_code_once",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tie",
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
                            "family",
                            models.CharField(
                                choices=[
                                    ("agreement", "Agreement"),
                                    ("activity", "Activity"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("mou", "Memorandum of understanding"),
                                    ("loi", "Letter of intent"),
                                    ("talks", "Talks"),
                                    ("collaboration", "Collaboration"),
                                    ("business_agreement", "Business agreement"),
                                    ("contract", "Contract"),
                                    ("licence", "Licence"),
                                    ("clinical_trial", "Clinical trial"),
                                    ("office_opened", "Office"),
                                    ("facility_opened", "Facility"),
                                    ("expansion", "Expansion"),
                                    ("accelerator_opening", "Accelerator site"),
                                    ("fund", "Fund"),
                                    ("joint_centre", "Joint centre"),
                                    ("consortium_founding", "Consortium"),
                                    ("funding_application", "Application for funding"),
                                    ("company_visit", "Visit to companies"),
                                ],
                                max_length=20,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("planned", "Planned"),
                                    ("talks", "Talks"),
                                    ("signed", "Signed"),
                                    ("ongoing", "Ongoing"),
                                    ("established", "Established"),
                                    ("in_force", "In force"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("not_signed", "Not signed"),
                                ],
                                max_length=12,
                                verbose_name="Stage",
                            ),
                        ),
                        (
                            "level",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("G2G", "Government to government"),
                                    ("B2G", "Company and public body"),
                                    ("B2B", "Company to company"),
                                    ("academic", "Academic"),
                                    ("association", "Association to association"),
                                    ("agency-investor", "Agency and investor"),
                                ],
                                max_length=20,
                                verbose_name="Level",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Subject"
                            ),
                        ),
                        (
                            "what",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="What"
                            ),
                        ),
                        (
                            "date",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="Date"
                            ),
                        ),
                        (
                            "date_basis",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="How the date is known",
                            ),
                        ),
                        (
                            "date_note",
                            models.CharField(
                                blank=True,
                                max_length=100,
                                verbose_name="Note on the date",
                            ),
                        ),
                        (
                            "party_count",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Parties, as stated"
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
                                max_length=2,
                                verbose_name="Country where it happens",
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
                                default="asserted",
                                max_length=12,
                                verbose_name="How it is said",
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
                                verbose_name="Who may read it",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "acting_occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="acts",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "meeting",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="ties",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ties",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "is_withdrawn",
                            models.BooleanField(
                                default=False, verbose_name="Withdrawn"
                            ),
                        ),
                        (
                            "first_day",
                            models.DateField(db_index=True, editable=False, null=True),
                        ),
                        (
                            "last_day",
                            models.DateField(db_index=True, editable=False, null=True),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("kind", "talks"), _negated=True),
                                    models.Q(
                                        ("stage__in", ["signed", "in_force"]),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="talks_are_not_signed",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Relation",
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
                            "predicate",
                            models.CharField(
                                choices=[
                                    ("participated_in", "took part in"),
                                    ("based_in", "is based in"),
                                    ("spin_off_of", "is a spin-off of"),
                                    ("organised", "organised"),
                                    ("organises", "organises"),
                                    ("owns_campaign", "runs the campaign"),
                                    ("owns_programme", "runs the programme"),
                                    ("hosted", "hosted"),
                                    ("collaborates_with", "works with"),
                                    ("applies_to", "applies to"),
                                    ("works_at", "works at"),
                                    ("manages", "manages"),
                                    ("ceo_of", "is chief executive of"),
                                    ("chair_of", "chairs"),
                                    ("holds_office", "holds the office"),
                                    ("member_of", "is a member of"),
                                    ("visited_during", "was visited during"),
                                    ("signed_during", "was signed during"),
                                    ("began_during", "began during"),
                                    ("controlled_by", "is controlled by"),
                                    ("attributed_to", "is attributed to"),
                                    ("operates_in_sector", "works in the field"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("object_country", models.CharField(blank=True, max_length=2)),
                        ("object_sector", models.CharField(blank=True, max_length=120)),
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
                                default="asserted",
                                max_length=12,
                            ),
                        ),
                        ("is_background", models.BooleanField(default=False)),
                        (
                            "object_initiative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_about",
                                to="ledger.initiative",
                            ),
                        ),
                        (
                            "object_occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_about",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "object_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_about",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "object_region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_about",
                                to="ledger.region",
                            ),
                        ),
                        (
                            "subject_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_of",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "subject_position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_of",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "subject_tie",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="said_of",
                                to="ledger.tie",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("subject_organisation__isnull", False),
                                        ("subject_position__isnull", True),
                                        ("subject_tie__isnull", True),
                                    ),
                                    models.Q(
                                        ("subject_organisation__isnull", True),
                                        ("subject_position__isnull", False),
                                        ("subject_tie__isnull", True),
                                    ),
                                    models.Q(
                                        ("subject_organisation__isnull", True),
                                        ("subject_position__isnull", True),
                                        ("subject_tie__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="relation_has_one_subject",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TieAttribution",
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
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "occasion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="attributed_ties",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "tie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attributions",
                                to="ledger.tie",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tie", "occasion"), name="tie_attribution_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TieCaution",
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
                        ("text", models.CharField(max_length=300)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "tie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cautions",
                                to="ledger.tie",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="TieCountry",
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
                        ("country", models.CharField(db_index=True, max_length=2)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "tie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="countries",
                                to="ledger.tie",
                            ),
                        ),
                        ("is_stated", models.BooleanField(default=True)),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tie", "country"), name="tie_country_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="TieParty",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("party", "Party"),
                                    ("actor", "Acts"),
                                    ("host", "Visited"),
                                    ("funder", "Funder"),
                                ],
                                default="party",
                                max_length=8,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tie_parts",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "tie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="ledger.tie",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tie", "organisation", "role"),
                                name="tie_party_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="OccasionParty",
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
                            "role",
                            models.CharField(
                                choices=[
                                    ("participant", "Participant"),
                                    ("host", "Met on the spot"),
                                    ("side", "Side"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "occasion",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="occasion_parts",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("occasion", "organisation", "role"),
                                name="occasion_party_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Claim",
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
                        ("key", models.SlugField(blank=True, max_length=60)),
                        (
                            "aspect",
                            models.CharField(
                                choices=[
                                    ("existence", "That it is so"),
                                    ("stage", "Stage"),
                                    ("date", "Date"),
                                    ("subject", "Subject"),
                                    ("name", "Name"),
                                    ("outcome", "What came of it"),
                                    ("held", "That it took place"),
                                    ("figure", "Figure"),
                                    ("statement", "Statement"),
                                ],
                                max_length=10,
                                verbose_name="What is claimed",
                            ),
                        ),
                        (
                            "stage",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("planned", "Planned"),
                                    ("talks", "Talks"),
                                    ("signed", "Signed"),
                                    ("ongoing", "Ongoing"),
                                    ("established", "Established"),
                                    ("in_force", "In force"),
                                    ("completed", "Completed"),
                                    ("ended", "Ended"),
                                    ("not_signed", "Not signed"),
                                ],
                                max_length=12,
                            ),
                        ),
                        ("edtf", models.CharField(blank=True, max_length=30)),
                        (
                            "text",
                            models.CharField(
                                blank=True, max_length=600, verbose_name="In words"
                            ),
                        ),
                        (
                            "theme",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("activity", "Activity"),
                                    ("attribution", "Attribution"),
                                    ("causal_attribution", "Cause, as attributed"),
                                    ("competence", "Competence"),
                                    ("expectation", "Expectation"),
                                    ("need", "Need"),
                                    ("objective", "Objective"),
                                    ("outlook", "Outlook"),
                                    ("pledge", "Pledge"),
                                    ("policy", "Policy"),
                                    ("quote", "Quotation"),
                                    ("risk", "Risk"),
                                    ("summary", "Summary"),
                                    ("trend", "Trend"),
                                ],
                                max_length=20,
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
                                default="asserted",
                                max_length=12,
                                verbose_name="How it is said",
                            ),
                        ),
                        (
                            "holder",
                            models.CharField(
                                choices=[
                                    ("article", "The article"),
                                    ("quoted", "A quoted person"),
                                    ("party", "A party"),
                                    ("registry", "A register"),
                                    ("curator", "A curator"),
                                ],
                                default="article",
                                max_length=10,
                                verbose_name="Who says so",
                            ),
                        ),
                        ("is_background", models.BooleanField(default=False)),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("public", "Everybody"),
                                    ("internal", "Curators"),
                                ],
                                default="public",
                                max_length=10,
                                verbose_name="Who may read it",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                max_length=300,
                                verbose_name="Note of the curator",
                            ),
                        ),
                        ("recorded_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "curator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="curated_claims",
                                to="directory.person",
                            ),
                        ),
                        (
                            "holder_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_claims",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="supersedes",
                                to="ledger.claim",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.initiative",
                            ),
                        ),
                        (
                            "occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "holder_position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="held_claims",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "position",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "region",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.region",
                            ),
                        ),
                        (
                            "relation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.relation",
                            ),
                        ),
                        (
                            "tie",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="claims",
                                to="ledger.tie",
                            ),
                        ),
                        ("is_withdrawal", models.BooleanField(default=False)),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("key", ""), _negated=True),
                                fields=("key",),
                                name="claim_key_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Citation",
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
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "claim",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="citations",
                                to="ledger.claim",
                            ),
                        ),
                        (
                            "passage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="citations",
                                to="ledger.passage",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("claim", "passage"), name="citation_once"
                            )
                        ],
                    },
                ),
            ],
        ),
        migrations.AddField(
            model_name="claim",
            name="passages",
            field=models.ManyToManyField(
                related_name="claims", through="ledger.Citation", to="ledger.passage"
            ),
        ),
    ]
