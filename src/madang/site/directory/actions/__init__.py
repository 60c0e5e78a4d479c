"""Verbs that change people, organisations, invitations and one-use links."""

from madang.site.directory.actions.links import (
    LinkError,
    accept_invitation,
    invite,
    make_link,
    peek_invitation,
    peek_link,
    use_link,
)

__all__ = [
    "LinkError",
    "accept_invitation",
    "invite",
    "make_link",
    "peek_invitation",
    "peek_link",
    "use_link",
]
