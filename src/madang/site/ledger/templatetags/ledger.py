"""Filters of the ledger's pages: titles, states, dates, places."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from madang.site.core.edtf import in_words, lasting_in_words
from madang.site.directory.models import Membership, OrganisationIdentifier
from madang.site.ledger import wording
from madang.site.ledger.models import (
    Claim,
    Initiative,
    Modality,
    Occasion,
    Passage,
    Position,
    Relation,
    Source,
    Tie,
)
from madang.site.ledger.queries.occasions import status_of
from madang.site.ledger.rules.identifiers import address_of
from madang.site.ledger.rules.stages import Weighed

register = template.Library()


@register.filter
def register_address(row: OrganisationIdentifier) -> str:
    """Return where a number in a register is looked up."""
    return address_of(row.scheme, row.value, country=row.organisation.country)


register.filter("edtf", in_words)
register.filter("lasting", lasting_in_words)


def _state(code: str, label: str) -> SafeString:
    return format_html('<span class="state" data-state="{}">{}</span>', code, label)


@register.filter
def tie_title(tie: Tie) -> str:
    """Return a tie in one line."""
    return wording.tie_title(tie)


@register.filter
def tie_state(tie: Tie) -> SafeString:
    """Return a tie's stage as glyph, word and tone."""
    return _state(*wording.tie_state(tie))


@register.filter
def parties_stated(tie: Tie) -> str:
    """Return how many parties are stated and how many of them are named."""
    return wording.parties_stated(tie)


@register.filter
def stage_state(stage: str) -> SafeString:
    """Return a stage that a claim names as glyph, word and tone."""
    return _state(*wording.stage_state(stage))


@register.simple_tag(takes_context=True)
def occasion_state(context: template.Context, occasion: Occasion) -> SafeString:
    """Return what became of an occasion as glyph, word and tone; `today` is in the context. A series has no date of its own."""
    if occasion.kind == Occasion.Kind.SERIES:
        return format_html('<span class="chip">{}</span>', occasion.get_kind_display())
    code, label = wording.STATUSES[status_of(occasion, context["today"])]
    return _state(code, str(label))


@register.filter
def occasion_days(occasion: Occasion) -> str:
    """Return when an occasion is."""
    return wording.occasion_days(occasion)


@register.filter
def publisher(source: Source) -> str:
    """Return who published a source."""
    return wording.publisher_of(source)


@register.filter
def published(source: Source) -> str:
    """Return when a source appeared."""
    return wording.published_on(source)


@register.filter
def place_in(passage: Passage) -> str:
    """Return the place of a passage in its source."""
    return wording.place_in_source(passage)


@register.filter
def holder(claim: Claim) -> str:
    """Return who says what a claim says."""
    return wording.holder_of(claim)


@register.filter
def said_by(claim: Claim) -> str:
    """Return who says what a claim says, at the end of a sentence: without a full stop of its own, as of "Ltd."."""
    return wording.without_stop(wording.holder_of(claim))


@register.filter
def said(claim: Claim) -> str:
    """Return what a claim says, in words."""
    return wording.value_of(claim)


@register.filter
def is_plain(claim: Claim) -> bool:
    """Say whether the claim is stated as a fact, so that nothing need be said of how."""
    return claim.modality == Modality.ASSERTED


@register.filter
def reason(weighed: Weighed) -> str:
    """Return why a claim counts for the stage, or does not."""
    return str(wording.REASONS[weighed.reason])


@register.filter
def relation_title(relation: Relation) -> str:
    """Return a relation as a sentence."""
    return wording.relation_title(relation)


@register.filter
def lasted(row: Position | Initiative | Relation | Membership) -> str:
    """Return from when until when a role, initiative, relation or membership held."""
    if isinstance(row, Initiative):
        return wording.lasted(row.start, row.end)
    return wording.lasted(row.since, row.until)
