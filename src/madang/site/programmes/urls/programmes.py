"""Addresses of programmes, calls, applications, reviews, needs."""

from django.urls import URLPattern, path

from madang.site.programmes.views import (
    applications,
    calls,
    cohort,
    interests,
    needs,
    programmes,
    reviews,
)

PROGRAMME = "programmes/<slug:slug>/"
CALL = "programmes/calls/<slug:slug>/"
APPLICATION = "programmes/applications/<int:pk>/"
NEED = "programmes/needs/<slug:slug>/"

urlpatterns: list[URLPattern] = [
    path("programmes/", programmes.list_programmes, name="list"),
    path("programmes/new/", programmes.new_programme, name="programme-new"),
    # Calls and their questions
    path("programmes/calls/", calls.list_calls, name="calls"),
    path(CALL, calls.show_call, name="call"),
    path(f"{CALL}change/", calls.change_call, name="call-change"),
    path(f"{CALL}state/", calls.step_call, name="call-step"),
    path(f"{CALL}time/", calls.extend_call, name="call-extend"),
    path(f"{CALL}questions/", calls.add_question, name="question-add"),
    path(
        f"{CALL}questions/<int:pk>/remove/",
        calls.remove_question,
        name="question-remove",
    ),
    path(f"{CALL}applications/", calls.applications, name="call-applications"),
    path(
        f"{CALL}applications.xlsx",
        calls.applications_sheet,
        name="call-applications-sheet",
    ),
    path(f"{CALL}apply/", applications.start, name="application-start"),
    # Applications, reviews and decisions
    path(
        "programmes/applications/", applications.own_applications, name="applications"
    ),
    path(APPLICATION, applications.show, name="application"),
    path(f"{APPLICATION}save/", applications.save, name="application-save"),
    path(f"{APPLICATION}submit/", applications.submit, name="application-submit"),
    path(f"{APPLICATION}withdraw/", applications.withdraw, name="application-withdraw"),
    path(f"{APPLICATION}reviewers/", reviews.name_reviewer, name="reviewer-name"),
    path(
        f"{APPLICATION}reviewers/<int:review>/dismiss/",
        reviews.dismiss_reviewer,
        name="reviewer-dismiss",
    ),
    path(f"{APPLICATION}decision/", reviews.decide, name="application-decide"),
    path("programmes/reviews/", reviews.own_reviews, name="reviews"),
    path("programmes/reviews/<int:pk>/", reviews.review, name="review"),
    path(
        "programmes/reviews/<int:pk>/step-back/",
        reviews.step_back,
        name="review-step-back",
    ),
    # Needs and their answers
    path("programmes/needs/", needs.list_needs, name="needs"),
    path("programmes/needs/new/", needs.new_need, name="need-new"),
    path("programmes/needs/answers/", needs.own_answers, name="need-answers"),
    path("programmes/needs/answers/<int:pk>/", needs.need_answer, name="need-answer"),
    path(NEED, needs.show_need, name="need"),
    path(f"{NEED}change/", needs.change_need, name="need-change"),
    path(f"{NEED}state/", needs.step_need, name="need-step"),
    path(f"{NEED}answer/", needs.answer, name="need-answer-send"),
    path(f"{NEED}answer/withdraw/", needs.withdraw_answer, name="need-answer-withdraw"),
    # Milestones of a cohort
    path("programmes/milestones/<int:pk>/", cohort.milestone, name="milestone"),
    path(
        "programmes/milestones/<int:pk>/state/",
        cohort.step_milestone,
        name="milestone-step",
    ),
    # One programme; its short name is none of the words above
    path(PROGRAMME, programmes.show_programme, name="programme"),
    path(f"{PROGRAMME}change/", programmes.change_programme, name="programme-change"),
    path(f"{PROGRAMME}state/", programmes.step_programme, name="programme-step"),
    path(f"{PROGRAMME}interest/", interests.express, name="interest"),
    path(
        f"{PROGRAMME}interest/withdraw/", interests.withdraw, name="interest-withdraw"
    ),
    path(f"{PROGRAMME}interests/", interests.interests, name="interests"),
    path(
        f"{PROGRAMME}interests.xlsx", interests.interests_sheet, name="interests-sheet"
    ),
    path(f"{PROGRAMME}calls/new/", calls.new_call, name="call-new"),
    path(f"{PROGRAMME}cohort/", cohort.cohort, name="cohort"),
    path(f"{PROGRAMME}cohort/milestones/", cohort.set_milestone, name="milestone-set"),
    path(f"{PROGRAMME}cohort/<int:pk>/", cohort.step_member, name="member-step"),
    path(f"{PROGRAMME}grants/", cohort.add_grant, name="grant-add"),
    path(f"{PROGRAMME}grants/<int:pk>/", cohort.step_grant, name="grant-step"),
]
