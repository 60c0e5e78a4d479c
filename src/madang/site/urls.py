"""Addresses of the site, app by app in the order of the story."""

from allauth.account import views as account
from django.urls import include, path
from django.views.i18n import set_language

from madang.site.meetings.views import front

urlpatterns = [
    path("", front.front_page, name="front"),
    path("walk/<slug:step>/", front.walk, name="walk"),
    path("enter/<slug:role>/", front.enter, name="enter"),
    path("preferences/language/", set_language, name="set_language"),
    # Signing in is the library's; its two names for asking for a code are one page here.
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("", include("madang.site.core.urls")),
    path("", include("madang.site.directory.urls")),
    path("lounge/", include("madang.site.events.urls")),
    path("lounge/", include("madang.site.survey.urls")),
    path("lounge/", include("madang.site.matching.urls")),
    path("", include("madang.site.meetings.urls")),
]
