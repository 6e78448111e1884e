from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from complaints import views
from complaints.findings_page import findings


class Number(StringConverter):
    """Whatever may be typed for a complaint's number. PostgreSQL could not even look for a NUL."""

    regex = r"[^/\x00]+"


register_converter(Number, "number")

urlpatterns = [
    path("", include("complaints.intake.urls")),
    path("", include("complaints.conversation.urls")),
    path("", include("complaints.pictures.urls")),
    path("", include("complaints.trying.urls")),
    path("", include("complaints.scoring.urls")),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/<number:number>/", views.complaint, name="complaint"),
    path("findings/", findings, name="findings"),
    path("items/<uuid:item_id>/", views.item, name="item"),
]
