"""The ledger's page of an organisation comes with the first entry about it."""

from madang.site.directory.models import Organisation
from madang.site.ledger.actions.sources import new_key
from madang.site.ledger.models import Audience, OrganisationRecord

KINDS = {
    Organisation.Kind.MINISTRY: OrganisationRecord.Kind.GOVERNMENT,
    Organisation.Kind.REGULATOR: OrganisationRecord.Kind.OFFICE,
    Organisation.Kind.PUBLIC_HEALTH: OrganisationRecord.Kind.AGENCY,
    Organisation.Kind.PUBLIC_FUNDER: OrganisationRecord.Kind.AGENCY,
    Organisation.Kind.TRADE_AGENCY: OrganisationRecord.Kind.PROMOTION,
    Organisation.Kind.INTERNATIONAL: OrganisationRecord.Kind.INTERNATIONAL,
    Organisation.Kind.UNIVERSITY: OrganisationRecord.Kind.UNIVERSITY,
    Organisation.Kind.HOSPITAL: OrganisationRecord.Kind.HOSPITAL,
    Organisation.Kind.INVESTOR: OrganisationRecord.Kind.FINANCIAL,
    Organisation.Kind.ASSOCIATION: OrganisationRecord.Kind.ASSOCIATION,
    Organisation.Kind.OTHER: OrganisationRecord.Kind.UNSPECIFIED,
}


def ensure_record(organisation: Organisation, *, audience: str) -> OrganisationRecord:
    """Return the organisation's page in the ledger; make it if there is none, open it to everybody with something public."""
    record, is_new = OrganisationRecord.objects.get_or_create(
        organisation=organisation,
        defaults={
            "key": new_key(organisation.name),
            "kind": KINDS.get(
                Organisation.Kind(organisation.kind), OrganisationRecord.Kind.COMPANY
            ),
            "audience": audience,
        },
    )
    if (
        not is_new
        and audience == Audience.PUBLIC
        and record.audience != Audience.PUBLIC
    ):
        record.audience = Audience.PUBLIC
        record.save(update_fields=["audience"])
    return record
