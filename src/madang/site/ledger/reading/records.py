"""The sheets about organisations that go out and come back: names, numbers, memberships, relations, people in roles, initiatives."""

from django.utils.translation import gettext_lazy as _

from madang.site.core import cells
from madang.site.core.tables import Column, Form
from madang.site.directory.models import OrganisationIdentifier, OrganisationName
from madang.site.ledger.models import Claim, Initiative, Modality, Relation
from madang.site.ledger.reading.sheets import (
    EVIDENCE,
    audience_column,
    key_column,
    options,
    words,
)
from madang.site.ledger.rules.records import BETWEEN

LABELS = dict(Relation.Predicate.choices)
SAID = (
    options("modality", _("How it is said"), Modality.choices),
    options("holder", _("Who says so"), Claim.Holder.choices),
)
ORGANISATION = words("organisation", _("Organisation"), 200, width=36, is_required=True)
SINCE = Column("since", _("Since"), cells.edtf)
UNTIL = Column("until", _("Until"), cells.edtf)
NAMES = Form(
    _("Names"),
    (
        ORGANISATION,
        words("text", _("Name"), 300, width=36, is_required=True),
        options("kind", _("Kind"), OrganisationName.Kind.choices),
        words("language", _("Language and script"), 12, width=12),
        *SAID,
        *EVIDENCE,
    ),
)
IDENTIFIERS = Form(
    _("Numbers in registers"),
    (
        ORGANISATION,
        options(
            "scheme",
            _("Register"),
            OrganisationIdentifier.Scheme.choices,
            is_required=True,
        ),
        words("value", _("Number"), 120, is_required=True),
        *SAID,
        *EVIDENCE,
    ),
)
MEMBERSHIPS = Form(
    _("Memberships"),
    (
        words("member", _("Member"), 200, width=36, is_required=True),
        words("cluster", _("Member of"), 200, width=36, is_required=True),
        words("role", _("Role"), 80),
        SINCE,
        UNTIL,
        *SAID,
        audience_column(),
        *EVIDENCE,
    ),
)
RELATIONS = Form(
    _("Relations"),
    (
        ORGANISATION,
        options(
            "predicate",
            _("is to the other"),
            [(each, LABELS[each]) for each in BETWEEN],
            is_required=True,
            width=24,
        ),
        words("other", _("Other organisation"), 200, width=36, is_required=True),
        SINCE,
        UNTIL,
        words("text", _("In words"), 600, width=40),
        *SAID,
        audience_column(),
        *EVIDENCE,
    ),
)
POSITIONS = Form(
    _("People in roles"),
    (
        key_column(),
        ORGANISATION,
        words("role", _("Role"), 150, width=36, is_required=True),
        words("name", _("Name of the person"), 120),
        words("name_local", _("Name in its own script"), 120),
        SINCE,
        UNTIL,
        words("telephone", _("Telephone"), 40),
        words("fax", _("Fax"), 40),
        Column("email", _("E-mail"), cells.email, width=28),
        words("note", _("Note"), 300),
        *SAID,
        audience_column(),
        *EVIDENCE,
    ),
)
INITIATIVES = Form(
    _("Initiatives"),
    (
        key_column(),
        words("name", _("Name"), 200, width=36, is_required=True),
        options("kind", _("Kind"), Initiative.Kind.choices, is_required=True),
        words("owner", _("Who runs it"), 200, width=36, is_required=True),
        words("funder", _("Funder"), 200),
        Column("parties", _("Who takes part"), cells.names, cells.names_cell, 40),
        Column("start", _("Start"), cells.edtf),
        Column("end", _("End"), cells.edtf),
        words("date_note", _("Note on the date"), 200),
        Column("target_country", _("Target country"), cells.country, width=10),
        words("for_whom", _("For whom"), 200),
        words("beneficiaries", _("Beneficiaries"), 200),
        *SAID,
        audience_column(),
        *EVIDENCE,
    ),
)
