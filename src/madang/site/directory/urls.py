from django.urls import URLPattern, URLResolver, path

from madang.site.directory.views import curation, invitations, me, tokens

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("directory/", curation.organisations, name="organisations"),
    path("directory/<int:pk>/", curation.correct, name="correct"),
    path("directory/curators/", curation.curators, name="curators"),
    path(
        "directory/curators/<int:pk>/remove/",
        curation.remove_curator,
        name="remove-curator",
    ),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("me/", me.me, name="me"),
    path("me/tokens/", tokens.tokens, name="tokens"),
    path("me/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke-token"),
    path("me/organisation/", me.organisation, name="organisation"),
    path("me/organisation/people/", me.add_colleague, name="add-colleague"),
    path("me/organisation/people/<int:pk>/", me.colleague, name="colleague"),
    path(
        "me/organisation/people/<int:pk>/invite/",
        me.invite_colleague,
        name="invite-colleague",
    ),
    path("me/organisation/people/<int:pk>/lead/", me.set_lead, name="set-lead"),
]
