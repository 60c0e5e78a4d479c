"""How sign-in behaves here: nobody signs up alone, a code goes only to known addresses."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Closes open registration; people come in by invitation."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the library calls it so
        """Say no: accounts are made by invitations."""
        return False
