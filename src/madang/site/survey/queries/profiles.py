"""What others may read of an answer: what its consent allows, never a confidential item, never the lists of names."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from madang.site.directory.models import name_key
from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Consent, Item, NeverMatch

_apart: list[Callable[[Registration], set[int]]] = []
_possible_matches: list[Callable[[Registration], int | None]] = []
# Who is allowed to read is allowed to read also as any narrower audience.
WIDER: dict[str, tuple[str, ...]] = {
    Consent.Audience.MATCHED: (
        Consent.Audience.MATCHED,
        Consent.Audience.PARTICIPANTS,
        Consent.Audience.PUBLIC,
    ),
    Consent.Audience.PARTICIPANTS: (
        Consent.Audience.PARTICIPANTS,
        Consent.Audience.PUBLIC,
    ),
    Consent.Audience.PUBLIC: (Consent.Audience.PUBLIC,),
}


@dataclass(frozen=True)
class VisibleProfile:
    """What an audience may read: the organisation, its text, and the items that are not confidential."""

    registration: Registration
    about: str
    seeks: list[Item] = field(default_factory=list)
    offers: list[Item] = field(default_factory=list)

    @property
    def items(self) -> list[Item]:
        """All items that may be read, needs first."""
        return [*self.seeks, *self.offers]


def with_profile(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Return the answers with all that `visible_profile` reads, in a fixed number of queries."""
    return answers.select_related("registration__organisation").prefetch_related(
        "consents", "items__terms"
    )


def visible_profile(answer: Answer, *, audience: str) -> VisibleProfile | None:
    """Return what an audience ("matched", "participants" or "public") may read of an answer, or None for nothing.

    Prefetch with `with_profile` where there are many. A draft is shown to nobody.
    """
    given = {each.audience for each in answer.consents.all()}
    if answer.state != Answer.State.SUBMITTED or not is_open_to(given, audience):
        return None
    return profile_of(answer)


def is_open_to(audiences: Iterable[str], audience: str) -> bool:
    """Return whether consent for these audiences lets an audience read."""
    return bool(set(WIDER[audience]).intersection(audiences))


def is_within(wanted: Iterable[str], given: Iterable[str]) -> bool:
    """Return whether consent for some audiences lets nobody read who could not read before."""
    before, after = set(given), set(wanted)
    return all(is_open_to(before, each) for each in WIDER if is_open_to(after, each))


def profile_of(answer: Answer) -> VisibleProfile:
    """Return what anybody else could ever read of an answer: for a preview, or once consent is known."""
    shown = [item for item in answer.items.all() if not item.is_confidential]
    return VisibleProfile(
        registration=answer.registration,
        about=answer.about,
        seeks=[item for item in shown if item.role == Item.Role.SEEK],
        offers=[item for item in shown if item.role == Item.Role.OFFER],
    )


def answers_shown_to(
    event: Event, *, audience: str, viewer: Registration | None = None
) -> QuerySet[Answer]:
    """Return the submitted answers that an audience may read; a viewer finds none that either side keeps apart."""
    answers = Answer.objects.filter(
        registration__event=event,
        registration__state=Registration.State.REGISTERED,
        state=Answer.State.SUBMITTED,
        consents__audience__in=WIDER[audience],
    ).distinct()
    if viewer is not None:
        answers = answers.exclude(registration_id__in=kept_apart_from(viewer))
    return answers.order_by("registration__organisation__name", "pk")


def profile_for(
    registration: Registration, viewer: Registration, *, audience: str
) -> VisibleProfile | None:
    """Return what one organisation may read of another, or None; kept apart looks the same as no consent."""
    if registration.event_id != viewer.event_id:
        return None
    answer = with_profile(Answer.objects.filter(registration=registration)).first()
    if answer is None or registration.pk in kept_apart_from(viewer):
        return None
    return visible_profile(answer, audience=audience)


def register_possible_matches(function: Callable[[Registration], int | None]) -> None:
    """Say how possible matches are counted; called once from a later app's `ready`."""
    _possible_matches.append(function)


def possible_matches(registration: Registration) -> int | None:
    """Return to how many organisations a profile could be suggested by the last matching; None before the first.

    It is counted from what this organisation may see itself, so that the number tells nothing of what others hide.
    """
    counts = (each(registration) for each in _possible_matches)
    return next((count for count in counts if count is not None), None)


def never_pairs(event: Event) -> set[tuple[int, int]]:
    """Return the pairs of registrations (smaller id first) of which one side asked never to meet the other.

    Names are compared anew, so that an organisation that registered after the list was written is found too.
    """
    keys = _ids_by_name(event)
    pairs = set()
    rows = NeverMatch.objects.filter(answer__registration__event=event)
    for owner, target, name in rows.values_list(
        "answer__registration_id", "target_id", "name"
    ):
        for other in {target, *keys.get(name_key(name), ())} - {None, owner}:
            pairs.add((min(owner, other), max(owner, other)))
    return pairs


def register_apart(function: Callable[[Registration], set[int]]) -> None:
    """Say who else is kept apart from a registration (ids); called once from a later app's `ready`."""
    _apart.append(function)


def kept_apart_from(registration: Registration) -> set[int]:
    """Return the ids of the registrations that must not be shown to this one, whoever asked for it."""
    ids = named_apart_from(registration).union(*(each(registration) for each in _apart))
    return ids - {registration.pk}


def named_apart_from(registration: Registration) -> set[int]:
    """Return the ids of the registrations of which either side asked never to meet the other."""
    key = registration.organisation.name_key
    lists = NeverMatch.objects.filter(
        answer__registration__event_id=registration.event_id
    )
    own = lists.filter(answer__registration=registration)
    ids = set(
        lists.filter(target=registration).values_list(
            "answer__registration_id", flat=True
        )
    )
    unlinked = lists.filter(target=None).exclude(answer__registration=registration)
    ids |= {
        owner
        for owner, name in unlinked.values_list("answer__registration_id", "name")
        if name_key(name) == key
    }
    named = list(own.values_list("target_id", "name"))
    keys = {name_key(name) for _target, name in named}
    targets = {target for target, _name in named if target}
    found = Registration.objects.filter(event_id=registration.event_id)
    ids |= (
        set(
            found.filter(
                Q(pk__in=targets) | Q(organisation__name_key__in=keys)
            ).values_list("pk", flat=True)
        )
        if named
        else set()
    )
    return ids


def _ids_by_name(event: Event) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for pk, key in Registration.objects.filter(event=event).values_list(
        "pk", "organisation__name_key"
    ):
        found.setdefault(key, []).append(pk)
    return found
