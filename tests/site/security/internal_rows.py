"""Rows that nobody but curators may know of, beside public ones: the word stands in every text of theirs."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from madang.site.directory.models import (
    Membership,
    Organisation,
    OrganisationName,
)
from madang.site.landscape.actions.feed import publish_item
from madang.site.landscape.models import (
    Article,
    ArticleTag,
    CalendarItem,
    ClusterProfile,
    FeedItem,
    Indicator,
    Observation,
    ProfileStatement,
)
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.models import (
    Citation,
    Claim,
    Initiative,
    InitiativeParty,
    Occasion,
    OccasionNote,
    OccasionParty,
    OrganisationRecord,
    Passage,
    Position,
    Relation,
    Source,
    Tie,
    TieAttribution,
    TieCaution,
    TieCountry,
    TieParty,
)
from tests.site.security.public_rows import EXISTENCE, WORD


def filled(model: type[models.Model], **given: Any) -> Any:
    """Make a row with the word in every text that the caller does not give."""
    number = model._default_manager.count() + 1
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.SlugField):
            values[field.name] = f"{WORD}-{model.__name__}-{number}".lower()
        elif isinstance(field, models.EmailField):
            values[field.name] = f"{WORD}{number}@example.org".lower()
        elif isinstance(field, models.URLField):
            values[field.name] = f"https://example.org/{WORD}/{number}"
        elif is_words(field):
            values[field.name] = f"{WORD} {number}"
    return model._default_manager.create(**values | given)


def is_words(field: Any) -> bool:
    dates = {"start", "end", "since", "until", "date", "edtf", "period", "base_period", "founded", "published", "published_inferred", "crawled_inferred"}  # fmt: skip
    is_text = isinstance(field, models.CharField | models.TextField)
    length = field.max_length or 1000
    return is_text and not field.choices and length >= 40 and field.name not in dates and not field.name.endswith("_key")  # fmt: skip


def claim(
    passage: Passage, audience: str, aspect: str = EXISTENCE, **about: Any
) -> Claim:
    row: Claim = filled(Claim, aspect=aspect, audience=audience, **about)
    Citation.objects.create(claim=row, passage=passage)
    return row


def secret_twins(world: dict[str, Any]) -> Organisation:
    """Put an internal row beside every public one; return an organisation that nobody may know of."""
    agency, passage = world["agency"], world["passage"]
    source = filled(Source, audience="internal")
    told = filled(Passage, source=source, start=1, end=2)
    beside = filled(Passage, source=world["source"], start=1, end=2)
    hidden: Organisation = filled(Organisation, country="LV", kind="biotech")
    filled(OrganisationRecord, organisation=hidden, kind="company", audience="internal")
    filled(OrganisationName, organisation=hidden, language="en")
    claim(passage, "public", organisation=hidden)
    claim(beside, "internal", organisation=agency, theme="need")
    ClusterProfile.objects.create(organisation=hidden, city=WORD, mission=WORD)
    _of_people(world, hidden, told)
    _of_ties(world, hidden, told)
    occasion = _of_occasions(world, beside)
    _of_the_landscape(world, occasion, told)
    return hidden


def _of_people(world: dict[str, Any], hidden: Organisation, told: Passage) -> None:
    agency, fund = world["agency"], world["fund"]
    cluster, passage = world["cluster"], world["passage"]
    for place, rank in (("LV", "public"), ("KR", "internal")):
        role = filled(
            Position,
            organisation=hidden if place == "LV" else agency,
            audience=rank,
            is_contact=True,
        )
        claim(told, rank, position=role)
        initiative = filled(Initiative, owner=agency, kind="policy", audience=rank)
        claim(told, "internal", initiative=initiative)
        InitiativeParty.objects.create(initiative=initiative, organisation=fund)
        other = Relation.objects.create(
            subject_organisation=agency,
            predicate="hosted",
            object_organisation=hidden if place == "LV" else fund,
            audience=rank,
        )
        claim(passage, "public", relation=other)
    # A profile that was withdrawn, and what was said of another one for curators alone.
    filled(ClusterProfile, organisation=fund, is_withdrawn=True)
    said = claim(passage, "internal", aspect="profile", organisation=cluster)
    filled(ProfileStatement, claim=said, column="city")
    Membership.objects.create(cluster=cluster, member=hidden)
    Membership.objects.create(cluster=cluster, member=fund)
    joined = Relation.objects.create(
        subject_organisation=fund,
        predicate="member_of",
        object_organisation=cluster,
        audience="internal",
    )
    claim(passage, "public", relation=joined)


def _of_ties(world: dict[str, Any], hidden: Organisation, told: Passage) -> None:
    fund, passage = world["fund"], world["passage"]
    tie = filled(
        Tie, kind="talks", family="agreement", audience="internal", date="2024-06-01"
    )
    unborne = filled(Tie, kind="talks", family="agreement", date="2024-06-02")
    nameless = filled(Tie, kind="talks", family="agreement", date="2024-06-03")
    for each, party in ((tie, fund), (unborne, fund), (nameless, hidden)):
        claim(passage if each != unborne else told, "public", tie=each)
        TieParty.objects.create(tie=each, organisation=party)
        filled(TieCaution, tie=each)
        for code in ("LV", "KR"):
            TieCountry.objects.create(tie=each, country=code)


def _of_occasions(world: dict[str, Any], beside: Passage) -> Occasion:
    agency = world["agency"]
    occasion: Occasion = filled(
        Occasion,
        kind="summit",
        audience="internal",
        start="2024-07-01",
        country="KR",
        from_country="LV",
        to_country="KR",
    )
    OccasionParty.objects.create(occasion=occasion, organisation=agency, role="host")
    filled(OccasionNote, occasion=occasion, kind="topic")
    credited = Relation.objects.create(
        subject_tie=world["tie"],
        predicate="attributed_to",
        object_occasion=world["visit"],
        audience="internal",
    )
    claim(
        beside, "internal", aspect="statement", relation=credited, theme="attribution"
    )
    TieAttribution.objects.create(tie=world["tie"], occasion=world["visit"])
    TieAttribution.objects.create(tie=world["tie"], occasion=occasion)
    return occasion


def _of_the_landscape(world: dict[str, Any], occasion: Occasion, told: Passage) -> None:
    passage = world["passage"]
    draft = filled(
        Article,
        section="news",
        published_on=date(2024, 6, 1),
        state="draft",
        language="en",
    )
    ArticleTag.objects.create(article=draft, kind="country", country="LV")
    for number, (rank, about) in enumerate([("internal", None), ("public", occasion)]):
        item = filled(
            CalendarItem,
            kind="event",
            start=f"2031-03-0{number + 3}",
            end="",
            first_day=date(2031, 3, 3),
            last_day=date(2031, 3, 3),
            country="LV",
            audience=rank,
            occasion=about,
            link="",
        )
        publish_item(
            key=f"entry-{item.pk}-0",
            kind="entry",
            title=WORD,
            link=f"/landscape/calendar/{item.pk}/",
            country_a="LV",
            entry=item,
        )
    indicator = filled(Indicator, measure="level", unit="EUR")
    for rank, evidence in (("internal", passage), ("public", told)):
        figure = filled(
            Observation,
            indicator=indicator,
            value=Decimal(7),
            claim=claim(evidence, "public", aspect="figure"),
            geography="LV",
            counterpart="KR",
            period="2025",
            audience=rank,
            qualifier="exact",
            modality="asserted",
        )
        publish_item(
            key=f"figure-{figure.key}",
            kind="figure",
            title=WORD,
            link=f"/landscape/figures/{indicator.pk}/",
            country_a="LV",
            country_b="KR",
        )


def named_where_it_is_one_part(world: dict[str, Any], hidden: Organisation) -> None:
    """Let public rows name the organisation that nobody may know of, in every column that can."""
    role = Position.objects.filter(audience="internal")[0]
    passage = world["passage"]
    Occasion.objects.filter(pk=world["visit"].pk).update(
        organiser=hidden,
        lead=hidden,
        headed_by=role,
        venue_organisation=hidden,
        parent=Occasion.objects.get(audience="internal"),
    )
    headed = add_occasion(
        by=None,
        key="headed",
        kind="summit",
        name="Second summit",
        start="2024-08-01",
        country="KR",
        passages=[passage],
    )
    Occasion.objects.filter(pk=headed.pk).update(
        headed_by_organisation=hidden, series=Occasion.objects.get(audience="internal")
    )
    OccasionParty.objects.create(occasion=headed, organisation=hidden, role="host")
    TieParty.objects.create(tie=world["tie"], organisation=hidden, order=2)
    Tie.objects.filter(pk=world["tie"].pk).update(
        occasion=Occasion.objects.get(audience="internal")
    )
    held = Claim.objects.create(
        aspect="subject",
        tie=world["tie"],
        text="Vaccines",
        holder="party",
        holder_organisation=hidden,
    )
    quoted = Claim.objects.create(
        aspect="subject",
        tie=world["tie"],
        text="Vaccines",
        holder="quoted",
        holder_position=role,
    )
    figured = Claim.objects.create(
        aspect="figure", text="Trade", holder="party", holder_organisation=hidden
    )
    for each in (held, quoted, figured):
        Citation.objects.create(claim=each, passage=passage)
    Observation.objects.filter(pk=world["figure"].pk).update(cited_source=hidden)
    Observation.objects.create(
        key="second",
        indicator=world["indicator"],
        value=Decimal(3),
        claim=figured,
        geography="LV",
        period="2024",
        modality="asserted",
    )
    Initiative.objects.filter(pk=world["initiative"].pk).update(
        funder=hidden, manager=role
    )
    InitiativeParty.objects.create(initiative=world["initiative"], organisation=hidden)
    Article.objects.update(organisation=hidden, contact=role)
    ArticleTag.objects.create(
        article=world["article"], kind="organisation", organisation=hidden
    )
    CalendarItem.objects.filter(pk=world["item"].pk).update(organisation=hidden)
    ClusterProfile.objects.filter(pk=world["profile"].pk).update(contact=role)
    FeedItem.objects.filter(kind="article").update(organisation=hidden)
