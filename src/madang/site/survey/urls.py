from django.urls import URLPattern, URLResolver, path

from madang.site.survey.views import (
    answer_sheets,
    attendees,
    consent,
    contacts,
    handing,
    imports,
    items,
    mine,
    names,
    questions,
    terms,
)
from madang.site.survey.views import answers as organising

app_name = "survey"

answers: list[URLPattern | URLResolver] = [
    path("<slug:slug>/my/answers/", mine.part, name="mine"),
    path("<slug:slug>/my/answers/send/", mine.submit, name="submit"),
    path("<slug:slug>/my/answers/parts/", handing.parts, name="parts"),
    path(
        "<slug:slug>/my/answers/parts/<str:part>/give/", handing.give, name="part-give"
    ),
    path(
        "<slug:slug>/my/answers/parts/<str:part>/take-back/",
        handing.take_back,
        name="part-take-back",
    ),
    path(
        "<slug:slug>/my/answers/parts/<str:part>/done/",
        handing.report,
        name="part-done",
    ),
    path("<slug:slug>/my/answers/restore/", items.restore, name="restore"),
    path(
        "<slug:slug>/my/answers/items/<int:pk>/remove/",
        items.remove,
        name="item-remove",
    ),
    path(
        "<slug:slug>/my/answers/items/<int:pk>/terms/confirm/",
        terms.confirm_all,
        name="terms-confirm",
    ),
    path(
        "<slug:slug>/my/answers/terms/<int:pk>/confirm/",
        terms.confirm,
        name="term-confirm",
    ),
    path(
        "<slug:slug>/my/answers/terms/<int:pk>/decline/",
        terms.decline,
        name="term-decline",
    ),
    path("<slug:slug>/my/answers/names/<str:kind>/", names.add, name="name-add"),
    path(
        "<slug:slug>/my/answers/names/<str:kind>/<int:pk>/remove/",
        names.remove,
        name="name-remove",
    ),
    path("<slug:slug>/my/answers/consent/", consent.consent, name="consent"),
    path(
        "<slug:slug>/my/answers/consent/as/<str:audience>/",
        consent.preview,
        name="preview",
    ),
    path("<slug:slug>/my/answers/<str:part>/", mine.part, name="part"),
    path(
        "<slug:slug>/my/answers/<str:part>/take-over/", mine.take_over, name="take-over"
    ),
    path("<slug:slug>/my/answers/<str:part>/item/", items.save, name="item-save"),
]
organisers: list[URLPattern | URLResolver] = [
    path("<slug:slug>/survey/", organising.answers, name="answers"),
    path("<slug:slug>/survey/remind/", organising.remind, name="remind"),
    path("<slug:slug>/survey/<int:pk>/", organising.answer, name="answer"),
    path(
        "<slug:slug>/survey/answers.xlsx", answer_sheets.download, name="answers-xlsx"
    ),
    path(
        "<slug:slug>/survey/answers/take-in/",
        answer_sheets.take_in,
        name="answers-take-in",
    ),
    path("<slug:slug>/survey/questions/", questions.questions, name="questions"),
    path("<slug:slug>/survey/questions/ask/", questions.ask, name="question-ask"),
    path(
        "<slug:slug>/survey/questions/take-over/",
        questions.take_over,
        name="questions-take-over",
    ),
    path("<slug:slug>/survey/questions/<int:pk>/", questions.change, name="question"),
    path(
        "<slug:slug>/survey/questions/<int:pk>/answers/",
        questions.answered,
        name="question-answers",
    ),
    path(
        "<slug:slug>/survey/questions/<int:pk>/move/",
        questions.move,
        name="question-move",
    ),
    path(
        "<slug:slug>/survey/questions/<int:pk>/remove/",
        questions.remove,
        name="question-remove",
    ),
    path("<slug:slug>/survey/import/", imports.imports, name="imports"),
    path("<slug:slug>/survey/import/<int:pk>/", imports.show, name="import"),
    path(
        "<slug:slug>/survey/import/<int:pk>/columns/",
        imports.columns,
        name="import-columns",
    ),
    path(
        "<slug:slug>/survey/import/<int:pk>/apply/", imports.apply, name="import-apply"
    ),
    path("<slug:slug>/survey/import/<int:pk>/undo/", imports.undo, name="import-undo"),
    path(
        "<slug:slug>/survey/import/<int:pk>/discard/",
        imports.discard,
        name="import-discard",
    ),
]
directory: list[URLPattern | URLResolver] = [
    path("<slug:slug>/attendees/", attendees.attendees, name="attendees"),
    path("<slug:slug>/attendees/<int:pk>/", attendees.attendee, name="attendee"),
    path("<slug:slug>/my/contacts/", contacts.contacts, name="contacts"),
    path(
        "<slug:slug>/my/contacts/<int:pk>/answer/",
        contacts.answer,
        name="contact-answer",
    ),
    path("<slug:slug>/my/contacts/<int:pk>.vcf", contacts.card_file, name="card"),
    path(
        "<slug:slug>/my/contacts/<int:pk>.svg", contacts.card_picture, name="card-code"
    ),
]
urlpatterns: list[URLPattern | URLResolver] = [*answers, *organisers, *directory]
