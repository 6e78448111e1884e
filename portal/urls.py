"""Every address of the portal."""

from django.urls import include, path

from accounts.company import company_sign_in
from core.views import stored_file
from portal import sellers, views

urlpatterns = [
    path("", views.home, name="home"),
    path("brand/", views.switch_brand, name="brand"),
    path("standing/", views.standing, name="standing"),
    path("sellers/", sellers.sellers, name="sellers"),
    path("sellers/<uuid:allowed_id>/removal/", sellers.remove, name="seller-removal"),
    path("help/", views.help_page, name="help"),
    path("healthz", views.health, name="healthz"),
    path("files/<uuid:file_id>/", stored_file, name="file"),
    path("accounts/company/", company_sign_in, name="company-sign-in"),
    path("accounts/", include("allauth.urls")),
    path("", include("brands.urls")),
    path("", include("complaints.urls")),
    path("", include("complaints.review.urls")),
    path("", include("takedown.urls")),
]
