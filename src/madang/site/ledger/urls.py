from django.urls import URLPattern, URLResolver, path

from madang.site.ledger.views import (
    additions,
    audience,
    claims,
    entries,
    initiatives,
    memberships,
    merging,
    names,
    occasions,
    organisations,
    positions,
    putting_back,
    record_sheets,
    records,
    relations,
    sheets,
    source_texts,
    sources,
    ties,
)

app_name = "ledger"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ledger/", ties.ties, name="ties"),
    path("ledger/ties.xlsx", sheets.ties_xlsx, name="ties-xlsx"),
    path("ledger/occasions.xlsx", sheets.occasions_xlsx, name="occasions-xlsx"),
    path(
        "ledger/organisations.xlsx",
        record_sheets.organisations_xlsx,
        name="organisations-xlsx",
    ),
    path(
        "ledger/import/organisations/",
        record_sheets.take_in,
        name="import-organisations",
    ),
    path(
        "ledger/import/organisations/template.xlsx",
        record_sheets.template_xlsx,
        name="organisations-template",
    ),
    path("ledger/import/", sheets.take_in, name="import"),
    path("ledger/import/template.xlsx", sheets.template_xlsx, name="import-template"),
    path("ledger/enter/tie/", entries.add_tie, name="add-tie"),
    path("ledger/enter/occasion/", entries.add_occasion_page, name="add-occasion"),
    path(
        "ledger/enter/organisation/",
        names.add_organisation_page,
        name="add-organisation",
    ),
    path("ledger/enter/source/", entries.add_source_page, name="add-source"),
    path("ledger/enter/claim/", claims.add_claim, name="add-claim"),
    path("ledger/claims/", claims.claims, name="claims"),
    path("ledger/audience/<slug:kind>/<int:pk>/", audience.audience, name="audience"),
    path("ledger/withdrawn/", putting_back.withdrawn, name="withdrawn"),
    path(
        "ledger/put-back/<slug:kind>/<int:pk>/", putting_back.put_back, name="put-back"
    ),
    path(
        "ledger/claims/<int:pk>/put-back/",
        putting_back.put_back_claim,
        name="put-back-claim",
    ),
    path("ledger/claims/<int:pk>/correct/", claims.correct_claim, name="correct-claim"),
    path(
        "ledger/claims/<int:pk>/withdraw/",
        claims.withdraw_claim,
        name="withdraw-claim",
    ),
    path(
        "ledger/ties/<slug:key>/withdraw/",
        claims.withdraw_tie_page,
        name="withdraw-tie",
    ),
    path(
        "ledger/occasions/<slug:key>/withdraw/",
        claims.withdraw_occasion_page,
        name="withdraw-occasion",
    ),
    path("ledger/occasions/<slug:key>/outcome/", claims.confirm, name="confirm-held"),
    path("ledger/enter/attribution/", additions.attribute, name="attribute"),
    path("ledger/ties/<slug:key>/parties/add/", additions.add_party, name="add-party"),
    path(
        "ledger/ties/<slug:key>/parties/<int:pk>/take-out/",
        additions.take_out_party,
        name="take-out-party",
    ),
    path("ledger/ties/<slug:key>/cautions/add/", additions.caution, name="add-caution"),
    path("ledger/ties/<slug:key>/", ties.tie, name="tie"),
    path("ledger/organisations/", organisations.organisations, name="organisations"),
    path(
        "ledger/organisations/<slug:key>/",
        organisations.organisation,
        name="organisation",
    ),
    path("ledger/organisations/<slug:key>/names/", records.names, name="names"),
    path("ledger/organisations/<slug:key>/members/", records.members, name="members"),
    path(
        "ledger/organisations/<slug:key>/memberships/",
        records.memberships,
        name="memberships",
    ),
    path(
        "ledger/organisations/<slug:key>/positions/",
        records.positions,
        name="positions",
    ),
    path(
        "ledger/organisations/<slug:key>/relations/",
        records.relations,
        name="relations",
    ),
    path(
        "ledger/organisations/<slug:key>/initiatives/",
        records.initiatives,
        name="initiatives",
    ),
    path(
        "ledger/organisations/<slug:key>/names/enter/", names.add_name, name="add-name"
    ),
    path(
        "ledger/organisations/<slug:key>/identifiers/enter/",
        names.add_identifier,
        name="add-identifier",
    ),
    path(
        "ledger/organisations/<slug:key>/members/enter/",
        memberships.add_member,
        name="add-member",
    ),
    path(
        "ledger/organisations/<slug:key>/memberships/enter/",
        memberships.add_membership,
        name="add-membership",
    ),
    path(
        "ledger/organisations/<slug:key>/positions/enter/",
        positions.add_position,
        name="add-position",
    ),
    path(
        "ledger/organisations/<slug:key>/relations/enter/",
        relations.add_relation,
        name="add-relation",
    ),
    path(
        "ledger/organisations/<slug:key>/initiatives/enter/",
        initiatives.add_initiative,
        name="add-initiative",
    ),
    path(
        "ledger/organisations/<slug:key>/correct/",
        names.correct_organisation_page,
        name="correct-organisation",
    ),
    path("ledger/names/<int:pk>/correct/", names.correct_name, name="correct-name"),
    path("ledger/names/<int:pk>/withdraw/", names.withdraw_name, name="withdraw-name"),
    path(
        "ledger/identifiers/<int:pk>/correct/",
        names.correct_identifier,
        name="correct-identifier",
    ),
    path(
        "ledger/identifiers/<int:pk>/withdraw/",
        names.withdraw_identifier,
        name="withdraw-identifier",
    ),
    path("ledger/memberships/<int:pk>/", records.membership, name="membership"),
    path(
        "ledger/memberships/<int:pk>/correct/",
        memberships.correct_membership,
        name="correct-membership",
    ),
    path(
        "ledger/memberships/<int:pk>/end/",
        memberships.end_membership,
        name="end-membership",
    ),
    path(
        "ledger/memberships/<int:pk>/withdraw/",
        memberships.withdraw_membership,
        name="withdraw-membership",
    ),
    path("ledger/positions/<slug:key>/", records.position, name="position"),
    path(
        "ledger/positions/<slug:key>/correct/",
        positions.correct_position,
        name="correct-position",
    ),
    path(
        "ledger/positions/<slug:key>/end/", positions.end_position, name="end-position"
    ),
    path(
        "ledger/positions/<slug:key>/withdraw/",
        positions.withdraw_position,
        name="withdraw-position",
    ),
    path("ledger/relations/<int:pk>/", records.relation, name="relation"),
    path(
        "ledger/relations/<int:pk>/correct/",
        relations.correct_relation,
        name="correct-relation",
    ),
    path("ledger/relations/<int:pk>/end/", relations.end_relation, name="end-relation"),
    path(
        "ledger/relations/<int:pk>/withdraw/",
        relations.withdraw_relation,
        name="withdraw-relation",
    ),
    path("ledger/initiatives/<slug:key>/", records.initiative, name="initiative"),
    path(
        "ledger/initiatives/<slug:key>/correct/",
        initiatives.correct_initiative,
        name="correct-initiative",
    ),
    path(
        "ledger/initiatives/<slug:key>/end/",
        initiatives.end_initiative,
        name="end-initiative",
    ),
    path(
        "ledger/initiatives/<slug:key>/withdraw/",
        initiatives.withdraw_initiative,
        name="withdraw-initiative",
    ),
    path("ledger/merging/", merging.candidates, name="merging"),
    path("ledger/merging/look/", merging.look, name="merge-look"),
    path("ledger/merging/decisions/", merging.decisions, name="merge-decisions"),
    path("ledger/merging/decisions/<int:pk>/undo/", merging.undo, name="merge-undo"),
    path("ledger/merging/answers/", merging.answers, name="merge-answers"),
    path(
        "ledger/merging/answers/<int:pk>/ask-again/",
        merging.ask_again,
        name="merge-ask-again",
    ),
    path(
        "ledger/merging/<int:first>/<int:second>/",
        merging.compare,
        name="merge-compare",
    ),
    path(
        "ledger/merging/<int:first>/<int:second>/answer/",
        merging.answer,
        name="merge-answer",
    ),
    path("ledger/occasions/", occasions.occasions, name="occasions"),
    path("ledger/occasions/<slug:key>/", occasions.occasion, name="occasion"),
    path("ledger/sources/", sources.sources, name="sources"),
    path(
        "ledger/sources/<slug:key>/text/", source_texts.source_text, name="source-text"
    ),
    path("ledger/sources/<slug:key>/", sources.source, name="source"),
]
