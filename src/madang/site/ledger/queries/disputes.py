"""What was disputed and answered about a row, for everybody who sees the row; and what waits, for curators."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from madang.site.directory.models import Organisation
from madang.site.ledger.models import Dispute, Tie
from madang.site.ledger.queries.organisations import organisations_seen_by
from madang.site.ledger.queries.ties import ties_seen_by, with_sides
from madang.site.ledger.rules.access import Reader, reads_everything


def disputes_seen_by(user: Reader) -> QuerySet[Dispute]:
    """Return the disputes that somebody may read: curators all, others the answered ones about a row that they see."""
    rows = Dispute.objects.select_related("tie", "organisation__record")
    if reads_everything(user):
        return rows
    ties = ties_seen_by(user).filter(pk=OuterRef("tie"))
    organisations = organisations_seen_by(user).filter(pk=OuterRef("organisation"))
    return rows.exclude(decision="").filter(
        Q(Exists(ties)) | Q(Exists(organisations.order_by()))
    )


def history_of(about: Tie | Organisation) -> QuerySet[Dispute]:
    """Return what was decided about a row that the reader sees, the newest first; what is only asked is not there."""
    column = "tie" if isinstance(about, Tie) else "organisation"
    rows = Dispute.objects.filter(**{column: about}).exclude(decision="")
    return rows.exclude(decision=Dispute.Decision.UNUSABLE).order_by("-answered_at")


def queue(user: Reader, *, is_answered: bool) -> QuerySet[Dispute]:
    """Return what waits for an answer, the oldest first, or what has one, the newest first; nothing for anybody but curators."""
    # The title of a tie needs its parties: they are fetched with it, not row by row.
    rows = disputes_seen_by(user).select_related(None)
    rows = rows.select_related("organisation__record").prefetch_related(
        Prefetch("tie", queryset=with_sides(Tie.objects.all(), user))
    )
    if not reads_everything(user):
        return rows.none()
    if is_answered:
        return rows.exclude(decision="").order_by("-answered_at", "-pk")
    return rows.filter(decision="").order_by("pk")


def dispute_of(user: Reader, pk: int) -> Dispute:
    """Return one dispute, for curators; 404 for everybody else and for none."""
    found = disputes_seen_by(user).filter(pk=pk).first()
    if found is None or not reads_everything(user):
        raise Http404
    return found
