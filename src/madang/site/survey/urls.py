from django.urls import URLPattern, URLResolver, path

from madang.site.survey.views import attendees, contacts, items, mine, names

app_name = "survey"

answers: list[URLPattern | URLResolver] = [
    path("<slug:slug>/my/answers/", mine.part, name="mine"),
    path("<slug:slug>/my/answers/send/", mine.submit, name="submit"),
    path("<slug:slug>/my/answers/take-over/", mine.take_over, name="take-over"),
    path("<slug:slug>/my/answers/restore/", items.restore, name="restore"),
    path(
        "<slug:slug>/my/answers/items/<int:pk>/remove/",
        items.remove,
        name="item-remove",
    ),
    path("<slug:slug>/my/answers/names/<str:kind>/", names.add, name="name-add"),
    path(
        "<slug:slug>/my/answers/names/<str:kind>/<int:pk>/remove/",
        names.remove,
        name="name-remove",
    ),
    path("<slug:slug>/my/answers/<str:part>/", mine.part, name="part"),
    path("<slug:slug>/my/answers/<str:part>/item/", items.save, name="item-save"),
]
imports: list[URLPattern | URLResolver] = []
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
urlpatterns: list[URLPattern | URLResolver] = [*answers, *imports, *directory]
