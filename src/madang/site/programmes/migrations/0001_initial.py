import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from madang.site.core.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("directory", "0004_visitor"),
        ("events", "0001_initial"),
        ("landscape", "0001_initial"),
        ("ledger", "0001_initial"),
        ("meetings", "0004_stages_without_round_tables"),
    ]

    operations = [
        CreateModels(
            models=[
                migrations.CreateModel(
                    name="Consultation",
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
                            "subject",
                            models.CharField(max_length=150, verbose_name="What about"),
                        ),
                        (
                            "starts_at",
                            models.DateTimeField(db_index=True, verbose_name="From"),
                        ),
                        ("ends_at", models.DateTimeField(verbose_name="To")),
                        (
                            "zone",
                            models.CharField(max_length=60, verbose_name="Time zone"),
                        ),
                        (
                            "channel",
                            models.CharField(
                                choices=[
                                    ("video", "Video call"),
                                    ("telephone", "Telephone"),
                                    ("office", "At the office"),
                                ],
                                default="video",
                                max_length=10,
                                verbose_name="Where",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("free", "Free"),
                                    ("booked", "Booked"),
                                    ("held", "Held"),
                                    ("cancelled", "Cancelled"),
                                ],
                                db_index=True,
                                default="free",
                                max_length=10,
                            ),
                        ),
                        (
                            "question",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Your question"
                            ),
                        ),
                        ("booked_at", models.DateTimeField(null=True)),
                        ("sequence", models.PositiveIntegerField(default=0)),
                        (
                            "adviser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="advice",
                                to="directory.person",
                            ),
                        ),
                        (
                            "booked_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="booked",
                                to="directory.person",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="consultations",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "note",
                            models.CharField(
                                blank=True,
                                max_length=400,
                                verbose_name="What came of it",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state", "cancelled"), _negated=True
                                ),
                                fields=("adviser", "starts_at"),
                                name="adviser_in_one_place",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at"))
                                ),
                                name="consultation_ends_after_its_start",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("state__in", ["booked", "held"]), _negated=True
                                    ),
                                    ("booked_by__isnull", False),
                                    _connector="OR",
                                ),
                                name="booked_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mission",
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        ("name", models.CharField(max_length=200, verbose_name="Name")),
                        ("aim", models.TextField(verbose_name="What it is for")),
                        (
                            "from_country",
                            models.CharField(max_length=2, verbose_name="From"),
                        ),
                        (
                            "to_country",
                            models.CharField(max_length=2, verbose_name="To"),
                        ),
                        (
                            "home_zone",
                            models.CharField(
                                max_length=60, verbose_name="Time zone at home"
                            ),
                        ),
                        (
                            "host_zone",
                            models.CharField(
                                max_length=60, verbose_name="Time zone of the visit"
                            ),
                        ),
                        ("first_day", models.DateField(verbose_name="First day")),
                        ("last_day", models.DateField(verbose_name="Last day")),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                default=8, verbose_name="Seats for organisations"
                            ),
                        ),
                        (
                            "apply_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="Applications until"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("open", "Applications open"),
                                    ("selected", "Delegates selected"),
                                    ("under_way", "Under way"),
                                    ("reported", "Reported"),
                                    ("cancelled", "Cancelled"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="contact_of_missions",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="missions",
                                to="landscape.calendaritem",
                            ),
                        ),
                        (
                            "event",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="mission",
                                to="events.event",
                            ),
                        ),
                        (
                            "leader",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="led_missions",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managed_missions",
                                to="directory.person",
                            ),
                        ),
                        (
                            "occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="missions",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "organiser",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="organised_missions",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-first_day", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("last_day__gte", models.F("first_day"))
                                ),
                                name="mission_ends_after_its_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enquiry",
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
                            "name",
                            models.CharField(max_length=120, verbose_name="Your name"),
                        ),
                        (
                            "organisation_name",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Organisation"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="Country"
                            ),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, verbose_name="E-mail"),
                        ),
                        ("text", models.TextField(verbose_name="Your question")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("answered", "Answered"),
                                    ("closed", "Closed"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("answer", models.TextField(blank=True, verbose_name="Answer")),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "about_organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="enquiries",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="enquiries",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="enquiries",
                                to="directory.person",
                            ),
                        ),
                        (
                            "about_mission",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="enquiries",
                                to="programmes.mission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                    },
                ),
                migrations.CreateModel(
                    name="MissionApplication",
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
                            "motive",
                            models.TextField(
                                blank=True, verbose_name="What you want to achieve"
                            ),
                        ),
                        (
                            "offer",
                            models.TextField(blank=True, verbose_name="What you bring"),
                        ),
                        (
                            "whom",
                            models.TextField(
                                blank=True, verbose_name="Whom you want to meet"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("selected", "Selected"),
                                    ("waiting", "Waiting list"),
                                    ("declined", "Not selected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                        ("submitted_at", models.DateTimeField(null=True)),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                        (
                            "delegate",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mission_applications",
                                to="directory.person",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="applications",
                                to="programmes.mission",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mission_applications",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mission", "organisation"),
                                name="mission_application_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MissionHost",
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
                            "note",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="What for"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="hosts",
                                to="programmes.mission",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="hosted_missions",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mission", "organisation"),
                                name="mission_host_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="MissionResult",
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
                                    ("nothing", "Nothing yet"),
                                    ("contact", "A contact"),
                                    ("talks", "Talks"),
                                    ("loi", "Letter of intent"),
                                    ("mou", "Memorandum of understanding"),
                                    ("contract", "Contract"),
                                ],
                                max_length=10,
                                verbose_name="What came of it",
                            ),
                        ),
                        ("text", models.TextField(verbose_name="In your words")),
                        ("reported_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="results",
                                to="programmes.missionapplication",
                            ),
                        ),
                        (
                            "claim",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="mission_result",
                                to="ledger.claim",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="results",
                                to="programmes.mission",
                            ),
                        ),
                        (
                            "partner",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mission_results",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "reported_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.person",
                            ),
                        ),
                        (
                            "tie",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="mission_results",
                                to="ledger.tie",
                            ),
                        ),
                        (
                            "document",
                            models.CharField(
                                blank=True,
                                max_length=200,
                                verbose_name="Title of the document",
                            ),
                        ),
                        (
                            "is_public",
                            models.BooleanField(
                                default=False, verbose_name="Everybody may read it"
                            ),
                        ),
                        (
                            "signed_on",
                            models.DateField(
                                blank=True, null=True, verbose_name="Signed on"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="MissionStop",
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
                                    ("travel", "Travel"),
                                    ("visit", "Visit"),
                                    ("pitch", "Pitch event"),
                                    ("meetings", "Bilateral meetings"),
                                    ("reception", "Reception"),
                                    ("free", "Free time"),
                                ],
                                max_length=10,
                                verbose_name="Kind",
                            ),
                        ),
                        (
                            "title",
                            models.CharField(max_length=200, verbose_name="Title"),
                        ),
                        ("starts_at", models.DateTimeField(verbose_name="From")),
                        ("ends_at", models.DateTimeField(verbose_name="To")),
                        (
                            "zone",
                            models.CharField(max_length=60, verbose_name="Time zone"),
                        ),
                        (
                            "place",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="Place"
                            ),
                        ),
                        ("note", models.TextField(blank=True, verbose_name="Note")),
                        (
                            "host",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="stops",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "mission",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="stops",
                                to="programmes.mission",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["starts_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ends_at__gt", models.F("starts_at"))
                                ),
                                name="stop_ends_after_its_start",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Need",
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
                            "title",
                            models.CharField(
                                max_length=200, verbose_name="What is needed"
                            ),
                        ),
                        ("text", models.TextField(verbose_name="In words")),
                        (
                            "country",
                            models.CharField(
                                db_index=True, max_length=2, verbose_name="Country"
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True,
                                db_index=True,
                                max_length=40,
                                verbose_name="Field",
                            ),
                        ),
                        (
                            "answers_until",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="Answers until"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("closed", "Closed"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("published_at", models.DateTimeField(null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="needs",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="published_needs",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-published_at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="NeedAnswer",
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
                        ("text", models.TextField(verbose_name="What you can supply")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("sent", "Sent"),
                                    ("invited", "Invited to talk"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="sent",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "need",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="programmes.need",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="need_answers",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="need_answers",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("need", "organisation"), name="need_answer_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Pitch",
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
                            "topic",
                            models.CharField(max_length=250, verbose_name="Topic"),
                        ),
                        (
                            "capacity",
                            models.PositiveIntegerField(
                                default=200, verbose_name="Seats for guests"
                            ),
                        ),
                        ("token", models.CharField(max_length=43, unique=True)),
                        (
                            "is_open",
                            models.BooleanField(
                                default=True, verbose_name="Guests may register"
                            ),
                        ),
                        (
                            "stop",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pitch",
                                to="programmes.missionstop",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="PitchGuest",
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
                        ("name", models.CharField(max_length=120, verbose_name="Name")),
                        (
                            "organisation_name",
                            models.CharField(
                                max_length=200, verbose_name="Organisation"
                            ),
                        ),
                        (
                            "country",
                            models.CharField(max_length=2, verbose_name="Country"),
                        ),
                        (
                            "email",
                            models.EmailField(max_length=254, verbose_name="E-mail"),
                        ),
                        (
                            "language",
                            models.CharField(
                                default="en",
                                max_length=10,
                                verbose_name="Language of mail",
                            ),
                        ),
                        (
                            "has_agreed",
                            models.BooleanField(
                                default=False,
                                verbose_name="The delegates I ask may see my name and address",
                            ),
                        ),
                        ("token_hash", models.CharField(max_length=64, unique=True)),
                        ("registered_at", models.DateTimeField(auto_now_add=True)),
                        ("checked_in_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "pitch",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="guests",
                                to="programmes.pitch",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("pitch", "email"), name="guest_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DirectLink",
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
                            "message",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="What about"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("accepted", "Accepted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_index=True,
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        ("answered_at", models.DateTimeField(null=True)),
                        (
                            "meeting",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="direct_link",
                                to="meetings.meeting",
                            ),
                        ),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="programmes.missionapplication",
                            ),
                        ),
                        (
                            "guest",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="links",
                                to="programmes.pitchguest",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("guest", "application"), name="direct_link_once"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Programme",
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
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
                        ("aim", models.TextField(verbose_name="What it is for")),
                        (
                            "home_country",
                            models.CharField(
                                blank=True,
                                max_length=2,
                                verbose_name="For companies of",
                            ),
                        ),
                        (
                            "target_country",
                            models.CharField(
                                blank=True,
                                max_length=2,
                                verbose_name="Opens the market of",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="Field"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("interest", "Interest wanted"),
                                    ("open", "Call open"),
                                    ("running", "Cohort at work"),
                                    ("ended", "Ended"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "accelerator",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="accelerated_programmes",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "contact",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="contact_of_programmes",
                                to="ledger.position",
                            ),
                        ),
                        (
                            "initiative",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programmes",
                                to="ledger.initiative",
                            ),
                        ),
                        (
                            "manager",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="managed_programmes",
                                to="directory.person",
                            ),
                        ),
                        (
                            "occasion",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="programmes",
                                to="ledger.occasion",
                            ),
                        ),
                        (
                            "owner",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="owned_programmes",
                                to="directory.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Call",
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
                        ("slug", models.SlugField(max_length=60, unique=True)),
                        (
                            "title",
                            models.CharField(max_length=200, verbose_name="Title"),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("cohort", "Seats in a programme"),
                                    ("funding", "Funds for a project"),
                                ],
                                max_length=10,
                                verbose_name="For",
                            ),
                        ),
                        (
                            "text",
                            models.TextField(
                                verbose_name="What is offered and expected"
                            ),
                        ),
                        (
                            "who_may_apply",
                            models.TextField(verbose_name="Who may apply"),
                        ),
                        ("opens_at", models.DateTimeField(verbose_name="Opens")),
                        ("closes_at", models.DateTimeField(verbose_name="Closes")),
                        (
                            "zone",
                            models.CharField(max_length=60, verbose_name="Time zone"),
                        ),
                        (
                            "seats",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="Seats"
                            ),
                        ),
                        (
                            "budget",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Budget",
                            ),
                        ),
                        (
                            "most_each",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="At most for each",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, max_length=3, verbose_name="Currency"
                            ),
                        ),
                        (
                            "needs_contract",
                            models.BooleanField(
                                default=False,
                                verbose_name="Only with a signed contract",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("published", "Published"),
                                    ("decided", "Decided"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        (
                            "entry",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="calls",
                                to="landscape.calendaritem",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="calls",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["closes_at", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("closes_at__gt", models.F("opens_at"))
                                ),
                                name="call_closes_after_it_opens",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Application",
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
                            "title",
                            models.CharField(
                                max_length=200, verbose_name="Title of the project"
                            ),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Amount applied for",
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("draft", "Draft"),
                                    ("submitted", "Submitted"),
                                    ("review", "In review"),
                                    ("accepted", "Accepted"),
                                    ("rejected", "Rejected"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                db_index=True,
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=1)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("saved_at", models.DateTimeField(auto_now=True)),
                        ("submitted_at", models.DateTimeField(null=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="applications",
                                to="directory.person",
                            ),
                        ),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="applications",
                                to="programmes.call",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state", "withdrawn"), _negated=True
                                ),
                                fields=("call", "organisation"),
                                name="application_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationDecision",
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
                            "outcome",
                            models.CharField(
                                choices=[
                                    ("accepted", "Accepted"),
                                    ("rejected", "Rejected"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.TextField(verbose_name="Reason, for the applicant"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Amount granted",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "application",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="decision",
                                to="programmes.application",
                            ),
                        ),
                        (
                            "decided_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="CallQuestion",
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
                            "text",
                            models.CharField(max_length=300, verbose_name="Question"),
                        ),
                        (
                            "help",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="Help"
                            ),
                        ),
                        (
                            "most_characters",
                            models.PositiveIntegerField(
                                default=2000, verbose_name="At most"
                            ),
                        ),
                        (
                            "is_required",
                            models.BooleanField(
                                default=True, verbose_name="Needs an answer"
                            ),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "call",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="questions",
                                to="programmes.call",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="ApplicationAnswer",
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
                        ("text", models.TextField(blank=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="answers",
                                to="programmes.application",
                            ),
                        ),
                        (
                            "question",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="answers",
                                to="programmes.callquestion",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["question__order", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "question"),
                                name="application_answer_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CohortMember",
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
                            "state",
                            models.CharField(
                                choices=[
                                    ("active", "Active"),
                                    ("completed", "Completed"),
                                    ("left", "Left"),
                                ],
                                default="active",
                                max_length=10,
                            ),
                        ),
                        ("joined_on", models.DateField()),
                        (
                            "application",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cohort_member",
                                to="programmes.application",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="cohorts",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cohort",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "organisation"),
                                name="cohort_member_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Contract",
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
                            "title",
                            models.CharField(max_length=200, verbose_name="Title"),
                        ),
                        ("text", models.TextField(verbose_name="Text")),
                        ("document", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("sign_until", models.DateField(verbose_name="Sign until")),
                        ("runs_from", models.DateField(verbose_name="From")),
                        ("runs_until", models.DateField(verbose_name="Until")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("offered", "Waits for signatures"),
                                    ("concluded", "Concluded"),
                                    ("declined", "Declined"),
                                    ("lapsed", "Lapsed"),
                                ],
                                db_index=True,
                                default="offered",
                                max_length=10,
                            ),
                        ),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "application",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
                                to="programmes.application",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contracts",
                                to="programmes.programme",
                            ),
                        ),
                        ("concluded_at", models.DateTimeField(null=True)),
                        (
                            "declined_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.person",
                            ),
                        ),
                        (
                            "offered_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.person",
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(
                                    ("state__in", ["offered", "concluded"])
                                ),
                                fields=("application",),
                                name="contract_of_an_application_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("runs_until__gte", models.F("runs_from"))
                                ),
                                name="contract_ends_after_its_start",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ContractParty",
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
                                    ("provider", "Gives the support"),
                                    ("beneficiary", "Uses the support"),
                                ],
                                max_length=12,
                            ),
                        ),
                        (
                            "signed_name",
                            models.CharField(
                                blank=True,
                                max_length=120,
                                verbose_name="Name of the signer",
                            ),
                        ),
                        ("signed_sha256", models.CharField(blank=True, max_length=64)),
                        ("signed_at", models.DateTimeField(null=True)),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="parties",
                                to="programmes.contract",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="contract_parts",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "signed_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="signatures",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("contract", "role"), name="contract_party_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("signed_at__isnull", True),
                                    models.Q(("signed_sha256", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="signature_names_its_bytes",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Milestone",
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
                            "title",
                            models.CharField(max_length=200, verbose_name="Milestone"),
                        ),
                        ("due_on", models.DateField(verbose_name="Due")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("open", "Open"),
                                    ("reported", "Reported"),
                                    ("accepted", "Accepted"),
                                    ("skipped", "Skipped"),
                                ],
                                default="open",
                                max_length=10,
                            ),
                        ),
                        ("report", models.TextField(blank=True, verbose_name="Report")),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "member",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="milestones",
                                to="programmes.cohortmember",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["due_on", "order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="GrantElsewhere",
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
                            "name",
                            models.CharField(max_length=200, verbose_name="Grant"),
                        ),
                        (
                            "amount",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="Amount",
                            ),
                        ),
                        (
                            "currency",
                            models.CharField(
                                blank=True, max_length=3, verbose_name="Currency"
                            ),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("planned", "Planned"),
                                    ("applied", "Applied for"),
                                    ("granted", "Granted"),
                                    ("refused", "Refused"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("decided_on", models.DateField(blank=True, null=True)),
                        (
                            "funder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants_asked",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="grants_elsewhere",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="grants",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="ExpressionOfInterest",
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
                            "text",
                            models.TextField(verbose_name="What you would use it for"),
                        ),
                        ("is_withdrawn", models.BooleanField(default=False)),
                        ("at", models.DateTimeField(auto_now_add=True)),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="directory.organisation",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="interests",
                                to="directory.person",
                            ),
                        ),
                        (
                            "programme",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="interests",
                                to="programmes.programme",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("programme", "organisation"),
                                name="interest_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Review",
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
                            "score",
                            models.PositiveSmallIntegerField(
                                null=True,
                                validators=[
                                    django.core.validators.MinValueValidator(1),
                                    django.core.validators.MaxValueValidator(5),
                                ],
                                verbose_name="Score, 1 to 5",
                            ),
                        ),
                        ("text", models.TextField(blank=True, verbose_name="Opinion")),
                        (
                            "has_conflict",
                            models.BooleanField(
                                default=False, verbose_name="I have an interest in it"
                            ),
                        ),
                        ("reviewed_at", models.DateTimeField(null=True)),
                        (
                            "application",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="reviews",
                                to="programmes.application",
                            ),
                        ),
                        (
                            "reviewer",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reviews",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("application", "reviewer"), name="review_once"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("score__isnull", True),
                                    ("score__range", (1, 5)),
                                    _connector="OR",
                                ),
                                name="score_of_one_to_five",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SupportItem",
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
                            "name",
                            models.CharField(max_length=200, verbose_name="Support"),
                        ),
                        ("unit", models.CharField(max_length=40, verbose_name="Unit")),
                        (
                            "amount",
                            models.PositiveIntegerField(verbose_name="How many"),
                        ),
                        ("order", models.PositiveSmallIntegerField(default=0)),
                        (
                            "contract",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="items",
                                to="programmes.contract",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["order", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="SupportRequest",
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
                            "amount",
                            models.PositiveIntegerField(verbose_name="How many"),
                        ),
                        (
                            "text",
                            models.CharField(max_length=400, verbose_name="What for"),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("asked", "Asked"),
                                    ("granted", "Granted"),
                                    ("declined", "Declined"),
                                    ("withdrawn", "Withdrawn"),
                                ],
                                default="asked",
                                max_length=10,
                            ),
                        ),
                        (
                            "reason",
                            models.CharField(
                                blank=True, max_length=400, verbose_name="Reason"
                            ),
                        ),
                        ("asked_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "item",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="requests",
                                to="programmes.supportitem",
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="support_requests",
                                to="directory.person",
                            ),
                        ),
                        ("decided_at", models.DateTimeField(null=True)),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="directory.person",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("amount__gt", 0)),
                                name="support_of_at_least_one",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
