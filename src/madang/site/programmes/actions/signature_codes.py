"""The code that confirms a signature: mailed to the address of the sign-in, for exactly this document."""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from madang.site.core import log, outbox
from madang.site.directory.actions.codes import make_code, use_code
from madang.site.directory.models import Person
from madang.site.programmes.models import Contract
from madang.site.programmes.rules.contracts import BY_CODE, BY_FACTOR

PURPOSE = "sign-contract"


@transaction.atomic
def send_code(contract: Contract, *, to: Person) -> str:
    """Mail a code for the signature of a contract to the address with which somebody signs in, and return it.

    Raises CodeError after five within an hour.
    """
    row, code = make_code(
        person=to, purpose=PURPOSE, target_id=contract.pk, about=contract.sha256
    )
    with override(to.language):
        outbox.put(
            to=to.user.email if to.user is not None else to.email,
            subject=_("Your code for signing “%(title)s”") % {"title": contract.title},
            body=_(
                "Your code:\n\n%(code)s\n\nIt signs “%(title)s” for %(organisation)s, once, within 10 minutes, and nothing else.\n\n"
                "SHA-256 of the document: %(hash)s\n\n"
                "If you did not ask for it, somebody else is signed in as you at %(site)s: sign in and set up a second factor.\n"
            )
            % {
                "code": code,
                "title": contract.title,
                "organisation": to.organisation,
                "hash": contract.sha256,
                "site": settings.SITE_URL,
            },
            key=f"signature-code-{row.pk}",
        )
    return code


def confirm_by_code(contract: Contract, *, by: Person, code: str) -> None:
    """Take the code of the mail. Raises CodeError. Call it outside of a transaction: a wrong try is kept."""
    use_code(
        person=by,
        purpose=PURPOSE,
        target_id=contract.pk,
        about=contract.sha256,
        code=code,
    )
    log.record("confirm signature", contract, by=by, detail=BY_CODE)


def confirm_by_factor(contract: Contract, *, by: Person) -> None:
    """Keep that the second factor has just confirmed the signature; the form has checked it."""
    log.record("confirm signature", contract, by=by, detail=BY_FACTOR)
