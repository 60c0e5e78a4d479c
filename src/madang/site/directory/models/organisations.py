"""Organisations: their names in several scripts, identifiers, members."""

import re
import unicodedata
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

LEGAL_FORMS = frozenset(
    [
        "ab",
        "ag",
        "as",
        "asa",
        "bv",
        "co",
        "company",
        "corp",
        "corporation",
        "gmbh",
        "inc",
        "incorporated",
        "kk",
        "limited",
        "llc",
        "llp",
        "ltd",
        "nv",
        "oy",
        "oyj",
        "plc",
        "pte",
        "pty",
        "sa",
        "sas",
        "se",
        "sia",
        "spa",
        "srl",
        "주식회사",
        "주",
        "유한회사",
    ]
)


def name_key(name: str) -> str:
    """Return what two spellings of one organisation share: no case, accents, punctuation or legal form."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize(
        "NFC",
        "".join(
            each
            for each in plain
            if not unicodedata.combining(each) or "\u1160" <= each <= "\u11ff"
        ),
    )
    words = re.findall(r"\w+", plain.replace("&", " and "))
    kept = [word for word in words if word not in LEGAL_FORMS]
    return " ".join(kept or words)[:200]


class Organisation(models.Model):
    """A ministry, company, hospital, cluster …: whoever sends delegates."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        REGULATOR = "regulator", _("Regulator")
        PUBLIC_HEALTH = "public_health_agency", _("Public health agency")
        PUBLIC_FUNDER = "public_funder", _("Public funder")
        TRADE_AGENCY = "trade_agency", _("Trade or investment agency")
        INTERNATIONAL = "international_organisation", _("International organisation")
        GLOBAL_PHARMA = "global_pharma", _("Global pharmaceutical company")
        DOMESTIC = "domestic_company", _("Domestic company")
        BIOTECH = "biotech", _("Biotech company")
        DEVICE = "device_company", _("Device or diagnostics company")
        DIGITAL = "digital_company", _("Digital health company")
        CDMO = "cdmo", _("Contract manufacturer")
        CRO = "cro", _("Contract research organisation")
        UNIVERSITY = "university", _("University or institute")
        HOSPITAL = "hospital", _("Hospital")
        INVESTOR = "investor", _("Investor")
        DISTRIBUTOR = "distributor", _("Distributor")
        ASSOCIATION = "association", _("Association or cluster")
        SERVICE = "service_provider", _("Legal, patent or consulting firm")
        OTHER = "other", _("Other")

    name = models.CharField(_("Name"), max_length=200)
    # Case, accents, punctuation and legal forms removed: what an import compares.
    name_key = models.CharField(max_length=200, db_index=True, editable=False)
    name_local = models.CharField(
        _("Name in its own script"), max_length=200, blank=True
    )
    kind = models.CharField(
        _("Kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER
    )
    country = models.CharField(_("Country"), max_length=2, blank=True)
    website = models.URLField(_("Website"), blank=True)
    # The organisation under which this one shows since somebody decided that both are the same. Decisions are the ledger's.
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the name."""
        self.name_key = name_key(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "name_key"}
        super().save(*args, **kwargs)


class OrganisationName(models.Model):
    """Another name of an organisation: an acronym, a former name, the name in another script."""

    class Kind(models.TextChoices):
        ALIAS = "alias", _("Also known as")
        ACRONYM = "acronym", _("Acronym")
        LOCAL = "local", _("In its own language")
        FORMER = "former", _("Former name")
        PROBABLE = "probable", _("Probably the same")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="names"
    )
    text = models.CharField(_("Name"), max_length=300)
    text_key = models.CharField(max_length=200, db_index=True, editable=False)
    kind = models.CharField(
        _("Kind"), max_length=10, choices=Kind.choices, default=Kind.ALIAS
    )
    # BCP 47, where it is known: "lv", "ko-Hang".
    language = models.CharField(_("Language"), max_length=12, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "text"], name="organisation_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the name."""
        self.text_key = name_key(self.text)
        super().save(*args, **kwargs)


class OrganisationIdentifier(models.Model):
    """A number under which a register knows an organisation."""

    class Scheme(models.TextChoices):
        ROR = "ror", "ROR"
        LEI = "lei", "LEI"
        WIKIDATA = "wikidata", "Wikidata"
        NATIONAL = "national", _("National register")
        VAT = "vat", _("Tax number")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("Register"), max_length=10, choices=Scheme.choices)
    value = models.CharField(_("Number"), max_length=60)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_scheme_display()} {self.value}"


class Membership(models.Model):
    """One organisation's membership of a cluster, association or consortium."""

    cluster = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="members"
    )
    member = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships"
    )
    role = models.CharField(_("Role"), max_length=80, blank=True)
    # EDTF (ISO 8601-2), blank where nobody says.
    since = models.CharField(_("Since"), max_length=30, blank=True)
    until = models.CharField(_("Until"), max_length=30, blank=True)

    class Meta:
        ordering = ["cluster", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["cluster", "member"], name="membership_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(cluster=models.F("member")),
                name="membership_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.cluster}"
