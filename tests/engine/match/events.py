"""Made-up events of a few participants, for properties that must hold in each of them."""

import dataclasses

from hypothesis import strategies as st

from madang.engine.match.profile import Item, Profile

WORDS = [
    "antibody",
    "vaccine",
    "plant",
    "trial",
    "site",
    "children",
    "cold",
    "chain",
    "training",
    "staff",
    "licence",
    "tumour",
    "assay",
    "data",
    "bridge",
    "round",
    "백신",
    "항체",
    "기술이전",
    "임상",
]


def _some(*names: str, most: int = 2) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(names), max_size=most)


facets = st.fixed_dictionaries(
    {},
    optional={
        "deal": _some("licence", "out_licence", "co_development", "training", "supply"),
        "field": _some("oncology", "haematology", "vaccines", "made_up"),
        "modality": _some("antibody", "bispecific", "vaccine"),
        "stage": _some("phase_1", "phase_2", "marketed"),
        "partner_type": _some("biotech", "ministry", "investor"),
        "country": _some("KR", "VN", "asean"),
    },
)


@st.composite
def items(draw: st.DrawFn, *, secrets: bool) -> Item:
    """One item with some words, so that it says something."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
    return Item(
        role=draw(st.sampled_from(["seek", "offer"])),
        text=" ".join(words),
        facets=draw(facets),
        priority=draw(st.integers(1, 5)),
        confidential=secrets and draw(st.booleans()),
        unconfirmed=draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "deal": _some("equity", "supply"),
                    "country": _some("LV", "VN"),
                    "partner_type": _some("investor", "biotech"),
                },
            )
        ),
    )


@st.composite
def events(draw: st.DrawFn, *, secrets: bool = False) -> list[Profile]:
    """Two to six profiles; with `secrets` the last items of some are confidential."""
    return [
        Profile(
            f"p{n}",
            type=draw(st.sampled_from(["", "biotech", "ministry"])),
            country=draw(st.sampled_from(["", "KR", "VN", "LV"])),
            languages=draw(_some("ko", "en", "lv")),
            items=tuple(
                sorted(
                    draw(st.lists(items(secrets=secrets), max_size=4)),
                    key=lambda item: item.confidential,
                )
            ),
        )
        for n in range(draw(st.integers(2, 6)))
    ]


def open_side(profile: Profile) -> Profile:
    """The profile without its confidential items."""
    kept = tuple(item for item in profile.items if not item.confidential)
    return dataclasses.replace(profile, items=kept)
