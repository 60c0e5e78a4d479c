"""What the ledger knows of organisations, people in roles, regions and initiatives."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from madang.site.directory.models import Organisation, Person
from madang.site.ledger.models.claims import Modality
from madang.site.ledger.models.sources import Audience


class OrganisationRecord(models.Model):
    """The ledger's page of an organisation, group or office: what exactly it is, and how that is known."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("Company")
        STARTUP = "startup", _("Start-up")
        STATE_OWNED = "state_owned_company", _("State-owned company")
        FINANCIAL = "financial_company", _("Financial company")
        GOVERNMENT = "government", _("Government body")
        OFFICE = "government_office", _("Public office")
        MUNICIPALITY = "municipality", _("City or municipality")
        AGENCY = "public_agency", _("Public agency")
        PROMOTION = "investment_promotion_agency", _("Investment promotion agency")
        INTERNATIONAL = "international_organisation", _("International organisation")
        FUNDER = "funder", _("Funder")
        CLUSTER = "cluster", _("Cluster")
        ASSOCIATION = "industry_association", _("Industry association")
        EMPLOYERS = "employers_federation", _("Employers’ federation")
        CONSORTIUM = "consortium", _("Consortium")
        ACCELERATOR = "accelerator", _("Accelerator")
        PARK = "science_park", _("Science park")
        SITE = "site", _("Site or campus")
        UNIVERSITY = "university", _("University")
        INSTITUTE = "research_institute", _("Research institute")
        HOSPITAL = "hospital", _("Hospital")
        MEDIA = "media", _("Media")
        SECRETARIAT = "event_secretariat", _("Event secretariat")
        INDUSTRY = "industry", _("Industry")
        DELEGATION = "delegation", _("Delegation")
        COMPANIES = "company_group", _("Group of companies")
        HOSPITALS = "hospital_group", _("Group of hospitals")
        UNIVERSITIES = "university_group", _("Group of universities")
        GROUP = "organisation_group", _("Group of organisations")
        UNSPECIFIED = "organisation_unspecified", _("Kind not stated")

    class Basis(models.TextChoices):
        TEXT = "text", _("Stated")
        CONTEXT = "context", _("From the context")
        NAME = "name", _("From the name")

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="record"
    )
    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind.choices)
    country_basis = models.CharField(
        _("How the country is known"),
        max_length=10,
        choices=Basis.choices,
        blank=True,
    )
    # "Health authorities", "eight companies": a group stays unnamed.
    is_group = models.BooleanField(
        _("A group without a name of its own"), default=False
    )
    is_background = models.BooleanField(_("Background only"), default=False)
    # Internal until something public is entered about it.
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    note = models.CharField(_("Note"), max_length=300, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.organisation)


class Position(models.Model):
    """A role that somebody holds. An unnamed holder stays unnamed: then there is no person."""

    key = models.SlugField(max_length=60, unique=True)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
    )
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="positions",
    )
    title = models.CharField(_("Role"), max_length=150)
    # As the role is published; a person's own telephone is the directory's.
    telephone = models.CharField(_("Telephone"), max_length=40, blank=True)
    fax = models.CharField(_("Fax"), max_length=40, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    since = models.CharField(_("Since"), max_length=30, blank=True)
    until = models.CharField(_("Until"), max_length=30, blank=True)
    note = models.CharField(_("Note"), max_length=300, blank=True)
    # A responsible contact for investors' and readers' questions.
    is_contact = models.BooleanField(_("Takes enquiries"), default=False)
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    # True once no claim about it stands any longer.
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.title}" if self.person else self.title


class Region(models.Model):
    """A country, region or city that sources speak of."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("Country")
        REGION = "region", _("Region")
        CITY = "city", _("City")

    # ISO 3166-1 for a country, "DE-Ruhr" for a region without an official code; blank if it needs none.
    code = models.CharField(_("Code"), max_length=20, blank=True)
    name = models.CharField(_("Name"), max_length=120)
    kind = models.CharField(_("Kind"), max_length=10, choices=Kind.choices)
    country = models.CharField(_("Country"), max_length=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "country", "name"], name="region_once"
            ),
            models.UniqueConstraint(
                fields=["code"], condition=~Q(code=""), name="region_code_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Initiative(models.Model):
    """A programme, campaign, fund or policy that somebody runs in the world, whether or not Madang runs it."""

    class Kind(models.TextChoices):
        COHORT = "company_cohort_programme", _("Cohort programme")
        PROJECT = "funded_project", _("Funded project")
        CALL = "funding_call", _("Funding call")
        ACCELERATOR = "accelerator", _("Accelerator")
        CAMPAIGN = "promotion_campaign", _("Promotion campaign")
        FUND = "investment_fund", _("Investment fund")
        CENTRE = "joint_centre", _("Joint centre")
        SUPPORT = "support_scheme", _("Support scheme")
        PARTNERING = "partnering_programme", _("Partnering programme")
        POLICY = "policy", _("Policy")

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Kind"), max_length=30, choices=Kind.choices)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
    )
    funder = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="funded_initiatives",
    )
    manager = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="initiatives",
    )
    target_country = models.CharField(_("Target country"), max_length=2, blank=True)
    for_whom = models.CharField(_("For whom"), max_length=200, blank=True)
    beneficiaries = models.CharField(_("Beneficiaries"), max_length=200, blank=True)
    start = models.CharField(_("Start"), max_length=30, blank=True)
    end = models.CharField(_("End"), max_length=30, blank=True)
    date_note = models.CharField(_("Note on the date"), max_length=200, blank=True)
    modality = models.CharField(
        _("How it is said"),
        max_length=12,
        choices=Modality.choices,
        default=Modality.ASSERTED,
    )
    audience = models.CharField(
        _("Who may read it"),
        max_length=10,
        choices=Audience.choices,
        default=Audience.PUBLIC,
    )
    # True once no claim about it stands any longer.
    is_withdrawn = models.BooleanField(_("Withdrawn"), default=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class InitiativeParty(models.Model):
    """An organisation that takes part in an initiative."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="initiative_parts"
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return f"{self.organisation} in {self.initiative}"
