"""Where curators work through candidates: organisations that may be one, and what may be a tie in a text."""

from django.urls import URLPattern, path

from madang.site.ledger.views import merging, reading

urlpatterns: list[URLPattern] = [
    path("ledger/merging/", merging.candidates, name="merging"),
    path("ledger/merging/look/", merging.look, name="merge-look"),
    path("ledger/merging/decisions/", merging.decisions, name="merge-decisions"),
    path("ledger/merging/decisions/<int:pk>/undo/", merging.undo, name="merge-undo"),
    path("ledger/merging/answers/", merging.answers, name="merge-answers"),
    path(
        "ledger/merging/answers/<int:pk>/ask-again/",
        merging.ask_again,
        name="merge-ask-again",
    ),
    path(
        "ledger/merging/<int:first>/<int:second>/",
        merging.compare,
        name="merge-compare",
    ),
    path(
        "ledger/merging/<int:first>/<int:second>/answer/",
        merging.answer,
        name="merge-answer",
    ),
    path("ledger/reading/", reading.readings, name="readings"),
    path("ledger/reading/<int:pk>/", reading.desk, name="desk"),
    path("ledger/reading/<int:pk>/clear/", reading.clear, name="desk-clear"),
    path("ledger/reading/accept/<int:pk>/", reading.accept, name="desk-accept"),
    path("ledger/reading/same/<int:pk>/", reading.same, name="desk-same"),
    path("ledger/reading/refuse/<int:pk>/", reading.refuse, name="desk-refuse"),
    path("ledger/reading/later/<int:pk>/", reading.later, name="desk-later"),
    path("ledger/reading/undo/<int:pk>/", reading.undo, name="desk-undo"),
    path("ledger/sources/<slug:key>/read/", reading.read, name="read-source"),
]
