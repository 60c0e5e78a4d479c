"""Oddities of sources and names: undated, half read, framed in another language; names that may be another's."""

import re
from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from madang.site.directory.models import Organisation, OrganisationName
from madang.site.directory.models.organisations import name_key
from madang.site.ledger.models import Source
from madang.site.ledger.rules.oddities import Oddity, to_confirm

DOUBLED = re.compile(r"\b(\w{4,})(?:\s+\w+){0,2}\s+\1\b", re.IGNORECASE)


def undated(source: Source) -> Iterator[Oddity]:
    """Raise that a publication says of no day when it appeared."""
    if not source.published and source.kind in (
        Source.Kind.ARTICLE,
        Source.Kind.NOTICE,
    ):
        yield to_confirm(
            "undated_source",
            [source],
            title=_("An undated source"),
            sentence=_(
                "The source does not say when it appeared. “Last year” in it cannot be resolved without that day."
            ),
            settles=_("The day on which it appeared."),
        )


def half_read(source: Source) -> Iterator[Oddity]:
    """Raise that only the part of a text before its sign-in was read."""
    if source.is_gated:
        yield to_confirm(
            "half_read",
            [source],
            title=_("Only the open part was read"),
            sentence=_(
                "The text goes on behind a sign-in. What it qualifies there is not known here."
            ),
            settles=_("The whole text."),
        )


def framed_in_another_language(source: Source) -> Iterator[Oddity]:
    """Raise that the page around a text is in another language than the text."""
    if (
        source.language
        and source.chrome_language
        and source.language[:2] != source.chrome_language[:2]
    ):
        yield to_confirm(
            "framed_in_another_language",
            [source],
            title=_("Two languages on one page"),
            sentence=_(
                "The text is in one language, the page around it in another. Menus and invitations around the text are no statements of it."
            ),
            settles=_("The text alone, as its publisher has it."),
        )


def probable_name(name: OrganisationName) -> Iterator[Oddity]:
    """Raise that a name is only probably this organisation's."""
    if name.kind == OrganisationName.Kind.PROBABLE:
        yield to_confirm(
            "probable_name",
            [name.organisation],
            title=_("Probably the same organisation"),
            sentence=_("The source writes %(name)s; %(other)s may be meant.")
            % {"name": name.organisation.name, "other": name.text},
            settles=_("A number in a register, or the organisation’s answer."),
        )


def shortened_name(name: OrganisationName) -> Iterator[Oddity]:
    """Raise that another name of an organisation is its name and one word more: a university and its hospital differ so."""
    short, long = name_key(name.organisation.name), name_key(name.text)
    more = long.removeprefix(short).split()
    if long.startswith(f"{short} ") and len(more) == 1 and len(short.split()) > 1:
        yield to_confirm(
            "shortened_name",
            [name.organisation],
            title=_("A name with a word less"),
            sentence=_(
                "The source writes %(name)s; %(other)s has a word more and may be another organisation."
            )
            % {"name": name.organisation.name, "other": name.text},
            settles=_("A number in a register, or the organisation’s answer."),
        )


def doubled_word(organisation: Organisation) -> Iterator[Oddity]:
    """Raise that a name says the same word twice within four words."""
    texts = [organisation.name, *(each.text for each in organisation.names.all())]
    for text in texts:
        if DOUBLED.search(text):
            yield to_confirm(
                "doubled_word",
                [organisation],
                title=_("A word twice in a name"),
                sentence=_("%(name)s: a slip of the source, or the name itself?")
                % {"name": text},
                settles=_("The organisation’s own page."),
            )
            return


SOURCE_RULES: tuple[Callable[[Source], Iterator[Oddity]], ...] = (
    undated,
    half_read,
    framed_in_another_language,
)


def oddities_of_source(source: Source) -> list[Oddity]:
    """Return what is odd about a source."""
    return [oddity for rule in SOURCE_RULES for oddity in rule(source)]


def oddities_of_names(organisation: Organisation) -> list[Oddity]:
    """Return what is odd about an organisation's names. Reads its names: fetch them before."""
    found = list(doubled_word(organisation))
    for name in organisation.names.all():
        found += [*probable_name(name), *shortened_name(name)]
    return found
