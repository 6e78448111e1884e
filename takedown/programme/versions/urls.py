"""Addresses of the policy."""

from django.urls import path

from takedown.programme.versions import trying_views as trying
from takedown.programme.versions import views

urlpatterns = [
    path("", views.policy, name="policy"),
    path("versions/<int:version>/", views.version, name="policy-version"),
    path("comparison/", views.comparison, name="policy-comparison"),
    path("drafts/", views.new_draft, name="policy-drafts"),
    path("drafts/<uuid:draft_id>/", views.draft, name="policy-draft"),
    path("drafts/<uuid:draft_id>/numbers/", views.draft_numbers, name="policy-draft-numbers"),
    path("drafts/<uuid:draft_id>/update/", views.draft_update, name="policy-draft-update"),
    path("drafts/<uuid:draft_id>/end/", views.draft_end, name="policy-draft-end"),
    path("drafts/<uuid:draft_id>/proposal/", trying.proposal, name="policy-proposal"),
    path("drafts/<uuid:draft_id>/previews/", trying.new_preview, name="policy-previews"),
    path("drafts/<uuid:draft_id>/shadows/", trying.new_shadow, name="policy-shadows"),
    path("proposals/<uuid:proposal_id>/confirmation/", trying.confirmation, name="policy-confirmation"),
    path("proposals/<uuid:proposal_id>/withdrawal/", trying.withdrawal, name="policy-withdrawal"),
    path("previews/<uuid:preview_id>/", trying.preview, name="policy-preview"),
    path("shadows/<uuid:shadow_id>/", trying.shadow, name="policy-shadow"),
    path("shadows/<uuid:shadow_id>/stop/", trying.shadow_stop, name="policy-shadow-stop"),
]
