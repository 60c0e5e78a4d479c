"""A small made-up event: nine participants whose wishes and offers are plain to see."""

import pytest

from madang.engine.match.profile import Item, Profile


def seek(text, *, priority=3, confidential=False, **facets):
    return Item(
        "seek",
        text,
        {name: frozenset(terms.split()) for name, terms in facets.items()},
        priority,
        confidential,
    )


def offer(text, *, priority=3, confidential=False, **facets):
    return Item(
        "offer",
        text,
        {name: frozenset(terms.split()) for name, terms in facets.items()},
        priority,
        confidential,
    )


def participants():
    english, korean = frozenset({"en"}), frozenset({"ko", "en"})
    return [
        Profile(
            "ministry",
            type="ministry",
            country="VN",
            languages=english,
            items=(
                seek(
                    "Know-how for a national plant for childhood vaccines",
                    deal="technology_transfer local_production",
                    field="vaccines",
                    priority=5,
                ),
                offer(
                    "A tax-free site beside the port and an advance purchase",
                    deal="procurement",
                    field="vaccines",
                ),
            ),
        ),
        Profile(
            "vaccine-maker",
            type="domestic_company",
            country="KR",
            languages=korean,
            items=(
                offer(
                    "Transfer of a licensed vaccine process with training of staff",
                    deal="technology_transfer training",
                    field="vaccines",
                    stage="marketed",
                ),
                seek(
                    "Buyers of childhood vaccines in Asia",
                    deal="procurement",
                    field="vaccines",
                    country="VN ID",
                    partner_type="ministry",
                ),
            ),
        ),
        Profile(
            "antibody-biotech",
            type="biotech",
            country="KR",
            languages=korean,
            items=(
                offer(
                    "A bispecific antibody against solid tumours",
                    deal="licence",
                    field="oncology",
                    stage="phase_1",
                ),
                seek(
                    "A plant for clinical supplies of antibodies",
                    deal="manufacturing",
                    modality="antibody",
                ),
                seek(
                    "Bridge round before the second trial",
                    deal="equity",
                    field="oncology",
                ),
            ),
        ),
        Profile(
            "pharma",
            type="global_pharma",
            country="CH",
            languages=english,
            items=(
                seek(
                    "Antibodies for solid tumours",
                    deal="licence option",
                    field="oncology",
                    stage="phase_1 phase_2",
                ),
                seek(
                    "Partners for joint work on cell therapy",
                    deal="co_development",
                    modality="cell_therapy",
                ),
            ),
        ),
        Profile(
            "cdmo",
            type="cdmo",
            country="KR",
            languages=korean,
            items=(
                offer(
                    "Mammalian cell lines of 12,000 litres",
                    deal="manufacturing",
                    modality="antibody",
                ),
            ),
        ),
        Profile(
            "fund",
            type="investor",
            country="US",
            languages=english,
            items=(
                offer(
                    "Early rounds in oncology companies",
                    deal="equity",
                    field="oncology",
                    partner_type="biotech",
                ),
            ),
        ),
        Profile(
            "cell-biotech",
            type="biotech",
            country="SE",
            languages=english,
            items=(
                seek(
                    "A partner for joint work on cell therapy",
                    deal="co_development",
                    modality="cell_therapy",
                ),
                seek(
                    "Sites for a first trial in children",
                    deal="trial_site",
                    field="paediatrics",
                ),
            ),
        ),
        Profile(
            "hospital",
            type="hospital",
            country="KR",
            languages=frozenset({"ko"}),
            items=(
                offer(
                    "A unit for first trials in children",
                    deal="trial_site",
                    field="paediatrics",
                ),
            ),
        ),
        Profile("onlooker", type="other", country="FR", languages=frozenset({"fr"})),
    ]


@pytest.fixture
def event():
    return participants()
