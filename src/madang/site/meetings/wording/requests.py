"""The log's verbs about a request, in the words of a page."""

from django.utils.translation import gettext as _


def history_word(verb: str) -> str:
    """Return what a verb of the log says on the page of a request; an unknown one stays as it is."""
    words = {
        "ask for meeting": _("Asked"),
        "propose meeting": _("Proposed"),
        "accept meeting": _("Said yes"),
        "decline meeting": _("Said no"),
        "withdraw meeting": _("Withdrawn"),
        "cancel meeting": _("Cancelled"),
        "expire meeting": _("Expired"),
        "name delegates": _("Named who comes"),
        "mark as must": _("Marked as one that must take place"),
        "unmark as must": _("Planned like the others again"),
    }
    return words.get(verb, verb)
