"""The paper of a contract: the document that both sides sign, and the record of their signatures."""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from madang.site.core.models import LogEntry
from madang.site.core.templatetags.ui import country
from madang.site.directory.models import Organisation
from madang.site.meetings.exports.paper import pdf
from madang.site.programmes.models import Contract, ContractParty, Programme
from madang.site.programmes.rules.contracts import BY_CODE, BY_FACTOR, Terms


def contract_pdf(
    programme: Programme, beneficiary: Organisation, terms: Terms
) -> bytes:
    """Return the document of a contract on A4, in the reader's language but for its own words."""
    return pdf(
        "contract",
        {
            "title": terms.title,
            "programme": programme.name,
            "sides": [
                {
                    "role": str(ContractParty.Role.PROVIDER.label),
                    **_entry(programme.owner),
                },
                {
                    "role": str(ContractParty.Role.BENEFICIARY.label),
                    **_entry(beneficiary),
                },
            ],
            "days": _("From %(first)s until %(last)s")
            % {
                "first": date_format(terms.runs_from, "DATE_FORMAT"),
                "last": date_format(terms.runs_until, "DATE_FORMAT"),
            },
            "paragraphs": paragraphs(terms.text),
            "items": [
                {"name": name, "amount": f"{amount} {unit}"}
                for name, unit, amount in terms.items
            ],
            "how": _(
                "Both sides sign this document on its page until %(day)s. A signature names the SHA-256 of these bytes; the record of the signatures is a document of its own."
            )
            % {"day": date_format(terms.sign_until, "DATE_FORMAT")},
            "words": {
                "language": get_language() or "en",
                "page": _("Page"),
                "support": _("Support"),
                "between": _("Between"),
            },
        },
    )


def _entry(organisation: Organisation) -> dict[str, str]:
    return {"name": organisation.name, "country": country(organisation.country)}


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: blank lines part them, other line breaks stay."""
    parts = text.replace("\r\n", "\n").split("\n\n")
    return [each.strip() for each in parts if each.strip()]


def record_pdf(contract: Contract) -> bytes:
    """Return the record of signatures: who signed, when, for whom, how they confirmed it, and the SHA-256 of what they signed."""
    ways = ways_of_confirming(contract)
    return pdf(
        "signatures",
        {
            "title": _("Record of signatures: %(title)s") % {"title": contract.title},
            "name": contract.title,
            "programme": contract.programme.name,
            "hash": contract.sha256,
            "about": _(
                "Recorded at %(site)s. Whoever holds the document checks it by computing its SHA-256."
            )
            % {"site": settings.SITE_URL},
            "signatures": [
                _signature(each, ways.get(each.signed_by_id or 0, ""))
                for each in contract.parties.all()
            ],
            "words": {
                "language": get_language() or "en",
                "page": _("Page"),
                "heading": _("Record of signatures"),
                "hash": _("SHA-256 of the document"),
            },
        },
    )


def ways_of_confirming(contract: Contract) -> dict[int, str]:
    """Return how each signer confirmed, as the log has it: key of the person → the words of the log."""
    lines = LogEntry.objects.filter(
        verb="confirm signature",
        target_type=Contract._meta.label_lower,  # noqa: SLF001 - Django's public way to name a model
        target_id=contract.pk,
    ).order_by("pk")
    return {line.actor_id: line.detail for line in lines if line.actor_id is not None}


def _how(way: str) -> str:
    if way == BY_CODE:
        return _("Confirmed with a one-time code sent to the signer’s address")
    return _("Confirmed with the signer’s second factor") if way == BY_FACTOR else ""


def _signature(party: ContractParty, way: str) -> dict[str, str]:
    if party.signed_at is None:
        return {
            "organisation": party.organisation.name,
            "role": party.get_role_display(),
            "name": _("not signed"),
            "when": "",
            "how": "",
            "hash": "",
        }
    return {
        "organisation": party.organisation.name,
        "role": party.get_role_display(),
        "name": party.signed_name,
        "when": f"{party.signed_at:%Y-%m-%d %H:%M:%S} UTC",
        "how": _how(way),
        "hash": party.signed_sha256,
    }
