"""Two countries with a public row of every kind of ledger and landscape, and the addresses at which they are read."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from madang.site.directory.models import (
    Membership,
    Organisation,
)
from madang.site.landscape.actions.calendar import publish_entry
from madang.site.landscape.models import (
    Article,
    ArticleTag,
    ClusterProfile,
    Indicator,
    Observation,
)
from madang.site.ledger.actions.claims import add_claim
from madang.site.ledger.actions.occasions import add_occasion
from madang.site.ledger.actions.sources import add_passage, add_source
from madang.site.ledger.actions.ties import add_tie
from madang.site.ledger.models import (
    Claim,
    Initiative,
    OrganisationRecord,
    Position,
    Relation,
)

# The word by which internal rows are told.
WORD = "Quorvex"
EXISTENCE = Claim.Aspect.EXISTENCE


def public_rows() -> dict[str, Any]:
    """Two countries with a row of everything, all of it public."""
    source = add_source(
        by=None,
        key="courier",
        kind="article",
        title="Two countries talk",
        publisher="Courier",
    )
    passage = add_passage(source, by=None, paraphrase="They signed.")
    agency = Organisation.objects.create(
        name="Agency of Tarsena", kind="trade_agency", country="LV"
    )
    fund = Organisation.objects.create(
        name="Dalbit Securities", kind="investor", country="KR"
    )
    cluster = Organisation.objects.create(
        name="Harbour Cluster", kind="association", country="LV"
    )
    visit = add_occasion(
        by=None,
        key="visit",
        kind="summit",
        name="Spring summit",
        start="2024-05-02",
        country="KR",
        from_country="LV",
        to_country="KR",
        organiser=agency,
        passages=[passage],
    )
    tie = add_tie(
        by=None,
        key="memo",
        kind="mou",
        stage="signed",
        subject="Work on vaccines",
        parties=[(agency, "party"), (fund, "party")],
        occasion=visit,
        passages=[passage],
    )
    profile = ClusterProfile.objects.create(organisation=cluster, city="Riga")
    OrganisationRecord.objects.create(
        organisation=cluster, key="harbour", kind="cluster"
    )
    Membership.objects.create(cluster=cluster, member=agency)
    role = Position.objects.create(
        key="desk",
        organisation=agency,
        title="Desk for investors",
        email="desk@example.org",
        is_contact=True,
    )
    initiative = Initiative.objects.create(
        key="fund-line", name="Fund line", kind="investment_fund", owner=agency
    )
    relation = Relation.objects.create(
        subject_organisation=agency,
        predicate="collaborates_with",
        object_organisation=fund,
    )
    add_claim(by=None, aspect=EXISTENCE, about=relation, passages=[passage])
    indicator = Indicator.objects.create(
        name="Trade in goods", measure="level", unit="USD"
    )
    told = add_claim(
        by=None, aspect="figure", about=None, passages=[passage], text="Trade in goods"
    )
    figure = Observation.objects.create(
        key="trade",
        indicator=indicator,
        value=Decimal(36),
        claim=told,
        geography="LV",
        counterpart="KR",
        period="2024",
        modality="asserted",
    )
    item = publish_entry(
        key="day", kind="event", title="Open day", start="2031-03-02", country="LV"
    )
    article = Article.objects.create(
        slug="news",
        section="news",
        title="News of the harbour",
        teaser="Short",
        body="Long",
        published_on=date(2024, 5, 3),
    )
    ArticleTag.objects.create(article=article, kind="country", country="LV")
    return {
        "source": source, "passage": passage, "agency": agency, "fund": fund, "cluster": cluster, "visit": visit, "tie": tie,
        "role": role, "initiative": initiative, "indicator": indicator, "figure": figure, "item": item, "article": article, "profile": profile,
    }  # fmt: skip


def addresses(world: dict[str, Any]) -> Iterator[str]:
    """Return the page of each public row, every list, sheet, feed and front page, and the same for programs."""
    agency, cluster, fund = (
        world[name].record.key for name in ("agency", "cluster", "fund")
    )
    ledger = [
        "",
        "organisations/",
        "occasions/",
        "sources/",
        "ties.xlsx",
        "occasions.xlsx",
        "occasions/visit/",
        "ties/memo/",
        "sources/courier/",
        "claims/?tie=memo",
        "claims/?occasion=visit",
    ]
    ledger += [f"organisations/{key}/" for key in (agency, cluster, fund)]
    ledger += [
        f"organisations/{agency}/{part}/"
        for part in (
            "names",
            "members",
            "memberships",
            "positions",
            "relations",
            "initiatives",
        )
    ]
    ledger += [
        f"organisations/{cluster}/members/",
        "positions/desk/",
        "initiatives/fund-line/",
    ]
    ledger += [
        f"?q={WORD}",
        f"organisations/?q={WORD}",
        f"occasions/?q={WORD}",
        f"sources/?q={WORD}",
        "?country=LV",
        "?attributed=visit",
        "?occasion=visit",
        f"organisations/?cluster={cluster}",
    ]
    landscape = [
        "",
        "countries/",
        "countries/lv/",
        "countries/kr/",
        "pairs/",
        "pairs/lv-kr/",
        "clusters/",
        "clusters.xlsx",
        "compare/",
        "figures/",
        "figures.xlsx",
        "calendar/",
        "calendar.ics",
        "calendar.xlsx",
        "articles/",
        "articles.atom",
        "articles.xlsx",
        "articles/news/",
        "rankings/",
        f"articles/?q={WORD}",
        f"clusters/?q={WORD}",
    ]
    landscape += [
        f"clusters/{world['cluster'].pk}/",
        f"figures/{world['indicator'].pk}/",
        f"calendar/{world['item'].pk}/",
        f"calendar/{world['item'].pk}.ics",
        "articles/?country=LV",
    ]
    yield "/"
    yield from (f"/ledger/{each}" for each in ledger)
    yield from (f"/landscape/{each}" for each in landscape)
    yield from (
        "/landscape/following/",
        "/portal/",
        "/missions/",
        "/programmes/",
        "/programmes/needs/",
    )
    programs = [
        "ledger/organisations",
        "ledger/occasions",
        "ledger/sources",
        "ledger/ties",
        "ledger/ties/memo",
        "ledger/occasions/visit",
        "ledger/sources/courier",
        f"ledger/organisations/{agency}",
        f"ledger/organisations/{cluster}",
    ]
    programs += [
        f"ledger/{noun}"
        for noun in ("positions", "initiatives", "relations", "memberships")
    ]
    programs += [
        "landscape/calendar",
        "landscape/clusters",
        f"landscape/clusters/{world['cluster'].pk}",
        "landscape/articles",
        "landscape/articles/news",
        "landscape/indicators",
        "landscape/observations",
        "landscape/observations/trade",
        "landscape/feed",
        "landscape/follows",
    ]
    yield from (f"/api/{each}" for each in programs)
