"""Pages on which curators enter an organisation, its other names and its numbers in registers; correct and withdraw them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from madang.site.directory.models import OrganisationIdentifier, OrganisationName
from madang.site.ledger.actions import names as actions
from madang.site.ledger.actions.organisations import (
    add_organisation,
    correct_organisation,
)
from madang.site.ledger.forms.names import (
    IdentifierForm,
    NameForm,
    OfPageForm,
    OrganisationForm,
)
from madang.site.ledger.forms.records import held_by
from madang.site.ledger.queries.organisations import organisation_seen_by
from madang.site.ledger.queries.records import (
    claim_of_words,
    existence_of,
    identifier_for_curators,
    name_for_curators,
)
from madang.site.ledger.views.entering import (
    Page,
    correction,
    record_page,
    so_far,
    withdrawal_page,
)
from madang.site.ledger.views.gate import actor, for_curators


@for_curators
@require_http_methods(["GET", "POST"])
def add_organisation_page(request: HttpRequest) -> HttpResponse:
    """Enter an organisation with its page."""
    form = OrganisationForm(request.POST or None)
    page = Page(
        title=_("Enter an organisation"),
        text=_(
            "With the source and the place in it. Other names, numbers, members and people come on its page."
        ),
        button=_("Enter the organisation"),
        done=_("The organisation is entered."),
        of=_("Organisations"),
        back=reverse("ledger:organisations"),
    )
    return record_page(request, form, page, add_organisation)


@for_curators
@require_http_methods(["GET", "POST"])
def correct_organisation_page(request: HttpRequest, key: str) -> HttpResponse:
    """Enter name, kind, country and website of an organisation anew, with evidence and a reason."""
    row = organisation_seen_by(request.user, key)
    claim = existence_of(row)
    own = ("name", "name_local", "country", "website")
    form = OrganisationForm(
        request.POST or None,
        is_new=False,
        held_by=claim,
        initial={name: getattr(row, name) for name in own}
        | {"kind": row.record.kind}
        | held_by(claim),
    )
    page = correction(
        _("Correct an organisation"),
        _(
            "Its name, kind, country and website. The old claim stays, with your reason beside it."
        ),
        of=row.name,
        back=reverse("ledger:organisation", args=[key]),
        claim=claim,
    )
    return record_page(request, form, page, correct_organisation, row)


@for_curators
@require_http_methods(["GET", "POST"])
def add_name(request: HttpRequest, key: str) -> HttpResponse:
    """Enter another name of an organisation."""
    row = organisation_seen_by(request.user, key)
    form = NameForm(request.POST or None)
    page = Page(
        title=_("Enter another name"),
        text=_(
            "In another script, an acronym, a former name; with the source and the place in it."
        ),
        button=_("Enter the name"),
        done=_("The name is entered."),
        of=row.name,
        back=reverse("ledger:names", args=[key]),
    )
    return record_page(request, form, page, actions.add_name, row)


@for_curators
@require_http_methods(["GET", "POST"])
def add_identifier(request: HttpRequest, key: str) -> HttpResponse:
    """Enter the number under which a register knows an organisation."""
    row = organisation_seen_by(request.user, key)
    form = IdentifierForm(request.POST or None)
    page = Page(
        title=_("Enter a number in a register"),
        text=_("With the source and the place in it: the register itself, if you can."),
        button=_("Enter the number"),
        done=_("The number is entered."),
        of=row.name,
        back=reverse("ledger:names", args=[key]),
    )
    return record_page(request, form, page, actions.add_identifier, row)


def _correction(
    request: HttpRequest,
    row: OrganisationName | OrganisationIdentifier,
    form: type[OfPageForm],
    columns: tuple[str, ...],
) -> tuple[OfPageForm, Page]:
    claim = claim_of_words(row.organisation, actions.words_of(row))
    filled = form(
        request.POST or None,
        is_new=False,
        held_by=claim,
        initial={name: getattr(row, name) for name in columns} | held_by(claim),
    )
    page = correction(
        _("Correct a name")
        if isinstance(row, OrganisationName)
        else _("Correct a number"),
        so_far(row),
        of=row.organisation.name,
        back=reverse("ledger:names", args=[row.organisation.record.key]),
        claim=claim,
    )
    return filled, page


@for_curators
@require_http_methods(["GET", "POST"])
def correct_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a name as it truly is, with evidence and a reason."""
    row = name_for_curators(pk)
    form, page = _correction(request, row, NameForm, ("text", "kind", "language"))
    return record_page(request, form, page, actions.correct_name, row)


@for_curators
@require_http_methods(["GET", "POST"])
def correct_identifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter a number as it truly is, with evidence and a reason."""
    row = identifier_for_curators(pk)
    form, page = _correction(request, row, IdentifierForm, ("scheme", "value"))
    return record_page(request, form, page, actions.correct_identifier, row)


def _withdrawal(
    request: HttpRequest, row: OrganisationName | OrganisationIdentifier
) -> HttpResponse:
    is_name = isinstance(row, OrganisationName)
    page = Page(
        title=_("Withdraw a name") if is_name else _("Withdraw a number"),
        text=_(
            "“%(what)s” goes from the page, and nobody is found by it any longer. Its claims stay with your reason."
        )
        % {"what": row},
        button=_("Withdraw the name") if is_name else _("Withdraw the number"),
        done=_("The name is withdrawn.") if is_name else _("The number is withdrawn."),
        of=row.organisation.name,
        back=reverse("ledger:names", args=[row.organisation.record.key]),
    )
    return withdrawal_page(
        request,
        page,
        lambda why: actions.withdraw_entry(row, by=actor(request), why=why),
    )


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, ask why, then withdraw a name."""
    return _withdrawal(request, name_for_curators(pk))


@for_curators
@require_http_methods(["GET", "POST"])
def withdraw_identifier(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what goes, ask why, then withdraw a number."""
    return _withdrawal(request, identifier_for_curators(pk))
