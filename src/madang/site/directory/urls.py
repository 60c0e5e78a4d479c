from django.urls import URLPattern, URLResolver, path

from madang.site.directory.views import invitations, me

app_name = "directory"
urlpatterns: list[URLPattern | URLResolver] = [
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("me/", me.me, name="me"),
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
