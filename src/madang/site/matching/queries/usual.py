"""Which kinds of organisation usually answer a kind of deal: a rule of thumb for invitations, never part of a score."""

COMPANIES = ("biotech", "domestic_company", "global_pharma")
PUBLIC = ("ministry", "regulator", "public_health_agency", "international_organisation")

USUAL_KINDS: dict[str, tuple[str, ...]] = {
    "licence": (*COMPANIES, "university"),
    "out_licence": ("global_pharma", "domestic_company"),
    "co_development": COMPANIES,
    "co_research": ("university", "hospital", "biotech"),
    "acquisition": ("biotech",),
    "divestment": ("global_pharma", "domestic_company"),
    "equity": ("investor",),
    "distribution": ("distributor", "domestic_company"),
    "distribution_rights": COMPANIES,
    "supply": ("cdmo", "domestic_company"),
    "procurement": ("ministry", "public_health_agency", "international_organisation"),
    "manufacturing": ("cdmo",),
    "cro": ("cro",),
    "trial_site": ("hospital", "university"),
    "technology_transfer": ("biotech", "cdmo", "global_pharma", "university"),
    "local_production": ("cdmo", "domestic_company"),
    "companion_diagnostic": ("device_company",),
    "data": ("hospital", "university"),
    "regulatory_cooperation": ("regulator",),
    "memorandum": (*PUBLIC, "association", "trade_agency"),
    "training": ("university", "international_organisation", "regulator"),
    "funding": ("international_organisation", "investor", "ministry"),
    "expert_exchange": ("university", "regulator", "association"),
    "cluster_site": ("association", "trade_agency"),
}
