"""Every address of the portal."""

from django.conf import settings
from django.urls import include, path

from accounts.company import company_sign_in, sign_out_from_afar
from accounts.languages import account_language, set_language
from core.views import stored_file
from listings.category_pages import categories
from portal import errors, searching, sellers, team, views
from portal.observing import views as observing

handler400 = errors.bad_request
handler500 = errors.fault

urlpatterns = [
    path("", views.home, name="home"),
    path("brand/", views.switch_brand, name="brand"),
    path("standing/", views.standing, name="standing"),
    path("sellers/", sellers.sellers, name="sellers"),
    path("sellers/<uuid:allowed_id>/removal/", sellers.remove, name="seller-removal"),
    path("team/", team.page, name="team"),
    path("team/people/<uuid:member_id>/role/", team.role, name="team-role"),
    path("team/people/<uuid:member_id>/removal/", team.removal, name="team-removal"),
    path("team/people/<uuid:member_id>/ownership/", team.ownership, name="team-ownership"),
    path("team/invitations/<uuid:invitation_id>/withdrawal/", team.withdrawal, name="invitation-withdrawal"),
    path("team/mandates/<uuid:mandate_id>/revocation/", team.revocation, name="mandate-revocation"),
    path("team/review/", team.review, name="access-review"),
    path("invitation/<str:token>/", team.invitation, name="invitation"),
    path("help/", views.help_page, name="help"),
    path("search/", searching.search, name="search"),
    path("style/", views.style, name="style"),
    path("healthz", observing.health, name="healthz"),
    path("readyz", observing.readiness, name="readyz"),
    path("metrics", observing.metrics, name="metrics"),
    path("files/<uuid:file_id>/", stored_file, name="file"),
    path("language/", set_language, name="set_language"),
    path("accounts/company/", company_sign_in, name="company-sign-in"),
    path("accounts/language/", account_language, name="account-language"),
    path("accounts/", include("allauth.urls")),
    path("preferences/", include("accounts.preferences.urls")),
    path("api/", include("portal.api.urls")),
    path("keys/", include("accounts.urls")),
    path("webhooks/", include("accounts.webhooks.urls")),
    path("categories/", categories, name="categories"),
    path("feeds/", include("listings.urls")),
    path("", include("brands.urls")),
    path("", include("complaints.urls")),
    path("", include("complaints.review.urls")),
    path("", include("takedown.urls")),
    path("", include("detection.questions.urls")),
]
if settings.SAML_ENABLED:
    # Before allauth's own of the same address.
    urlpatterns.insert(0, path("accounts/saml/<str:key>/sls/", sign_out_from_afar))
