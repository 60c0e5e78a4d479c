"""What may be read of answers: one's own with its parts, and all of an event for its organisers."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from madang.site.events.models import Event, Registration
from madang.site.survey.models import Answer, Item, ItemTerm

PARTS: dict[str, str | Promise] = {
    "who": gettext_lazy("Who we are"),
    "seek": gettext_lazy("What we seek"),
    "offer": gettext_lazy("What we offer"),
    "wishes": gettext_lazy("Wishes and exceptions"),
    "people": gettext_lazy("Languages and delegates"),
    "consent": gettext_lazy("Who may see it"),
    "check": gettext_lazy("Check and send"),
}


@dataclass(frozen=True)
class Missing:
    """Something that must be there before an answer can be sent: the part, the field's anchor, what to write."""

    part: str
    anchor: str
    message: str


@dataclass(frozen=True)
class Part:
    """A part of the survey as the steps show it: a word, and whether something in it must be mended."""

    key: str
    label: str | Promise
    note: str
    state: str
    url_name: str = "survey:part"


def own_registration(event: Event, registration: Registration | None) -> Registration:
    """Return the registration of whoever asks, with what the survey's pages read; 404 without one."""
    if registration is None:
        raise Http404
    found = Registration.objects.select_related("organisation").prefetch_related(
        "languages", "delegates"
    )
    own = found.get(pk=registration.pk)
    own.event = event
    return own


def own_answer(registration: Registration) -> Answer | None:
    """Return an organisation's answer with all its rows, or None if it has not begun."""
    answers = Answer.objects.filter(registration=registration).select_related(
        "registration__organisation"
    )
    return answers.prefetch_related(
        "items__terms", "wishes", "never_matches", "consents"
    ).first()


def answer_of_last_edition(registration: Registration) -> Answer | None:
    """Return what the same organisation answered at the event before, or None."""
    previous = registration.event.previous_id
    if previous is None:
        return None
    return Answer.objects.filter(
        registration__event_id=previous,
        registration__organisation_id=registration.organisation_id,
    ).first()


def missing_in(registration: Registration, answer: Answer | None) -> list[Missing]:
    """Return what keeps an answer from being sent, in the order of the parts."""
    found = []
    if answer is None or (
        answer.source == Answer.Source.ONLINE and not answer.about.strip()
    ):
        found.append(
            Missing("who", "id_about", _("Who you are: write two or three sentences."))
        )
    items = list(answer.items.all()) if answer is not None else []
    if not items:
        found.append(
            Missing(
                "seek", "id_text", _("What you seek or offer: write at least one item.")
            )
        )
    empty = [item for item in items if not item.text.strip() and not item.terms.all()]
    sentence = _("An item has neither words nor a kind of deal.")
    found += [Missing(item.role, "id_text", sentence) for item in empty]
    if not registration.languages.all():
        found.append(
            Missing("people", "id_languages", _("Languages: choose at least one."))
        )
    if not registration.delegates.all():
        found.append(
            Missing("people", "id_delegates", _("Delegates: write how many come."))
        )
    return found


def parts_of(registration: Registration, answer: Answer | None) -> list[Part]:
    """Return the parts with what is in each: "4 items", "2 to mend", "Empty"."""
    missing = missing_in(registration, answer)
    return [
        _part(key, registration, answer, sum(1 for each in missing if each.part == key))
        for key in PARTS
    ]


def _part(
    key: str, registration: Registration, answer: Answer | None, gaps: int
) -> Part:
    note, is_done = _note(key, registration, answer)
    if gaps and answer is not None and answer.state == Answer.State.SUBMITTED:
        return Part(key, PARTS[key], _("%(count)s to mend") % {"count": gaps}, "wrong")
    return Part(key, PARTS[key], note, "completed" if is_done else "")


def _note(
    key: str, registration: Registration, answer: Answer | None
) -> tuple[str, bool]:
    empty = (_("Empty"), False)
    if key == "people":
        return (
            (_("Done"), True)
            if registration.languages.all() and registration.delegates.all()
            else empty
        )
    if answer is None:
        return empty
    if key in ("seek", "offer"):
        count = sum(1 for item in answer.items.all() if item.role == key)
        note = ngettext("%(count)s item", "%(count)s items", count) % {"count": count}
        return (note, True) if count else empty
    if key == "wishes":
        count = len(answer.wishes.all()) + len(answer.never_matches.all())
        note = ngettext("%(count)s name", "%(count)s names", count) % {"count": count}
        return (note, True) if count else (_("No names"), False)
    if key == "consent":
        return (
            (_("Given"), True)
            if answer.consents.all()
            else (_("Organisers only"), False)
        )
    if key == "check":
        return (
            (_("Sent"), True)
            if answer.state == Answer.State.SUBMITTED
            else (_("Not sent"), False)
        )
    return (_("Done"), True) if answer.about else empty


def registrations_of(event: Event) -> QuerySet[Registration]:
    """Return the organisations that are asked to answer, each with its state of answer and numbers of items."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    return asked.select_related("organisation", "answer").annotate(
        seeks=Count(
            "answer__items", filter=Q(answer__items__role=Item.Role.SEEK), distinct=True
        ),
        offers=Count(
            "answer__items",
            filter=Q(answer__items__role=Item.Role.OFFER),
            distinct=True,
        ),
    )


def without_answer(event: Event) -> QuerySet[Registration]:
    """Return the organisations that have not sent an answer: none begun, or still a draft."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    return asked.exclude(answer__state=Answer.State.SUBMITTED)


def with_term(
    registrations: QuerySet[Registration], *, role: str, facet: str, term: str
) -> QuerySet[Registration]:
    """Keep those that seek or offer a term; an empty role means either."""
    terms = ItemTerm.objects.filter(
        item__answer__registration=OuterRef("pk"), facet=facet, term=term
    )
    if role:
        terms = terms.filter(item__role=role)
    return registrations.filter(Exists(terms))


@dataclass(frozen=True)
class Figures:
    """How far an event's survey has come."""

    asked: int
    sent: int
    draft: int
    silent: int
    items: int


def figures_of(event: Event) -> Figures:
    """Return the counts of an event's survey in two queries."""
    asked = event.registrations.exclude(
        state__in=[Registration.State.DECLINED, Registration.State.WITHDRAWN]
    )
    counts = asked.aggregate(
        asked=Count("pk"),
        sent=Count("pk", filter=Q(answer__state=Answer.State.SUBMITTED)),
        draft=Count("pk", filter=Q(answer__state=Answer.State.DRAFT)),
    )
    items = Item.objects.filter(
        answer__registration__in=asked, answer__state=Answer.State.SUBMITTED
    ).count()
    silent = counts["asked"] - counts["sent"] - counts["draft"]
    return Figures(
        asked=counts["asked"],
        sent=counts["sent"],
        draft=counts["draft"],
        silent=silent,
        items=items,
    )
