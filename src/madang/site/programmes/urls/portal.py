"""Addresses of the portal: contracts, support, consultations."""

from django.urls import URLPattern, path

from madang.site.programmes.views import (
    consultations,
    contracts,
    portal,
    signing,
    support,
)

urlpatterns: list[URLPattern] = [
    path("portal/", portal.portal, name="portal"),
    path("portal/contracts/", contracts.contracts, name="contracts"),
    path("portal/contracts/offer/", contracts.offer, name="offer-contract"),
    path("portal/contracts/<int:pk>/", contracts.contract, name="contract"),
    path(
        "portal/contracts/<int:pk>/document.pdf",
        contracts.document,
        name="contract-document",
    ),
    path(
        "portal/contracts/<int:pk>/signatures.pdf",
        contracts.record,
        name="contract-record",
    ),
    path("portal/contracts/<int:pk>/sign/", signing.prepare, name="sign-contract"),
    path(
        "portal/contracts/<int:pk>/sign/confirm/",
        signing.confirm,
        name="confirm-signature",
    ),
    path(
        "portal/contracts/<int:pk>/decline/", contracts.decline, name="decline-contract"
    ),
    path("portal/contracts/<int:pk>/support/", support.ask, name="ask-support"),
    path("portal/support/", support.waiting, name="support-requests"),
    path("portal/support/<int:pk>/grant/", support.grant, name="grant-support"),
    path("portal/support/<int:pk>/decline/", support.decline, name="decline-support"),
    path(
        "portal/support/<int:pk>/withdraw/", support.withdraw, name="withdraw-support"
    ),
    path("portal/consultations/", consultations.consultations, name="consultations"),
    path("portal/consultations/hours/", consultations.hours, name="hours"),
    path("portal/consultations/hours/add/", consultations.add_hours, name="add-hours"),
    path(
        "portal/consultations/<int:pk>/",
        consultations.consultation,
        name="consultation",
    ),
    path(
        "portal/consultations/<int:pk>/cancel/",
        consultations.cancel,
        name="cancel-consultation",
    ),
    path(
        "portal/consultations/<int:pk>/hour.ics",
        consultations.calendar,
        name="consultation-calendar",
    ),
    path(
        "portal/consultations/<int:pk>/restore/",
        consultations.restore,
        name="restore-hour",
    ),
    path(
        "portal/consultations/<int:pk>/held/",
        consultations.held,
        name="consultation-held",
    ),
]
