"""Say that something is wrong, and answer it. Nothing changes by a dispute: a correction is entered on the claim, as ever."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madang.site.core import log, outbox
from madang.site.directory.models import Organisation, Person, User
from madang.site.ledger.models import Dispute, Tie
from madang.site.ledger.rules.access import LedgerError

# A row about which so much waits is looked at as it is: more of the same helps nobody.
MOST_WAITING = 20
FEWEST_LETTERS = 10


@transaction.atomic
def dispute(
    about: Tie | Organisation,
    *,
    what: str,
    source: str = "",
    name: str = "",
    email: str = "",
) -> Dispute:
    """Put what a reader says is wrong into the curators' queue. Raises LedgerError for too little, or too much that waits."""
    if len(what.strip()) < FEWEST_LETTERS:
        raise LedgerError(_("Say in a sentence what is wrong."), field="what")
    column = "tie" if isinstance(about, Tie) else "organisation"
    if Dispute.objects.filter(**{column: about}, decision="").count() >= MOST_WAITING:
        raise LedgerError(
            _(
                "Much about this entry waits for an answer already. Come back when it is answered."
            )
        )
    row = Dispute.objects.create(
        **{column: about},
        what=what.strip(),
        source=source.strip(),
        name=name.strip(),
        email=email.strip(),
    )
    log.record("dispute entry", row, by=None)
    return row


@transaction.atomic
def answer_dispute(row: Dispute, *, by: Person | User, decision: str, reason: str) -> Dispute:  # fmt: skip
    """Answer once, with a decision and a reason that everybody reads. Name and address are forgotten; who left an address gets mail.

    Raises LedgerError for no decision, no reason, or what is answered already.
    """
    locked = Dispute.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.decision:
        raise LedgerError(_("This is answered already."))
    if decision not in set(Dispute.Decision.values) - {""}:
        raise LedgerError(_("Choose a decision."), field="decision")
    if not reason.strip():
        raise LedgerError(
            _("Say why: everybody reads it beside the entry."), field="reason"
        )
    email, locked.email, locked.name = locked.email, "", ""
    locked.decision, locked.reason = decision, reason.strip()
    locked.answered_at = timezone.now()
    locked.answered_by = by if isinstance(by, Person) else None
    locked.save()
    log.record("answer dispute", locked, by=by, detail=decision)
    if email:
        outbox.put(
            to=email,
            subject=_("What you said is wrong: an answer"),
            body=_("%(about)s\n\n%(decision)s. %(reason)s")
            % {
                "about": locked.about,
                "decision": locked.get_decision_display(),
                "reason": locked.reason,
            },
            key=f"dispute-{locked.pk}",
        )
    return locked
