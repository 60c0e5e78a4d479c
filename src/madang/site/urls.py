"""Addresses of the site, app by app in the order of the story."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import include, path
from django.views.i18n import set_language

from madang.site.api import api
from madang.site.meetings.views import front

urlpatterns = [
    path("", front.front_page, name="front"),
    path("walk/<slug:step>/", front.walk, name="walk"),
    path("enter/<slug:role>/", front.enter, name="enter"),
    path("api/", api.urls),
    path("preferences/language/", set_language, name="set_language"),
    # Signing in is the library's; its two names for asking for a code are one page here.
    path("sign-in/", account.request_login_code, name="account_login"),
    path("sign-in/", account.request_login_code, name="account_request_login_code"),
    path(
        "sign-in/code/", account.confirm_login_code, name="account_confirm_login_code"
    ),
    path("sign-in/closed/", account.account_inactive, name="account_inactive"),
    path("sign-out/", account.logout, name="account_logout"),
    path("sign-in/second-factor/", factors.authenticate, name="mfa_authenticate"),
    path("me/second-factor/again/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("me/second-factor/", factors.index, name="mfa_index"),
    path("me/second-factor/app/", totp.activate_totp, name="mfa_activate_totp"),
    path("me/second-factor/app/end/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(
        "me/second-factor/codes/",
        recovery.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "me/second-factor/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "me/second-factor/codes/file/",
        recovery.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("", include("madang.site.core.urls")),
    path("", include("madang.site.directory.urls")),
    path("lounge/", include("madang.site.events.urls")),
    path("lounge/", include("madang.site.survey.urls")),
    path("lounge/", include("madang.site.matching.urls")),
    path("", include("madang.site.meetings.urls")),
    path("", include("madang.site.ledger.urls")),
    path("", include("madang.site.landscape.urls")),
    path("", include("madang.site.programmes.urls")),
]
