"""The two lists of names in an answer: whom an organisation wishes to meet, and whom never."""

from django.db import transaction

from madang.site.directory.models import Person, name_key
from madang.site.events.models import Event, Registration
from madang.site.survey.actions.answers import changed, writable
from madang.site.survey.models import NeverMatch, Wish

MODELS: dict[str, type[Wish] | type[NeverMatch]] = {"wish": Wish, "never": NeverMatch}


def _named(registration: Registration, name: str) -> Registration | None:
    """Return the one registration of the event that this name means, if there is exactly one other."""
    others = Registration.objects.filter(
        event_id=registration.event_id, organisation__name_key=name_key(name)
    )
    found = list(others.exclude(pk=registration.pk)[:2])
    return found[0] if len(found) == 1 else None


@transaction.atomic
def add_name(
    *, by: Person | None, registration: Registration, kind: str, name: str
) -> Wish | NeverMatch:
    """Put a name on the list "wish" or "never"; a name that is there already stays once."""
    answer = writable(by, registration, part="wishes")
    name = " ".join(name.split())[:200]
    known = [
        row
        for row in MODELS[kind].objects.filter(answer=answer)
        if name_key(row.name) == name_key(name)
    ]
    if known:
        return known[0]
    target = _named(registration, name)
    row: Wish | NeverMatch
    if kind == "wish":
        row = Wish.objects.create(
            answer=answer, name=name, target=target, position=answer.wishes.count() + 1
        )
    else:
        row = NeverMatch.objects.create(answer=answer, name=name, target=target)
    changed(answer, by=by, verb=f"add {kind}", part="wishes")
    return row


@transaction.atomic
def remove_name(
    *, by: Person | None, registration: Registration, kind: str, pk: int
) -> str:
    """Take a name off a list; return it, so that it can be put back. An unknown one is an empty name."""
    answer = writable(by, registration, part="wishes")
    row = MODELS[kind].objects.filter(answer=answer, pk=pk).first()
    if row is None:
        return ""
    row.delete()
    changed(answer, by=by, verb=f"remove {kind}", part="wishes")
    return row.name


def link_names(event: Event) -> int:
    """Point names on all lists of an event to the organisations that have them by now; return how many were found."""
    ids: dict[str, set[int]] = {}
    for pk, key in Registration.objects.filter(event=event).values_list(
        "pk", "organisation__name_key"
    ):
        ids.setdefault(key, set()).add(pk)
    linked = 0
    for model in MODELS.values():
        rows = model.objects.filter(
            answer__registration__event=event, target=None
        ).select_related("answer")
        for row in rows:
            found = ids.get(name_key(row.name), set()) - {row.answer.registration_id}
            if len(found) == 1:
                linked += model.objects.filter(pk=row.pk).update(target_id=found.pop())
    return linked
