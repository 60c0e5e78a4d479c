"""The sheets of programmes: programmes, calls with their questions, interest, applications, reviews, the cohort."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.ledger.models import Initiative
from madang.site.ledger.reading.sheets import options, words
from madang.site.programmes.models import (
    Application,
    Call,
    CallQuestion,
    CohortMember,
    GrantElsewhere,
    Milestone,
    Programme,
)
from madang.site.programmes.reading.columns import (
    amount_column,
    country_column,
    currency_column,
    day_column,
    email_column,
    moment_column,
    organisation_column,
    short_name,
    shown,
    shown_option,
    zone_column,
)
from madang.site.survey.vocabulary import FIELDS

IN_ITS_ZONE = _("a day and a time in the row’s time zone: 2027-03-02 18:00")
PROGRAMMES = Form(
    _("Programmes"),
    (
        short_name("slug", _("Short name in addresses")),
        words("name", _("Name"), 200, width=36, is_required=True),
        options("kind", _("Kind"), Initiative.Kind.choices, is_required=True),
        words("aim", _("What it is for"), 8000, width=60, is_required=True),
        words("owner", _("Whose programme it is"), 200, width=30),
        words("accelerator", _("Accelerator partner"), 200, width=30),
        country_column("home_country", _("For companies of")),
        country_column("target_country", _("Opens the market of")),
        options("field", _("Field"), FIELDS.items()),
        shown_option("state", _("State"), Programme.State.choices),
    ),
)
CALLS = Form(
    _("Calls"),
    (
        short_name("slug", _("Short name in addresses")),
        shown("programme", _("Programme"), width=30),
        words("title", _("Title"), 200, width=36, is_required=True),
        options("kind", _("For"), Call.Kind.choices, is_required=True),
        words("text", _("What is offered and expected"), 20000, width=60, is_required=True),
        words("who_may_apply", _("Who may apply"), 8000, width=40, is_required=True),
        zone_column("zone", _("Time zone")),
        moment_column("opens", _("Opens"), IN_ITS_ZONE, is_required=True),
        moment_column("closes", _("Closes"), IN_ITS_ZONE, is_required=True),
        Column("seats", _("Seats"), cells.whole, width=8),
        amount_column("budget", _("Budget")),
        amount_column("most_each", _("At most for each")),
        currency_column(),
        Column("needs_contract", _("Only with a signed contract"), cells.yes, cells.yes_cell),
        shown_option("state", _("State"), Call.State.choices),
    ),
)  # fmt: skip
QUESTIONS = Form(
    _("Questions"),
    (
        short_name("call", _("Short name of the call")),
        words("text", _("Question"), 300, width=60, is_required=True),
        words("help", _("Help"), 300, width=40),
        Column(
            "most_characters",
            _("At most, characters"),
            cells.whole,
            hint=_("50 to 20,000; blank is 2,000"),
        ),
        Column("is_required", _("Needs an answer"), cells.yes, cells.yes_cell),
    ),
)
INTEREST = Form(
    _("Interest"),
    (
        organisation_column(),
        shown("country", _("Country"), width=18),
        shown("person", _("Person"), width=24),
        email_column("address", _("E-mail")),
        shown("day", _("Day"), width=12),
        words(
            "text", _("What they would use it for"), 2000, width=80, is_required=True
        ),
    ),
)
REVIEWS = Form(
    _("Reviews"),
    (
        shown("organisation", _("Organisation"), width=30),
        shown("title", _("Title of the project"), width=40),
        shown("reviewer", _("Reviewer"), width=24),
        shown("reviewer_organisation", _("Organisation of the reviewer"), width=30),
        shown("score", _("Score, 1 to 5"), width=8),
        shown("text", _("Opinion"), width=80),
        Column("has_conflict", _("Stepped back"), show=cells.yes_cell),
        shown("day", _("Day"), width=12),
    ),
)
MEMBERS = Form(
    _("Members"),
    (
        organisation_column(),
        day_column("joined_on", _("Since"), is_required=True),
        shown("application", _("Application"), width=40),
        shown_option("state", _("State"), CohortMember.State.choices),
    ),
)
MILESTONES = Form(
    _("Milestones"),
    (
        organisation_column(),
        words("title", _("Milestone"), 200, width=50, is_required=True),
        day_column("due_on", _("Due"), is_required=True),
        shown_option("state", _("State"), Milestone.State.choices),
        shown("report", _("Report"), width=60),
        shown("reported_on", _("Reported"), width=12),
    ),
)
GRANTS = Form(
    _("Grants elsewhere"),
    (
        words("name", _("Grant"), 200, width=40, is_required=True),
        words("funder", _("Who gives it"), 200, width=30, is_required=True),
        words("organisation", _("For which member"), 200, width=30),
        amount_column("amount", _("Amount")),
        currency_column(),
        options("state", _("State"), GrantElsewhere.State.choices, is_required=True),
        day_column("decided_on", _("Decided")),
    ),
)


def applications_form(questions: list[CallQuestion]) -> Form:
    """Return the sheet of a call's applications: facts, then one column for each question, named `question-<key>`."""
    columns = (
        organisation_column(),
        shown("country", _("Country"), width=18),
        words("title", _("Title of the project"), 200, width=40),
        amount_column("amount", _("Amount applied for")),
        email_column("address", _("E-mail of who leads its entry")),
        shown("submitted", _("Submitted"), width=12),
        shown_option("state", _("State"), Application.State.choices),
        shown("reviews", _("Reviews"), width=10),
        shown("mean", _("Mean score"), width=10),
        amount_column("granted", _("Amount granted"), is_read=False),
        shown("reason", _("Reason"), width=40),
    )
    taken = [str(each.heading).casefold() for each in columns]
    asked = []
    for each in questions:
        heading, number = each.text, 2
        while heading.casefold() in taken:
            heading, number = f"{each.text} ({number})", number + 1
        taken.append(heading.casefold())
        asked.append(words(f"question-{each.pk}", heading, each.most_characters, width=50))  # fmt: skip
    return Form(_("Applications"), (*columns, *asked))
