"""The demonstration holds a programme at work, a draft at 60 %, and needs with answers."""

from collections import Counter

import pytest
from django.test import Client
from django.utils import timezone

from madang.demo.programmes import build_programmes
from madang.site.directory.models import Person
from madang.site.programmes.models import (
    Application,
    CohortMember,
    Milestone,
    Need,
    NeedAnswer,
    Programme,
)
from madang.site.programmes.queries.applications import of_person, progress_of
from madang.site.programmes.queries.milestones import due_for
from tests.conftest import sign_in

pytestmark = pytest.mark.django_db


def test_the_demonstration_shows_every_state_of_an_application() -> None:
    today = timezone.localdate()
    somebody = Person.objects.create(name="Jisoo Han")
    opening = build_programmes(by=somebody, event=None, today=today)
    opening.refresh_from_db()
    states = Counter(Application.objects.values_list("state", flat=True))
    assert (opening.state, states) == (
        "running",
        {"accepted": 3, "rejected": 1, "review": 1, "submitted": 1, "withdrawn": 1, "draft": 1},
    )  # fmt: skip
    assert CohortMember.objects.count() == 3
    assert Counter(Milestone.objects.values_list("state", flat=True)) == {"open": 7, "reported": 1, "accepted": 1}  # fmt: skip
    company = Person.objects.get(organisation__name="Baltkrasta Biologics")
    draft = of_person(company).get(state="draft")
    assert progress_of(draft).percent == 60
    assert [each.milestone.title for each in due_for(company, today)] == [
        "Five first talks in Seoul",
        "One letter of interest",
    ]
    assert (Need.objects.count(), NeedAnswer.objects.count()) == (4, 10)
    manager = Programme.objects.get(slug="seoul-launch").manager
    for address in ("", "calls/", "needs/", "seoul-launch/", "trials-abroad/"):
        assert Client().get(f"/programmes/{address}").status_code == 200
    for address in ("seoul-launch/cohort/", "calls/seoul-launch-1/applications/"):
        assert sign_in(manager).get(f"/programmes/{address}").status_code == 200
