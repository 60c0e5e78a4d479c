"""Every state × who × action of an application: what is not in the table is refused, and changes nothing."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from madang.site.core.models import LogEntry
from madang.site.directory.models import Person
from madang.site.programmes.actions import applications, reviews
from madang.site.programmes.models import Application, Review
from madang.site.programmes.rules.programmes import ProgrammeError
from tests.site.programmes.calls_made import (
    agency,
    company,
    funding_call,
    over,
    programme,
    somebody,
    written,
)

pytestmark = pytest.mark.django_db
STATES = ["draft", "submitted", "review", "accepted", "rejected", "withdrawn"]
ALLOWED = {
    ("lead", "save"): {"draft"},
    ("lead", "submit"): {"draft"},
    ("lead", "withdraw"): {"draft", "submitted", "review"},
    ("manager", "name reviewer"): {"submitted", "review"},
    ("manager", "dismiss reviewer"): {"review"},
    ("manager", "decide"): {"submitted", "review"},
    ("staff", "name reviewer"): {"submitted", "review"},
    ("staff", "dismiss reviewer"): {"review"},
    ("staff", "decide"): {"submitted", "review"},
    ("reviewer", "review"): {"review"},
    ("reviewer", "step back"): {"review"},
}
WHO = ["lead", "colleague", "manager", "staff", "reviewer", "dismissed", "other lead"]
Verb = Callable[[Person, Application, Review], object]
VERBS: dict[str, Verb] = {
    "save": lambda by, row, _review: applications.save_application(by=by, application=row, version=row.version, title="Other", amount=Decimal(5), answers={}),
    "submit": lambda by, row, _review: applications.submit_application(by=by, application=row),
    "withdraw": lambda by, row, _review: applications.withdraw_application(by=by, application=row),
    "name reviewer": lambda by, row, _review: reviews.name_reviewer(by=by, application=row, address="nora.new@example.org"),
    "dismiss reviewer": lambda by, _row, review: reviews.dismiss_reviewer(by=by, review=review),
    "review": lambda by, _row, review: reviews.give_review(by=by, review=review, score=4, text="Sound."),
    "step back": lambda by, _row, review: reviews.step_back(by=by, review=review),
    "decide": lambda by, row, _review: reviews.decide(by=by, application=row, outcome="accepted", reason="Sound.", amount=Decimal(20000)),
}  # fmt: skip


@pytest.mark.parametrize("action", VERBS)
def test_each_action_belongs_to_one_role_and_some_states(action: str) -> None:
    manager, lead = agency(), company("Baltic Bio")
    call = funding_call(manager, programme(manager))
    row = written(lead, call, amount=Decimal(20000))
    if action == "decide":
        over(call)
    reviewer = somebody("Rita Reviewer")
    review = Review.objects.create(application=row, reviewer=reviewer)
    stepped = somebody("Stefan Stepped")
    Review.objects.create(application=row, reviewer=stepped, has_conflict=True)
    somebody("Nora New")
    people = {
        "lead": lead,
        "colleague": somebody("Carl Colleague", lead.organisation),
        "manager": manager,
        "staff": somebody("Sara Staff", is_staff=True),
        "reviewer": reviewer,
        "dismissed": stepped,
        "other lead": company("Other Bio"),
    }
    kept = Application.objects.filter(pk=row.pk).values().get()
    opinion = Review.objects.filter(pk=review.pk).values().get()
    done = {}
    for who in WHO:
        for state in STATES:
            _again(kept, opinion, state)
            row.refresh_from_db()
            lines = LogEntry.objects.count()
            try:
                VERBS[action](people[who], row, review)
            except ProgrammeError:
                assert LogEntry.objects.count() == lines
                row.refresh_from_db()
                assert row.state == state
            else:
                done.setdefault((who, action), set()).add(state)
                assert LogEntry.objects.count() > lines
    assert done == {key: states for key, states in ALLOWED.items() if key[1] == action}


def _again(kept: dict[str, object], opinion: dict[str, object], state: str) -> None:
    """Put application and review back as they were, in this state."""
    row = Application.objects.get(pk=kept["id"])
    row.reviews.exclude(pk=opinion["id"]).exclude(has_conflict=True).delete()
    Review.objects.update_or_create(pk=opinion["id"], defaults=opinion)
    getattr(row, "decision", None) and row.decision.delete()
    Application.objects.filter(pk=row.pk).update(**{**kept, "state": state})
