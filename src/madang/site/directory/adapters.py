"""How sign-in behaves here: a code goes only to known addresses, in the reader's language; registering is a page of its own."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from madang.site.directory.actions.people import link_person
from madang.site.directory.actions.visitors import complete_registration
from madang.site.directory.models import User
from madang.site.directory.queries import language_of_address


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library has no types
    """Closes the library's own registration; people come in by invitation, because somebody entered their address, or as visitors."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("This account is closed."),
        "incorrect_code": _(
            "This is not the code of the latest mail. A code is eight letters and digits, such as KXTZ-QN4Z."
        ),
        "too_many_login_attempts": _(
            "Too many attempts. Wait five minutes, then ask for a new code."
        ),
        "rate_limited": _("Too many attempts. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library calls it so
        """Say no: accounts are made by invitations, and by the page of the free registration."""
        return False

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> None:
        """Write a mail in the language of whoever reads it, not of the page that asked for it."""
        with override(language_of_address(email)):
            super().send_mail(template_prefix, email, context)

    def pre_login(
        self, request: HttpRequest, user: User, **facts: Any
    ) -> HttpResponse | None:
        """Link the person of the same address, who has now shown that it is theirs."""
        response: HttpResponse | None = super().pre_login(request, user, **facts)
        if response is None:
            link_person(user=user)
            complete_registration(request.session, user=user)
        return response


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library has no types
    """What the second factor says when it refuses."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "This is not the code that your app shows now. It changes every 30 seconds."
        ),
        "cannot_generate_recovery_codes": _(
            "Recovery codes need an app first. Set up the app."
        ),
    }
