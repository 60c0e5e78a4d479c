"""Which wish is met by which answer: tables from 0 (no use) to 1 (exactly that), one per facet.

A deal is read from the seeker's chair, so most wishes are met by the same word: who seeks `manufacturing` is met by
who offers it. The tables below add what is near enough to talk about. Some words also hold when both sides stand in
the same role: two who each seek `co_development` meet each other, and who seeks `licence` meets who seeks
`out_licence`. `MIRROR` says so: an item in one role counts as its mirrored deal in the other role.
"""

import math
from functools import cache, lru_cache

from madang.engine.match import vocabulary
from madang.engine.match.terms.groups import MEMBERS
from madang.engine.match.terms.modalities import DEVICES

NEAR = 0.6
FAR = 0.3

MIRROR = {
    "licence": "out_licence",
    "out_licence": "licence",
    "acquisition": "divestment",
    "divestment": "acquisition",
    "distribution": "distribution_rights",
    "distribution_rights": "distribution",
    "supply": "procurement",
    "procurement": "supply",
    # One way only: the older words stay as they are, and the newer ones are led back to them.
    "technology_recipient": "technology_transfer",
    "investment_target": "equity",
} | {
    deal: deal
    for deal in (
        "co_development",
        "co_research",
        "co_marketing",
        "cross_licence",
        "joint_venture",
        "companion_diagnostic",
        "data",
        "regulatory_cooperation",
        "standards",
        "memorandum",
        "expert_exchange",
    )
}

# What is sought → (near answers, far answers).
DEALS_BESIDE: dict[str, tuple[str, str]] = {
    "licence": (
        "option cross_licence co_development co_marketing",
        "technology_transfer acquisition",
    ),
    "out_licence": (
        "option cross_licence co_development co_marketing",
        "distribution equity",
    ),
    "option": ("licence co_development", "equity"),
    "cross_licence": ("licence", "co_development"),
    "co_development": ("licence option co_research", "equity trial_site funding"),
    "co_research": ("co_development data", "trial_site funding expert_exchange"),
    "co_marketing": ("distribution licence", "joint_venture"),
    "joint_venture": ("local_production", "equity co_development technology_transfer"),
    "acquisition": ("equity", "licence joint_venture"),
    "divestment": ("equity", "joint_venture"),
    "equity": ("funding", "acquisition joint_venture"),
    "investment_target": ("acquisition", "joint_venture co_development licence"),
    "distribution": ("co_marketing", "supply"),
    "distribution_rights": ("supply", "licence"),
    "supply": ("manufacturing", "distribution_rights local_production"),
    "procurement": ("distribution", "memorandum"),
    "manufacturing": (
        "drug_substance fill_finish cell_gene_manufacturing mrna_manufacturing",
        "local_production technology_transfer supply",
    ),
    "drug_substance": (
        "manufacturing",
        "fill_finish cell_gene_manufacturing mrna_manufacturing",
    ),
    "fill_finish": (
        "manufacturing",
        "drug_substance cell_gene_manufacturing mrna_manufacturing local_production",
    ),
    "cell_gene_manufacturing": (
        "manufacturing",
        "drug_substance fill_finish mrna_manufacturing",
    ),
    "mrna_manufacturing": (
        "manufacturing",
        "drug_substance fill_finish cell_gene_manufacturing",
    ),
    "cro": ("trial_site", "data"),
    "trial_site": ("cro", "co_research"),
    "technology_transfer": ("local_production licence", "training manufacturing"),
    "technology_recipient": ("local_production", "manufacturing joint_venture"),
    "local_production": (
        "technology_transfer joint_venture",
        "manufacturing cluster_site",
    ),
    "companion_diagnostic": ("co_development", "co_research"),
    "data": ("co_research", "trial_site"),
    "regulatory_cooperation": ("expert_exchange standards", "memorandum"),
    "standards": ("regulatory_cooperation", "expert_exchange memorandum"),
    "memorandum": ("", "regulatory_cooperation training expert_exchange"),
    "training": ("expert_exchange", "technology_transfer memorandum"),
    "funding": ("equity", "cluster_site"),
    "expert_exchange": ("training", "co_research regulatory_cooperation"),
    "cluster_site": ("", "local_production funding"),
}

# Neighbours, alike in both directions.
NEIGHBOURS: dict[str, tuple[str, ...]] = {
    vocabulary.FIELD: (
        "oncology haematology",
        "cardiovascular metabolic",
        "metabolic nutrition",
        "metabolic hepatology",
        "gastroenterology hepatology",
        "immunology dermatology",
        "immunology musculoskeletal",
        "immunology gastroenterology",
        "immunology transplantation",
        "neurology psychiatry",
        "neurology ageing",
        "neurology pain",
        "pain anaesthesia",
        "bacterial_infection antimicrobial_resistance",
        "viral_infection vaccines",
        "viral_infection pandemic_preparedness",
        "vaccines pandemic_preparedness",
        "nephrology urology",
        "womens_health reproductive_health",
        "diagnostics nuclear_medicine",
        "diagnostics pandemic_preparedness",
        "musculoskeletal ageing",
        "haematology rare_disease",
    ),
    vocabulary.MODALITY: (
        "antibody bispecific",
        "antibody antibody_drug_conjugate",
        "antibody recombinant_protein",
        "antibody biosimilar",
        "recombinant_protein biosimilar",
        "recombinant_protein peptide",
        "recombinant_protein plasma_product",
        "small_molecule generic",
        "small_molecule incrementally_modified",
        "generic incrementally_modified",
        "small_molecule active_ingredient",
        "generic active_ingredient",
        "drug_delivery incrementally_modified",
        "vaccine mrna",
        "vaccine subunit_vaccine",
        "vaccine live_vaccine",
        "vaccine inactivated_vaccine",
        "vaccine vector_vaccine",
        "subunit_vaccine recombinant_protein",
        "gene_therapy gene_editing",
        "gene_therapy vector_vaccine",
        "cell_therapy tissue_engineered",
        "microbiome phage",
        "mrna oligonucleotide",
        "mrna drug_delivery",
        "gene_therapy cell_therapy",
        "car_t cell_therapy",
        "car_t gene_therapy",
        "medical_device in_vitro_diagnostic",
        "medical_device software",
        "software artificial_intelligence",
        "laboratory_tool in_vitro_diagnostic",
        "laboratory_tool bioprocess",
    ),
    vocabulary.SIZE: (
        "size_1_9 size_10_49",
        "size_10_49 size_50_249",
        "size_50_249 size_250_999",
        "size_250_999 size_1000_9999",
        "size_1000_9999 size_10000",
    ),
    vocabulary.STANDING: (
        "patent_granted patent_pending",
        "gmp gmp_eu",
        "gmp gmp_fda",
        "gmp gmp_pics",
        "gmp gmp_mfds",
        "gmp gmp_who_pq",
        "gmp_eu gmp_pics",
        "listed_authority maturity_3",
    ),
    vocabulary.PARTNER_TYPE: (
        "ministry regulator",
        "ministry public_health_agency",
        "ministry trade_agency",
        "regulator public_health_agency",
        "public_health_agency international_organisation",
        "international_organisation association",
        "global_pharma domestic_company",
        "global_pharma biotech",
        "domestic_company biotech",
        "domestic_company device_company",
        "domestic_company cdmo",
        "domestic_company distributor",
        "cdmo cro",
        "cro hospital",
        "university hospital",
        "association trade_agency",
        "public_funder investor",
        "public_funder ministry",
        "public_funder international_organisation",
        "digital_company device_company",
        "digital_company biotech",
    ),
}


def deal_value(sought: str, offered: str) -> float:
    """How far an offered deal meets the sought one, 0 to 1; two equal words meet fully, known or not."""
    if sought == offered:
        return 1.0
    near, far = DEALS_BESIDE.get(sought, ("", ""))
    if offered in near.split():
        return NEAR
    return FAR if offered in far.split() else 0.0


def stage_value(sought: str, offered: str) -> float:
    """exp(-d / 1.5) for d steps between two stages of development; 0 when a stage is not in the vocabulary."""
    if sought == offered:
        return 1.0
    order = vocabulary.STAGE_ORDER
    if sought not in order or offered not in order:
        return 0.0
    return math.exp(-abs(order[sought] - order[offered]) / 1.5)


def place_value(sought: str, offered: str) -> float:
    """1 where one place is the other or holds it ("asean" and "VN"), 0.6 where two groups share countries, else 0."""
    one, other = places(sought), places(offered)
    if one <= other or other <= one:
        return 1.0
    return NEAR if one & other else 0.0


@cache
def places(term: str) -> frozenset[str]:
    """The ISO 3166-1 codes that a term of the facet country stands for: a group's members, or the word itself."""
    return frozenset(MEMBERS[term].split() if term in MEMBERS else [term])


def neighbour_value(facet: str, one: str, other: str) -> float:
    """1 for equal terms, 0.6 for neighbours of the facet, 0 otherwise; symmetric."""
    if one == other:
        return 1.0
    return NEAR if {one, other} in _neighbours(facet) else 0.0


@lru_cache(maxsize=1 << 18)
def value(facet: str, sought: str, offered: str) -> float:
    """How far one term meets another in a facet of the vocabulary, 0 to 1."""
    if facet == vocabulary.DEAL:
        return deal_value(sought, offered)
    if facet == vocabulary.STAGE:
        return stage_value(sought, offered)
    if facet == vocabulary.COUNTRY:
        return place_value(sought, offered)
    return neighbour_value(facet, sought, offered)


@lru_cache(maxsize=65536)
def meeting(
    facet: str, sought: frozenset[str], offered: frozenset[str]
) -> float | None:
    """The best value over two sets of terms, None where either side leaves the facet open."""
    return max(
        (value(facet, one, other) for one in sought for other in offered), default=None
    )


@lru_cache(maxsize=65536)
def mirrored(deals: frozenset[str]) -> frozenset[str]:
    """The deals that an item stands for in the opposite role."""
    return frozenset(MIRROR[deal] for deal in deals if deal in MIRROR)


@cache
def _neighbours(facet: str) -> frozenset[frozenset[str]]:
    pairs = [*NEIGHBOURS.get(facet, ())]
    if facet == vocabulary.MODALITY:  # each kind of device is near to devices at large
        pairs += [f"medical_device {name}" for name in DEVICES]
    return frozenset(frozenset(pair.split()) for pair in pairs)
