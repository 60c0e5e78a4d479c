"""What the organisations of the demonstration seek and offer: sentences made from their kind, field and product."""

import random
from dataclasses import dataclass, field

# field → product in words, modality
PRODUCTS: dict[str, list[tuple[str, str]]] = {
    "vaccines": [
        ("a thermostable measles vaccine", "vaccine"),
        ("a typhoid conjugate vaccine", "vaccine"),
        ("an mRNA influenza vaccine", "mrna"),
    ],
    "viral_infection": [
        ("a broad coronavirus antibody", "antibody"),
        ("an oral dengue antiviral", "small_molecule"),
    ],
    "bacterial_infection": [
        ("a six-week tuberculosis regimen", "small_molecule"),
        ("a cholera rapid test", "in_vitro_diagnostic"),
    ],
    "antimicrobial_resistance": [
        ("a phage cocktail against resistant Klebsiella", "microbiome"),
        ("a bedside resistance test", "in_vitro_diagnostic"),
    ],
    "oncology": [
        ("a HER2 antibody-drug conjugate", "antibody_drug_conjugate"),
        ("a CAR-T for lymphoma", "car_t"),
        ("a radioligand for prostate cancer", "radiopharmaceutical"),
    ],
    "metabolic": [
        ("a weekly GLP-1 peptide", "peptide"),
        ("a biosimilar insulin", "biosimilar"),
    ],
    "neurology": [
        ("a blood test for early dementia", "in_vitro_diagnostic"),
        ("an oligonucleotide for ALS", "oligonucleotide"),
    ],
    "ophthalmology": [
        ("a sustained-release implant for macular degeneration", "drug_delivery"),
        ("a retinal screening algorithm", "artificial_intelligence"),
    ],
    "rare_disease": [
        ("an enzyme for a lysosomal disease", "recombinant_protein"),
        ("a gene therapy for haemophilia B", "gene_therapy"),
    ],
    "immunology": [
        ("a bispecific antibody for lupus", "bispecific"),
        ("a biosimilar adalimumab", "biosimilar"),
    ],
    "diagnostics": [
        ("a ten-minute fever panel", "in_vitro_diagnostic"),
        ("a portable ultrasound", "medical_device"),
    ],
    "digital_health": [
        ("a digital therapy for insomnia", "software"),
        ("a remote monitoring platform", "software"),
    ],
    "dermatology": [
        ("a microneedle patch for atopic skin", "drug_delivery"),
        ("a herbal cream for eczema", "natural_product"),
    ],
    "haematology": [
        ("plasma-derived albumin", "plasma_product"),
        ("an immunoglobulin for children", "plasma_product"),
    ],
}
STAGES = [
    "discovery",
    "preclinical",
    "phase_1",
    "phase_2",
    "phase_3",
    "approved",
    "marketed",
]

# kind → (role, deal, partner types, sentence); {product}, {field} and {number} are filled in.
SENTENCES: dict[str, list[tuple[str, str, str, str]]] = {
    "ministry": [
        ("seek", "technology_transfer", "domestic_company cdmo global_pharma", "A partner to make {product} in our country, with transfer of the process and training of staff"),
        ("seek", "procurement", "domestic_company global_pharma biotech", "{product}, for a population of {number} million, without cold chain below 2 °C"),
        ("seek", "training", "international_organisation university cdmo", "{number} training places in quality control and sterile filling"),
        ("offer", "procurement", "global_pharma domestic_company", "A three-year purchase commitment for {product}"),
        ("offer", "memorandum", "ministry international_organisation association", "A memorandum on preparedness and joint review of medicines"),
        ("offer", "local_production", "cdmo global_pharma", "Land, power and a tax holiday for a plant that makes {product}"),
    ],
    "public_health_agency": [
        ("seek", "supply", "device_company domestic_company", "{product} for {number} district hospitals"),
        ("seek", "data", "university biotech", "Shared sequencing data on {field}"),
        ("offer", "trial_site", "biotech global_pharma cro", "Field sites with {number} thousand people for trials in {field}"),
        ("offer", "expert_exchange", "regulator university", "Epidemiologists for an exchange of six months"),
    ],
    "regulator": [
        ("seek", "regulatory_cooperation", "regulator ministry", "Reliance on a partner's review of {product}"),
        ("seek", "expert_exchange", "regulator university", "Reviewers who know {field}"),
        ("offer", "regulatory_cooperation", "regulator domestic_company biotech", "Early dialogue on the approval path for {product}"),
    ],
    "trade_agency": [
        ("seek", "cluster_site", "biotech cdmo domestic_company", "Companies that open an office or a laboratory with us"),
        ("offer", "funding", "biotech university", "Grants of up to {number} hundred thousand euros for joint projects in {field}"),
        ("offer", "memorandum", "association trade_agency", "A memorandum between our clusters"),
    ],
    "international_organisation": [
        ("seek", "manufacturing", "cdmo domestic_company", "Capacity to fill {number} million doses of {product} a year"),
        ("seek", "procurement", "domestic_company global_pharma", "Makers of {product} for pooled purchase"),
        ("offer", "funding", "biotech university domestic_company", "Funding for late trials of {product}"),
        ("offer", "training", "ministry university", "{number} places a year in biomanufacturing, with board and lodging"),
    ],
    "global_pharma": [
        ("seek", "licence", "biotech domestic_company university", "{product} or another asset in {field} from phase 2 on"),
        ("seek", "co_development", "biotech", "A partner for Asia in {field}"),
        ("seek", "trial_site", "hospital cro", "Sites in Korea for a phase 3 trial in {field}"),
        ("offer", "distribution", "domestic_company biotech", "Our sales force in {number} countries for products in {field}"),
        ("offer", "technology_transfer", "ministry cdmo", "Transfer of the process for {product} to a qualified plant"),
    ],
    "domestic_company": [
        ("offer", "out_licence", "global_pharma distributor", "Rights outside Korea to {product}"),
        ("offer", "technology_transfer", "ministry international_organisation", "The process for {product}, with training for {number} people"),
        ("offer", "supply", "ministry public_health_agency distributor", "{number} million units of {product} a year"),
        ("seek", "distribution", "distributor global_pharma", "A distributor for {product} in Europe and South-East Asia"),
        ("seek", "co_development", "global_pharma biotech university", "A partner to bring {product} through its next trial"),
    ],
    "biotech": [
        ("offer", "out_licence", "global_pharma domestic_company", "{product}, worldwide rights or by region"),
        ("offer", "co_research", "university global_pharma", "Our platform for a joint programme in {field}"),
        ("seek", "equity", "investor global_pharma", "{number} million dollars to finish the next trial of {product}"),
        ("seek", "trial_site", "hospital cro", "A hospital that recruits {number} patients in {field}"),
        ("seek", "manufacturing", "cdmo", "A maker of clinical batches of {product}"),
    ],
    "device_company": [
        ("offer", "supply", "hospital ministry distributor", "{product}, certified, {number} thousand a month"),
        ("seek", "distribution", "distributor domestic_company", "Distributors for {product}"),
        ("seek", "data", "hospital university", "Annotated data in {field}"),
    ],
    "cdmo": [
        ("offer", "manufacturing", "biotech global_pharma international_organisation", "Filling lines for {number} million vials a year, free from next spring"),
        ("offer", "local_production", "ministry international_organisation", "A modular plant for {product}, built and handed over in 18 months"),
        ("seek", "technology_transfer", "global_pharma domestic_company", "The process for {product} under licence"),
    ],
    "cro": [
        ("offer", "cro", "biotech global_pharma", "Trials in {field} in Korea, Thailand and Viet Nam"),
        ("seek", "trial_site", "hospital", "Investigators in {field}"),
    ],
    "university": [
        ("offer", "licence", "biotech domestic_company", "A patent family on {product}"),
        ("offer", "training", "ministry international_organisation", "A master's course in bioprocess with {number} places"),
        ("seek", "co_research", "biotech global_pharma hospital", "Industrial partners for a programme in {field}"),
        ("seek", "funding", "trade_agency international_organisation", "Funding for a joint laboratory in {field}"),
    ],
    "hospital": [
        ("offer", "trial_site", "global_pharma biotech cro", "A trial unit with {number} beds and {number} thousand patients in {field}"),
        ("seek", "supply", "device_company domestic_company", "{product} for our wards"),
        ("seek", "co_research", "university biotech", "Partners for investigator-led studies in {field}"),
    ],
    "investor": [
        ("offer", "equity", "biotech device_company", "Between {number} and 40 million dollars for companies in {field}"),
        ("seek", "equity", "biotech domestic_company", "Companies with {product} or the like, before phase 3"),
    ],
    "distributor": [
        ("offer", "distribution", "domestic_company device_company biotech", "Registration and sales of {product} in our region"),
        ("seek", "supply", "domestic_company device_company", "{product} for hospitals and pharmacies"),
    ],
    "association": [
        ("offer", "memorandum", "association trade_agency ministry", "A memorandum with a cluster that works on {field}"),
        ("seek", "cluster_site", "biotech domestic_company", "Members who would share a stand and a laboratory abroad"),
        ("offer", "expert_exchange", "university association", "Visits to our {number} member companies"),
    ],
}  # fmt: skip


@dataclass(frozen=True)
class Want:
    """One item of a survey answer."""

    role: str
    text: str
    terms: dict[str, list[str]] = field(default_factory=dict)
    priority: int = 3
    is_confidential: bool = False


def wants_of(kind: str, chance: random.Random) -> list[Want]:
    """Return three to five items for an organisation of this kind, the same for the same `chance`."""
    fields = chance.sample(sorted(PRODUCTS), k=2)
    sentences = chance.sample(
        SENTENCES[kind], k=min(len(SENTENCES[kind]), chance.choice([3, 4, 4, 5]))
    )
    made = []
    for role, deal, partners, sentence in sentences:
        area = fields[0] if chance.random() < 0.7 else fields[1]
        product, modality = chance.choice(PRODUCTS[area])
        text = sentence.format(
            product=product,
            field=area.replace("_", " "),
            number=chance.choice([2, 3, 5, 8, 12, 20, 40]),
        )
        terms = {
            "deal": [deal],
            "field": [area],
            "modality": [modality],
            "partner_type": partners.split(),
        }
        if "{product}" in sentence and kind in (
            "biotech",
            "domestic_company",
            "global_pharma",
            "university",
        ):
            terms["stage"] = [chance.choice(STAGES)]
        made.append(
            Want(
                role,
                text[0].upper() + text[1:],
                terms,
                chance.choice([2, 3, 4, 5]),
                chance.random() < 0.05,
            )
        )
    if len({each.role for each in made}) == 1:
        return wants_of(kind, chance)
    return made
