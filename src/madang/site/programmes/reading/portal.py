"""The sheets of the portal: advisers' hours, contracts with their support, contracts to be offered."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.ledger.reading.sheets import options, words
from madang.site.programmes.models import Consultation, Contract, SupportRequest
from madang.site.programmes.reading.columns import (
    day_column,
    email_column,
    organisation_column,
    short_name,
    shown,
    shown_option,
    zone_column,
)

HOURS = Form(
    _("Hours"),
    (
        shown("adviser", _("Adviser"), width=24),
        email_column("address", _("E-mail of the adviser")),
        words("subject", _("What about"), 150, width=30, is_required=True),
        day_column("day", _("Day"), is_required=True),
        Column("starts", _("From"), cells.clock, width=8, is_required=True),
        Column("ends", _("To"), cells.clock, width=8, is_required=True),
        zone_column("zone", _("Time zone")),
        options("channel", _("Where"), Consultation.Channel.choices),
        shown_option("state", _("State"), Consultation.State.choices),
        shown("booked_by", _("Booked by"), width=24),
        shown("organisation", _("Organisation"), width=30),
        shown("question", _("Question"), width=50),
        shown("reason", _("Reason"), width=40),
        shown("note", _("What came of it"), width=50),
    ),
)
CONTRACTS = Form(
    _("Contracts"),
    (
        shown("number", _("Number"), width=9),
        shown("programme", _("Programme"), width=30),
        shown("title", _("Title"), width=40),
        shown("provider", _("Gives the support"), width=30),
        shown("beneficiary", _("Uses the support"), width=30),
        shown_option("state", _("State"), Contract.State.choices),
        shown("offered_on", _("Offered"), width=12),
        shown("sign_until", _("Sign until"), width=12),
        shown("runs_from", _("Runs from"), width=12),
        shown("runs_until", _("Runs until"), width=12),
        shown("provider_signed", _("Signed for who gives the support"), width=40),
        shown("beneficiary_signed", _("Signed for who uses the support"), width=40),
        shown("concluded_at", _("Concluded (UTC)"), width=18),
        shown("reason", _("Reason"), width=30),
        shown("sha256", _("SHA-256 of the document"), width=66),
    ),
)
SUPPORT = Form(
    _("Support"),
    (
        shown("contract", _("Number of the contract"), width=9),
        shown("title", _("Contract"), width=40),
        shown("beneficiary", _("Uses the support"), width=30),
        shown("name", _("Support"), width=36),
        shown("unit", _("Unit"), width=14),
        shown("amount", _("Given"), width=9),
        shown("used", _("Used"), width=9),
        shown("asked", _("Asked"), width=9),
        shown("left", _("Remaining"), width=9),
    ),
)
REQUESTS = Form(
    _("Support asked for"),
    (
        shown("contract", _("Number of the contract"), width=9),
        shown("name", _("Support"), width=36),
        shown("amount", _("How many"), width=9),
        shown("text", _("What for"), width=60),
        shown("person", _("Person"), width=24),
        shown("asked_on", _("Asked"), width=12),
        shown_option("state", _("State"), SupportRequest.State.choices),
        shown("reason", _("Reason"), width=40),
        shown("decided_on", _("Decided"), width=12),
    ),
)
DRAFTS = Form(
    _("Contracts to offer"),
    (
        short_name("programme", _("Short name of the programme")),
        organisation_column(),
        Column("call", _("Short name of the call"), cells.key, width=24, hint=_("of the call in which this organisation’s application was accepted; blank without an application")),
        words("title", _("Title"), 200, width=40, is_required=True),
        words("text", _("Text"), 32000, width=80, is_required=True),
        day_column("sign_until", _("Sign until"), is_required=True),
        day_column("runs_from", _("Runs from"), is_required=True),
        day_column("runs_until", _("Runs until"), is_required=True),
    ),
)  # fmt: skip
DRAFT_ITEMS = Form(
    _("Support to offer"),
    (
        organisation_column(),
        words("title", _("Contract"), 200, width=40, is_required=True),
        words("name", _("Support"), 200, width=36, is_required=True),
        words("unit", _("Unit"), 40, is_required=True),
        Column("amount", _("How many"), cells.whole, width=9, is_required=True),
    ),
)
