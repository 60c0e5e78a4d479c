"""How ties, occasions, claims and sources are put into words: titles, sides, states, places, reasons."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from madang.site.core.edtf import in_words, lasting_in_words
from madang.site.core.templatetags.ui import country
from madang.site.ledger.models import (
    Claim,
    Modality,
    Occasion,
    Passage,
    Relation,
    Source,
    Stage,
    Tie,
    TieParty,
)
from madang.site.ledger.rules.stages import Reason

ACTIVITY = Tie.Family.ACTIVITY
# The glyph of a stage: one of look.md's states.
GLYPHS = {
    "": "reported",
    Stage.PLANNED: "planned",
    Stage.TALKS: "talks",
    Stage.SIGNED: "signed",
    Stage.ONGOING: "in-force",
    Stage.ESTABLISHED: "in-force",
    Stage.IN_FORCE: "in-force",
    Stage.COMPLETED: "completed",
    Stage.ENDED: "ended",
    Stage.NOT_SIGNED: "declined",
}
DONE: dict[str, str | Promise] = {
    Tie.Kind.TRIAL: gettext_lazy("Under way"),
    Tie.Kind.OFFICE: gettext_lazy("Opened"),
    Tie.Kind.FACILITY: gettext_lazy("Opened"),
    Tie.Kind.ACCELERATOR: gettext_lazy("Opened"),
    Tie.Kind.EXPANSION: gettext_lazy("Expanded"),
    Tie.Kind.FUNDING: gettext_lazy("Applied for"),
    Tie.Kind.VISIT: gettext_lazy("Took place"),
}
REASONS: dict[Reason, str | Promise] = {
    Reason.DECIDES: gettext_lazy("This claim decides."),
    Reason.AGREES: gettext_lazy("Agrees with the claim that decides."),
    Reason.EARLIER: gettext_lazy(
        "Another source of the same weight reaches further, or came later."
    ),
    Reason.QUOTED: gettext_lazy("A quotation never raises a stage."),
    Reason.UNSURE: gettext_lazy(
        "What is attributed or ambiguous does not raise a stage."
    ),
    Reason.SAME_SOURCE_LOWER: gettext_lazy(
        "The same source also names a lower stage; the lower one stands."
    ),
    Reason.OUTWEIGHED: gettext_lazy(
        "A register, a signed document or an answer of a party outweighs it."
    ),
    Reason.NOT_PUBLIC: gettext_lazy(
        "Internal: it does not count for what everybody reads."
    ),
    Reason.NO_EVIDENCE: gettext_lazy("It rests on no passage."),
}
STATUSES: dict[str, tuple[str, str | Promise]] = {
    "planned": ("planned", gettext_lazy("Planned")),
    "held": ("held", gettext_lazy("Took place")),
    "date_passed": ("unplaced", gettext_lazy("Date passed, outcome unconfirmed")),
    "cancelled": ("cancelled", gettext_lazy("Cancelled")),
    "undated": ("suggested", gettext_lazy("Date not stated")),
}


@dataclass(frozen=True)
class Side:
    """One end of a tie: an organisation with its page's key, or a country. `small` says what it is."""

    name: str
    small: str = ""
    key: str = ""
    country: str = ""
    role: str = ""


def _organisations(tie: Tie) -> list[Side]:
    sides = []
    for each in tie.parties.all():
        record = getattr(each.organisation, "record", None)
        sides.append(
            Side(
                name=each.organisation.name,
                small=str(
                    record.get_kind_display()
                    if record
                    else each.organisation.get_kind_display()
                ),
                key=record.key if record else "",
                country=each.organisation.country,
                role=each.role,
            )
        )
    return sides


def sides_of(tie: Tie, *, left: str = "") -> tuple[list[Side], list[Side]]:
    """Return both ends of a tie. `left` names the country whose parties stand first; else the first party stands alone there.

    Where one end has no party, it is the country in which the tie happens, or the occasion that acts. Fetch with `with_sides`.
    """
    parties = _organisations(tie)
    places = [each.country for each in tie.countries.all()]
    if tie.acting_occasion is not None:
        return [Side(name=tie.acting_occasion.name)], parties
    if left:
        first = [each for each in parties if each.country == left]
    else:
        first = _acting(parties) if tie.family == ACTIVITY else parties[:1]
    rest = [each for each in parties if each not in first]
    mine = [left] if left else []
    known = {each.country for each in parties}
    others = [code for code in places if code != left and code not in known]
    return first or _as_places(mine or places[:1]), rest or _as_places(
        [tie.country] if tie.country and tie.country != left else others[:1]
    )


def _acting(sides: list[Side]) -> list[Side]:
    return [each for each in sides if each.role == TieParty.Role.ACTOR] or sides[:1]


def _as_places(codes: list[str]) -> list[Side]:
    return [Side(name=country(code), country=code) for code in codes]


def place_of(tie: Tie) -> str:
    """Return where a tie happens: "Riga, Latvia", "Latvia", or nothing."""
    land = country(tie.country) if tie.country else ""
    # "Singapore", not "Singapore, Singapore".
    city = "" if land.startswith(tie.city) else tie.city
    return ", ".join(each for each in (city, land) if each)


def tie_title(tie: Tie) -> str:
    """Return a tie in one line: its kind and its parties, for an activity who does it and where."""
    parties = list(tie.parties.all())
    acts = tie.family == ACTIVITY and tie.acting_occasion_id is None
    if acts:
        acting = [each for each in parties if each.role == TieParty.Role.ACTOR]
        parties = acting or parties
    names = [each.organisation.name for each in parties]
    kind = tie.what or str(tie.get_kind_display())
    if acts:
        kind = kind[:1].upper() + kind[1:]
        place = place_of(tie)
        words = {"kind": kind, "names": ", ".join(names), "place": place}
        if names and place:
            return _("%(kind)s of %(names)s, %(place)s") % words
        return (_("%(kind)s of %(names)s") % words) if names else kind
    if len(names) == 2:
        return _("%(kind)s of %(one)s and %(other)s") % {
            "kind": kind,
            "one": names[0],
            "other": names[1],
        }
    return f"{kind}: {', '.join(names)}" if names else kind


def parties_stated(tie: Tie) -> str:
    """Return how many parties the source counts, and how many of them it names: "6 parties are stated: 2 named, 4 not named."."""
    stated = tie.party_count or 0
    named = len(
        [
            each
            for each in tie.parties.all()
            if not getattr(each.organisation, "record", None)
            or not each.organisation.record.is_group
        ]
    )
    if named >= stated:
        return ngettext(
            "%(stated)s party, as stated.", "%(stated)s parties, as stated.", stated
        ) % {"stated": stated}
    return _(
        "%(stated)s parties are stated: %(named)s named, %(unnamed)s not named."
    ) % {"stated": stated, "named": named, "unnamed": stated - named}


def tie_state(tie: Tie) -> tuple[str, str]:
    """Return glyph and word of a tie's stage; without a stage, of how its sources speak of it."""
    if tie.stage:
        return GLYPHS[tie.stage], str(Stage(tie.stage).label)
    if tie.modality in (Modality.PLANNED, Modality.FORECAST):
        return "planned", _("Planned")
    if tie.modality == Modality.IN_PROGRESS:
        return "asked", _("In progress")
    if tie.family == ACTIVITY and tie.modality == Modality.ASSERTED:
        return "in-force", str(DONE[tie.kind])
    return "reported", _("Claimed, not confirmed")


def stage_state(stage: str) -> tuple[str, str]:
    """Return glyph and word of a stage as a claim names it."""
    return GLYPHS.get(stage, "reported"), str(Stage(stage).label) if stage else ""


def occasion_days(occasion: Occasion) -> str:
    """Return when an occasion is, as exactly as its sources say: "24–30 November 2024", "2023", "date not stated"."""
    start, end = occasion.start, occasion.end
    if start and end and start != end:
        return lasting_in_words(f"{start}/{end}")
    return in_words(start or end)


def publisher_of(source: Source) -> str:
    """Return who published a source; what was inferred says so."""
    if source.publisher:
        return source.publisher
    if source.publisher_inferred:
        return _("%(publisher)s (inferred)") % {"publisher": source.publisher_inferred}
    return _("publisher not stated")


def published_on(source: Source) -> str:
    """Return when a source appeared; what was inferred says so."""
    if source.published:
        return in_words(source.published)
    if source.published_inferred:
        return _("%(date)s (inferred)") % {"date": in_words(source.published_inferred)}
    return in_words("")


def place_in_source(passage: Passage) -> str:
    """Return the place of a passage: "line 4, characters 100–140"."""
    words = []
    if passage.line is not None:
        words.append(_("line %(line)d") % {"line": passage.line})
    if passage.start is not None and passage.end is not None:
        words.append(
            _("characters %(first)d–%(last)d")
            % {"first": passage.start, "last": passage.end}
        )
    return ", ".join(words)


def holder_of(claim: Claim) -> str:
    """Return who says what a claim says: a person in a role, an organisation, or the article itself."""
    if claim.holder_position is not None:
        return str(claim.holder_position)
    if claim.holder_organisation is not None:
        return claim.holder_organisation.name
    if claim.holder == Claim.Holder.ARTICLE:
        return _("the source itself")
    return str(claim.get_holder_display())


def value_of(claim: Claim) -> str:
    """Return what a claim says, in words: its stage, date and text."""
    parts = []
    if claim.stage:
        parts.append(str(Stage(claim.stage).label))
    if claim.edtf:
        parts.append(_date_of(claim))
    if claim.text:
        parts.append(claim.text)
    return without_stop(", ".join(parts)) or str(claim.get_aspect_display())


def _date_of(claim: Claim) -> str:
    # A tie was made on one day, which an interval only narrows down; the others last.
    return in_words(claim.edtf) if claim.tie_id else lasting_in_words(claim.edtf)


def without_stop(words: str) -> str:
    """Return words without their own full stop: it gives way to that of the line in which they stand."""
    return words.rstrip(". ")


def relation_title(relation: Relation) -> str:
    """Return a relation as a sentence: "Dalbit Securities is a subsidiary of Dalbit Holding"."""
    subject, target = relation.subject, relation.target
    names = [tie_title(subject) if isinstance(subject, Tie) else str(subject)]
    names.append(
        country(relation.object_country)
        if target == relation.object_country
        else str(target)
    )
    return f"{names[0]} {relation.get_predicate_display()} {names[1]}"


def lasted(since: str, until: str) -> str:
    """Return from when until when something held: "since 2019", "2019 to May 2021", "until 2020", or nothing."""
    if since and until:
        words = {"since": in_words(since), "until": in_words(until)}
        return _("%(since)s to %(until)s") % words
    if since:
        return _("since %(date)s") % {"date": in_words(since)}
    return _("until %(date)s") % {"date": in_words(until)} if until else ""
