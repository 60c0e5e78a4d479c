"""How many chairs an organisation has, and what for; the people on them are named elsewhere."""

from collections.abc import Sequence

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from madang.site.events.models import Delegate, Registration
from madang.site.survey.rules import SurveyRefusal


def set_delegates(
    registration: Registration, count: int, *, roles: Sequence[str] = ()
) -> bool:
    """Bring the number of chairs to `count`, give roles to unnamed ones in order; return whether anything changed.

    Chairs go from the end, unnamed ones alone. Raises SurveyRefusal when too few can go.
    """
    chairs = list(registration.delegates.order_by("position"))
    changed = (
        _take_away(chairs, count)
        if len(chairs) > count
        else _add(registration, chairs, count)
    )
    for chair, role in zip(chairs[:count], roles, strict=False):
        if chair.person_id is None and chair.role != role:
            chair.role = role
            chair.save(update_fields=["role"])
            changed = True
    return changed


def _add(registration: Registration, chairs: list[Delegate], count: int) -> bool:
    if len(chairs) == count:
        return False
    last = chairs[-1].position if chairs else 0
    fresh = [
        Delegate(registration=registration, position=last + number)
        for number in range(1, count - len(chairs) + 1)
    ]
    chairs.extend(Delegate.objects.bulk_create(fresh))
    return bool(fresh)


def _take_away(chairs: list[Delegate], count: int) -> bool:
    free = [chair for chair in reversed(chairs) if chair.person_id is None][
        : len(chairs) - count
    ]
    if len(free) < len(chairs) - count:
        named = sum(1 for chair in chairs if chair.person_id is not None)
        raise SurveyRefusal(
            _(
                "%(named)s delegates are named. Take a name away first, or write at least %(named)s."
            )
            % {"named": named}
        )
    for chair in free:
        try:
            chair.delete()
        except ProtectedError as error:
            raise SurveyRefusal(
                _(
                    "Delegate %(number)s has meetings in a plan. The organisers can move them."
                )
                % {"number": chair.position}
            ) from error
        chairs.remove(chair)
    return bool(free)
