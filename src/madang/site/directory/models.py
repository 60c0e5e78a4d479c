"""Who is there: organisations, people, users, invitations and one-use links. A Person is not a User."""

import re
import unicodedata
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
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


class UserManager(BaseUserManager["User"]):
    """Makes users from an e-mail address; nobody has a password unless a command sets one."""

    def create_user(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Save and return a user of this address. Raises ValueError for an empty address."""
        if not email:
            message = "A user needs an e-mail address"
            raise ValueError(message)
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: object
    ) -> "User":
        """Save and return a user with every permission."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in."""

    email = models.EmailField(unique=True)
    language = models.CharField(max_length=10, default="en")
    zone = models.CharField(max_length=60, default="UTC")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    is_curator = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email


class Organisation(models.Model):
    """A ministry, company, hospital, cluster …: whoever sends delegates."""

    class Kind(models.TextChoices):
        MINISTRY = "ministry", _("Ministry")
        REGULATOR = "regulator", _("Regulator")
        PUBLIC_HEALTH = "public_health_agency", _("Public health agency")
        TRADE_AGENCY = "trade_agency", _("Trade or investment agency")
        INTERNATIONAL = "international_organisation", _("International organisation")
        GLOBAL_PHARMA = "global_pharma", _("Global pharmaceutical company")
        DOMESTIC = "domestic_company", _("Domestic company")
        BIOTECH = "biotech", _("Biotech company")
        DEVICE = "device_company", _("Device or diagnostics company")
        CDMO = "cdmo", _("Contract manufacturer")
        CRO = "cro", _("Contract research organisation")
        UNIVERSITY = "university", _("University or institute")
        HOSPITAL = "hospital", _("Hospital")
        INVESTOR = "investor", _("Investor")
        DISTRIBUTOR = "distributor", _("Distributor")
        ASSOCIATION = "association", _("Association or cluster")
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


class Person(models.Model):
    """A human being who may be planned, written to, or named; needs no account."""

    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
    )
    user = models.OneToOneField(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    name = models.CharField(_("Name"), max_length=120)
    name_local = models.CharField(
        _("Name in its own script"), max_length=120, blank=True
    )
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    job_title = models.CharField(_("Role"), max_length=120, blank=True)
    zone = models.CharField(_("Time zone"), max_length=60, blank=True)
    language = models.CharField(_("Language of mail"), max_length=10, default="en")
    is_lead = models.BooleanField(_("Leads the organisation's entry"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["email"], condition=~Q(email=""), name="person_email_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """A letter to a person: whoever holds its link may sign in as this person. Only the hash of the link is kept."""

    person = models.ForeignKey(
        Person, on_delete=models.CASCADE, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Invitation of {self.person}"


class OneUseLink(models.Model):
    """A link in a mail that answers one question once, without signing in. Only the hash is kept."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=20, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.target_id}"
