"""Claims, relations and headlines of a facts document."""

import re

from django.db import models
from django.utils.text import slugify

from madang.site.directory.models import Membership
from madang.site.landscape.actions.facts.columns import CLAIM, HEADLINE, RELATION
from madang.site.landscape.actions.facts.reading import (
    Entry,
    FactsError,
    fill,
    refuse_unknown,
    text_of,
)
from madang.site.landscape.actions.facts.rows import Known, new_entries
from madang.site.landscape.models import Article
from madang.site.ledger.models import (
    Claim,
    Initiative,
    Occasion,
    OrganisationRecord,
    Position,
    Relation,
    Tie,
)

CLAIM_KEYS = [
    *(each.key for each in CLAIM),
    "holder",
    "holder_kind",
    "about",
    "evidence",
]
RELATION_KEYS = [*(each.key for each in RELATION), "subject", "object", "evidence"]
HEADLINE_KEYS = [*(each.key for each in HEADLINE), "evidence"]
ABOUT: dict[type[models.Model], str] = {
    OrganisationRecord: "organisation",
    Position: "position",
    Occasion: "occasion",
    Tie: "tie",
    Initiative: "initiative",
}
OF_TIES = ("signed_during", "began_during", "attributed_to")
TO_OCCASIONS = (
    "participated_in",
    "organised",
    "organises",
    "hosted",
    "visited_during",
    *OF_TIES,
)
TO_INITIATIVES = ("owns_campaign", "owns_programme", "manages")


def holder_of(claim: Claim) -> str:
    """Return the kind of holder that a claim has where nobody says: a person is quoted, an organisation is a party."""
    if claim.holder_position_id:
        return Claim.Holder.QUOTED
    return Claim.Holder.PARTY if claim.holder_organisation_id else Claim.Holder.ARTICLE


def import_claims(known: Known, document: Entry) -> None:
    """Make the claims that are new, about a row of the ledger or about the world."""
    for place, entry in new_entries(known, document, "claims", Claim):
        refuse_unknown(entry, CLAIM_KEYS, place)
        claim = Claim(aspect=Claim.Aspect.STATEMENT)
        fill(claim, CLAIM, entry, place)
        if entry.get("aspect") is None:
            claim.aspect = Claim.Aspect.STATEMENT
        _hold(known, claim, entry, place)
        _relate(known, claim, entry, place)
        made = known.claim(
            entry,
            place,
            **{
                field.attname: getattr(claim, field.attname)
                for field in Claim._meta.concrete_fields  # noqa: SLF001 - Django's public way to the fields of a model
                if field.name not in ("id", "curator", "recorded_at", "superseded_by")
            },
        )
        known.keep(made, "claims")
        if made.tie is not None:
            known.stages.setdefault(made.tie.pk, (made.tie, "", place))


def _hold(known: Known, claim: Claim, entry: Entry, place: str) -> None:
    if entry.get("holder") is not None:
        found = known.any_of(
            [OrganisationRecord, Position], entry["holder"], f"{place}.holder"
        )
        if isinstance(found, OrganisationRecord):
            claim.holder_organisation = found.organisation
        else:
            claim.holder_position = found  # type: ignore[assignment]  # the other of the two
    claim.holder = entry.get("holder_kind", holder_of(claim))
    if claim.holder not in Claim.Holder.values:
        raise FactsError(f"{place}.holder_kind", "unknown kind of holder")


def _relate(known: Known, claim: Claim, entry: Entry, place: str) -> None:
    if entry.get("about") is None:
        return
    row = known.any_of(list(ABOUT), entry["about"], f"{place}.about")
    name = ABOUT[type(row)]
    setattr(
        claim, name, row.organisation if isinstance(row, OrganisationRecord) else row
    )


def import_relations(known: Known, document: Entry) -> None:
    """Make the relations that are new: those of another subject, predicate or object than any before."""
    for index, entry in enumerate(document.get("relations", [])):
        place = f"relations[{index}]"
        refuse_unknown(entry, RELATION_KEYS, place)
        relation = Relation()
        fill(relation, RELATION, entry, place)
        _subject(known, relation, entry, place)
        _object(known, relation, entry, place)
        ends = {
            field.attname: getattr(relation, field.attname)
            for field in Relation._meta.concrete_fields  # noqa: SLF001 - as above
            if field.name.startswith(("subject_", "object_", "predicate"))
        }
        if Relation.objects.filter(**ends).exists():
            continue
        relation.save()
        known.added["relations"] += 1
        if relation.predicate == "member_of":
            Membership.objects.get_or_create(
                cluster=relation.object_organisation,
                member=relation.subject_organisation,
            )
        known.claim(
            entry,
            place,
            aspect=Claim.Aspect.EXISTENCE,
            relation=relation,
            modality=relation.modality,
            is_background=relation.is_background,
            audience=relation.audience,
        )


def _subject(known: Known, relation: Relation, entry: Entry, place: str) -> None:
    where = f"{place}.subject"
    if relation.predicate in OF_TIES:
        relation.subject_tie = known.find(Tie, entry.get("subject"), where)
        return
    found = known.any_of([OrganisationRecord, Position], entry.get("subject"), where)
    if isinstance(found, OrganisationRecord):
        relation.subject_organisation = found.organisation
    elif relation.predicate == "member_of":
        raise FactsError(where, "an organisation is a member, not a role")
    else:
        relation.subject_position = found  # type: ignore[assignment]  # the other of the two


def _object(known: Known, relation: Relation, entry: Entry, place: str) -> None:
    """Read the object as what its predicate calls for."""
    where = f"{place}.object"
    text = text_of(entry.get("object"), where)
    if relation.predicate in TO_OCCASIONS:
        relation.object_occasion = known.find(Occasion, text, where)
    elif relation.predicate in TO_INITIATIVES:
        relation.object_initiative = known.find(Initiative, text, where)
    elif relation.predicate == "based_in":
        _based(known, relation, text, where)
    elif relation.predicate == "operates_in_sector":
        _sector(relation, text, where)
    else:
        relation.object_organisation = known.organisation(text, where)


def _based(known: Known, relation: Relation, text: str, where: str) -> None:
    if re.fullmatch("[A-Z]{2}", text):
        relation.object_country = text
    else:
        relation.object_region = known.region(text, where)


def _sector(relation: Relation, text: str, where: str) -> None:
    """Read "pharmaceutical (LV)" or "pharmaceutical"."""
    found = re.fullmatch(r"(.{1,120}?)(?: \(([A-Z]{2})\))?", text)
    if found is None:
        raise FactsError(where, "120 characters at most")
    relation.object_sector, relation.object_country = found[1], found[2] or ""


def import_headlines(known: Known, document: Entry) -> None:
    """Make the headlines that are new: those of another title or day than any before."""
    for index, entry in enumerate(document.get("news_feed", [])):
        place = f"news_feed[{index}]"
        refuse_unknown(entry, HEADLINE_KEYS, place)
        article = Article(section=Article.Section.NEWS)
        fill(article, HEADLINE, entry, place)
        same = Article.objects.filter(
            title=article.title, published_on=article.published_on
        )
        if same.exists():
            continue
        article.slug = _slug(article)
        claim = known.claim(entry, place, aspect=Claim.Aspect.STATEMENT)
        claim.save()
        article.claim = claim
        article.source = known.claims[-1][1][0].source
        article.save()
        known.added["news_feed"] += 1


def _slug(article: Article) -> str:
    stem = slugify(article.title)[:60].strip("-") or "headline"
    slug, number = f"{stem}-{article.published_on:%Y%m%d}", 1
    while Article.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{article.published_on:%Y%m%d}-{number}"
    return slug
