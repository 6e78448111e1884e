"""The portal's addresses where SAML is switched on."""

from django.urls import include, path

from accounts.company import sign_out_from_afar
from portal.urls import handler400, handler500, urlpatterns

__all__ = ["handler400", "handler500", "urlpatterns"]

urlpatterns = [
    path("accounts/saml/<str:key>/sls/", sign_out_from_afar),
    path("accounts/", include("allauth.socialaccount.providers.saml.urls")),
    *urlpatterns,
]
