from django.urls import include, path

from complaints import views

urlpatterns = [
    path("", include("complaints.intake.urls")),
    path("", include("complaints.conversation.urls")),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/<str:number>/", views.complaint, name="complaint"),
    path("items/<uuid:item_id>/", views.item, name="item"),
]
