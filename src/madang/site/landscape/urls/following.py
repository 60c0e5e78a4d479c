"""Addresses of what a person follows, and of the free registration."""

from django.urls import URLPattern, path

from madang.site.landscape.views import following, registration

urlpatterns: list[URLPattern] = [
    path("landscape/register/", registration.register, name="register"),
    path("landscape/following/", following.following, name="following"),
    path("landscape/following/mail/", following.weekly_mail, name="weekly-mail"),
    path("landscape/follow/", following.follow, name="follow"),
    path("landscape/following/<int:pk>/unfollow/", following.unfollow, name="unfollow"),
]
