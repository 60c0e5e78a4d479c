"""Mail of programmes, calls, applications and needs: to the people of one organisation, each in their language."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from madang.site.core import outbox
from madang.site.directory.models import Organisation, Person
from madang.site.programmes.models import (
    Application,
    ApplicationDecision,
    Call,
    Milestone,
    NeedAnswer,
    Programme,
    Review,
)
from madang.site.programmes.wording.money import money

Build = Callable[[], tuple[str, list[str]]]


def leads_of(organisation: Organisation, *others: Person) -> list[Person]:
    """Return the leads of an organisation's entry, with others of its people, who have an address."""
    also = [each.pk for each in others]
    rows = Person.objects.filter(
        Q(is_lead=True) | Q(pk__in=also), organisation=organisation
    )
    return [each for each in rows.order_by("pk") if each.email]


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _send(people: Iterable[Person], *, key: str, build: Build) -> None:
    for person in people:
        if not person.email:
            continue
        with override(person.language):
            subject, parts = build()
            outbox.put(
                to=person.email,
                subject=subject,
                body="\n\n".join(each for each in parts if each) + "\n",
                key=f"{key}-{person.pk}",
            )


def tell_of_call(call: Call, organisations: Iterable[Organisation]) -> None:
    """Write to those who had expressed interest that the call is published."""

    def build() -> tuple[str, list[str]]:
        facts = {"call": call.title, "programme": call.programme.name}
        return _("A call is published: %(call)s") % facts, [
            _(
                "Your organisation said that it would take part in %(programme)s. Its call “%(call)s” is published; apply on its page."
            )
            % facts,
            _address("programmes:call", call.slug),
        ]

    for each in organisations:
        _send(leads_of(each), key=f"call-{call.pk}-published", build=build)


def tell_of_withdrawn_call(call: Call, applications: Iterable[Application]) -> None:
    """Write to those who applied, or began to, that the call is withdrawn."""

    def build() -> tuple[str, list[str]]:
        facts = {"call": call.title}
        return _("The call was withdrawn: %(call)s") % facts, [
            _(
                "“%(call)s” was withdrawn. Your application will not be decided; its text stays readable for you."
            )
            % facts,
            _address("programmes:call", call.slug),
        ]

    for each in applications:
        people = leads_of(each.organisation, each.person)
        _send(people, key=f"call-{call.pk}-withdrawn", build=build)


def tell_of_receipt(application: Application) -> None:
    """Confirm to the applicant that the application arrived."""

    def build() -> tuple[str, list[str]]:
        facts = {"title": application.title, "call": application.call.title}
        return _("Received: %(title)s") % facts, [
            _(
                "The application “%(title)s” for “%(call)s” is submitted. It no longer changes; it can be withdrawn until it is decided."
            )
            % facts,
            _address("programmes:application", application.pk),
        ]

    people = leads_of(application.organisation, application.person)
    _send(people, key=f"application-{application.pk}-submitted", build=build)


def tell_reviewer(review: Review) -> None:
    """Ask a reviewer for an opinion."""

    def build() -> tuple[str, list[str]]:
        facts = {
            "title": review.application.title,
            "call": review.application.call.title,
        }
        return _("Your opinion is wanted: %(title)s") % facts, [
            _(
                "You are named as a reviewer of “%(title)s” in the call “%(call)s”. The applicant never learns who reviews."
            )
            % facts,
            _("If you have an interest in it, step back on the same page."),
            _address("programmes:review", review.pk),
        ]

    _send([review.reviewer], key=f"review-{review.pk}-named", build=build)


def tell_of_conflict(review: Review) -> None:
    """Tell those who run the programme that a reviewer stepped back."""
    application = review.application

    def build() -> tuple[str, list[str]]:
        facts = {"name": review.reviewer.name, "title": application.title}
        return _("A reviewer stepped back: %(title)s") % facts, [
            _(
                "%(name)s has an interest in “%(title)s” and does not review it. Name another reviewer."
            )
            % facts,
            _address("programmes:application", application.pk),
        ]

    _send(
        [application.call.programme.manager],
        key=f"review-{review.pk}-conflict",
        build=build,
    )


def tell_of_decision(decision: ApplicationDecision) -> None:
    """Write the decision and its reason to the applicant."""
    application = decision.application

    def build() -> tuple[str, list[str]]:
        facts = {
            "title": application.title,
            "call": application.call.title,
            "amount": money(decision.amount, application.call.currency),
        }
        if decision.outcome == ApplicationDecision.Outcome.ACCEPTED:
            subject = _("Accepted: %(title)s") % facts
            first = _("The application “%(title)s” for “%(call)s” is accepted.")
        else:
            subject = _("Not accepted: %(title)s") % facts
            first = _("The application “%(title)s” for “%(call)s” is not accepted.")
        amount = _("Amount granted: %(amount)s.") % facts if decision.amount else ""
        return subject, [
            first % facts,
            amount,
            _("Reason:") + f"\n{decision.reason}",
            _address("programmes:application", application.pk),
        ]

    people = leads_of(application.organisation, application.person)
    _send(people, key=f"application-{application.pk}-decided", build=build)


def tell_of_milestones(milestones: Iterable[Milestone]) -> None:
    """Tell each member what it is to reach, and by when."""
    for milestone in milestones:
        _milestone_letter(
            milestone,
            subject=gettext_noop("A milestone is set: %(title)s"),
            text=gettext_noop(
                "%(programme)s expects “%(title)s” by %(due)s. Report it here:"
            ),
            key=f"milestone-{milestone.pk}-set",
        )


def tell_of_return(milestone: Milestone, *, reason: str, number: int) -> None:
    """Tell a member that a report is not accepted yet, and why. `number` counts the returns."""
    _milestone_letter(
        milestone,
        subject=gettext_noop("The report needs more: %(title)s"),
        text=gettext_noop(
            "The report on “%(title)s” in %(programme)s is not accepted yet: %(reason)s"
        ),
        key=f"milestone-{milestone.pk}-returned-{number}",
        reason=reason,
    )


def _milestone_letter(
    milestone: Milestone, *, subject: str, text: str, key: str, reason: str = ""
) -> None:
    def build() -> tuple[str, list[str]]:
        facts = {
            "title": milestone.title,
            "programme": milestone.member.programme.name,
            "due": formats.date_format(milestone.due_on, "DATE_FORMAT"),
            "reason": reason,
        }
        return _(subject) % facts, [
            _(text) % facts,
            _address("programmes:milestone", milestone.pk),
        ]

    _send(leads_of(milestone.member.organisation), key=key, build=build)


def tell_of_report(milestone: Milestone) -> None:
    """Tell the manager that a member has reported."""
    programme: Programme = milestone.member.programme

    def build() -> tuple[str, list[str]]:
        facts = {
            "title": milestone.title,
            "organisation": milestone.member.organisation.name,
        }
        return _("Reported: %(title)s, %(organisation)s") % facts, [
            _(
                "%(organisation)s has reported on “%(title)s”. Accept it or send it back:"
            )
            % facts,
            _address("programmes:milestone", milestone.pk),
        ]

    key = f"milestone-{milestone.pk}-reported-{milestone.reported_at:%Y%m%d%H%M%S}"
    _send([programme.manager], key=key, build=build)


def tell_of_answer(answer: NeedAnswer) -> None:
    """Tell the organisation that has a need of an answer."""

    def build() -> tuple[str, list[str]]:
        facts = {"need": answer.need.title, "organisation": answer.organisation.name}
        return _("%(organisation)s answers: %(need)s") % facts, [
            _("%(organisation)s answers your need “%(need)s”:") % facts,
            answer.text,
            _address("programmes:need-answer", answer.pk),
        ]

    people = leads_of(answer.need.organisation, answer.need.person)
    _send(people, key=f"need-answer-{answer.pk}-{answer.at:%Y%m%d%H%M%S}", build=build)


def tell_of_reply(answer: NeedAnswer) -> None:
    """Tell a company what became of its answer to a need."""

    def build() -> tuple[str, list[str]]:
        facts = {
            "need": answer.need.title,
            "organisation": answer.need.organisation.name,
        }
        if answer.state == NeedAnswer.State.INVITED:
            subject = _("Invited to talk: %(need)s") % facts
            first = _(
                "%(organisation)s invites you to talk about “%(need)s” and writes:"
            )
        else:
            subject = _("Declined: %(need)s") % facts
            first = _(
                "%(organisation)s does not take up your answer to “%(need)s”, with this reason:"
            )
        return subject, [
            first % facts,
            answer.reason,
            _address("programmes:need", answer.need.slug),
        ]

    people = leads_of(answer.organisation, answer.person)
    _send(people, key=f"need-answer-{answer.pk}-{answer.state}", build=build)
