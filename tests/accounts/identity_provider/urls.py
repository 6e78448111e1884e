"""The provider's own addresses, and one at which a test says who sits at the browser."""

from allauth.account.models import EmailAddress
from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def become(request: HttpRequest, email: str) -> HttpResponse:
    """Signed in there as whoever has this address, confirmed unless the test says otherwise."""
    user, _ = User.objects.get_or_create(
        username=email, defaults={"email": email, "first_name": "Anna", "last_name": "Bellweather"}
    )
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": "unconfirmed" not in request.GET, "primary": True}
    )
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return HttpResponse("ok")


urlpatterns = [
    path("become/<str:email>/", become),
    path("accounts/", include("allauth.account.urls")),
    path("", include("allauth.idp.urls")),
]
