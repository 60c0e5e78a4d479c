"""Who is there: organisations, people, users, invitations and one-use links. A Person is not a User."""

from madang.site.directory.models.codes import OneTimeCode
from madang.site.directory.models.organisations import (
    LEGAL_FORMS,
    Membership,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    name_key,
)
from madang.site.directory.models.people import Invitation, OneUseLink, Person
from madang.site.directory.models.tokens import ApiToken
from madang.site.directory.models.users import User, UserManager
from madang.site.directory.models.visitors import Visitor

__all__ = [
    "LEGAL_FORMS",
    "ApiToken",
    "Invitation",
    "Membership",
    "OneTimeCode",
    "OneUseLink",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationName",
    "Person",
    "User",
    "UserManager",
    "Visitor",
    "name_key",
]
