"""Labels of the survey's terms. The ids are stored and equal to the engine's; the labels are for people alone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation

DEALS: dict[str, str | Promise] = {
    "licence": _("Licence"),
    "out_licence": _("Taker of a licence"),
    "option": _("Option"),
    "cross_licence": _("Cross-licence"),
    "co_development": _("Joint development"),
    "co_research": _("Joint research"),
    "co_marketing": _("Joint marketing"),
    "joint_venture": _("Joint venture"),
    "acquisition": _("Business or asset to buy"),
    "divestment": _("Buyer of a business or asset"),
    "equity": _("Investment"),
    "distribution": _("Distribution"),
    "distribution_rights": _("Products to distribute"),
    "supply": _("Supply"),
    "procurement": _("Buyer or public procurement"),
    "manufacturing": _("Contract manufacturing"),
    "cro": _("Contract research"),
    "trial_site": _("Clinical trial sites"),
    "technology_transfer": _("Technology transfer"),
    "local_production": _("Local production"),
    "companion_diagnostic": _("Companion diagnostic"),
    "data": _("Data"),
    "regulatory_cooperation": _("Regulatory cooperation"),
    "memorandum": _("Memorandum"),
    "training": _("Training places"),
    "funding": _("Funding"),
    "expert_exchange": _("Exchange of experts"),
    "cluster_site": _("Site in a cluster"),
}
FIELDS: dict[str, str | Promise] = {
    "oncology": _("Oncology"),
    "haematology": _("Haematology"),
    "cardiovascular": _("Heart and circulation"),
    "metabolic": _("Metabolism and hormones"),
    "gastroenterology": _("Stomach and gut"),
    "hepatology": _("Liver"),
    "respiratory": _("Lungs and airways"),
    "neurology": _("Neurology"),
    "psychiatry": _("Psychiatry"),
    "immunology": _("Immunology"),
    "bacterial_infection": _("Bacterial infections"),
    "viral_infection": _("Viral infections"),
    "parasitic_infection": _("Parasitic infections"),
    "antimicrobial_resistance": _("Antimicrobial resistance"),
    "vaccines": _("Vaccines"),
    "dermatology": _("Skin"),
    "ophthalmology": _("Eye"),
    "ear_nose_throat": _("Ear, nose and throat"),
    "nephrology": _("Kidney"),
    "urology": _("Urology"),
    "womens_health": _("Women’s health"),
    "reproductive_health": _("Reproductive health"),
    "paediatrics": _("Children"),
    "rare_disease": _("Rare diseases"),
    "ageing": _("Ageing"),
    "pain": _("Pain"),
    "anaesthesia": _("Anaesthesia and intensive care"),
    "musculoskeletal": _("Bones and joints"),
    "nutrition": _("Nutrition"),
    "dental": _("Teeth and mouth"),
    "transplantation": _("Transplantation"),
    "diagnostics": _("Diagnostics"),
    "nuclear_medicine": _("Nuclear medicine and imaging"),
    "digital_health": _("Digital health"),
    "pandemic_preparedness": _("Pandemic preparedness"),
}
MODALITIES: dict[str, str | Promise] = {
    "small_molecule": _("Small molecule"),
    "peptide": _("Peptide"),
    "antibody": _("Antibody"),
    "bispecific": _("Bispecific antibody"),
    "antibody_drug_conjugate": _("Antibody–drug conjugate"),
    "recombinant_protein": _("Recombinant protein"),
    "biosimilar": _("Biosimilar"),
    "generic": _("Generic"),
    "incrementally_modified": _("Improved known medicine"),
    "vaccine": _("Vaccine"),
    "mrna": _("Messenger RNA"),
    "oligonucleotide": _("Oligonucleotide"),
    "gene_therapy": _("Gene therapy"),
    "car_t": _("CAR-T"),
    "cell_therapy": _("Cell therapy"),
    "microbiome": _("Microbiome"),
    "radiopharmaceutical": _("Radiopharmaceutical"),
    "plasma_product": _("Plasma product"),
    "natural_product": _("Natural product"),
    "active_ingredient": _("Active ingredient"),
    "drug_delivery": _("Drug delivery"),
    "medical_device": _("Medical device"),
    "in_vitro_diagnostic": _("In vitro diagnostic"),
    "software": _("Software"),
    "artificial_intelligence": _("Artificial intelligence"),
    "laboratory_tool": _("Laboratory tool"),
    "bioprocess": _("Bioprocess equipment"),
}
STAGES: dict[str, str | Promise] = {
    "idea": _("Idea"),
    "discovery": _("Discovery"),
    "lead_optimisation": _("Lead optimisation"),
    "prototype": _("Prototype"),
    "preclinical": _("Preclinical"),
    "phase_1": _("Phase 1"),
    "phase_2": _("Phase 2"),
    "phase_3": _("Phase 3"),
    "filed": _("Filed"),
    "approved": _("Approved"),
    "marketed": _("On the market"),
    "off_patent": _("Off patent"),
}
PARTNER_TYPES: dict[str, str | Promise] = dict(Organisation.Kind.choices)

# Countries are not here: their names come from babel by ISO code.
FACETS: dict[str, dict[str, str | Promise]] = {
    "deal": DEALS,
    "field": FIELDS,
    "modality": MODALITIES,
    "stage": STAGES,
    "partner_type": PARTNER_TYPES,
}


def term_label(facet: str, term: str) -> str:
    """Return the label of a term; a term outside the vocabulary is its own label."""
    return str(FACETS.get(facet, {}).get(term, term))


def choices(facet: str) -> list[tuple[str, str | Promise]]:
    """Return the terms of a facet as choices of a form, in the vocabulary's order."""
    return list(FACETS[facet].items())
