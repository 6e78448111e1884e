from django.urls import path

from complaints.conversation import views

urlpatterns = [
    path("items/<uuid:item_id>/answer/", views.answer, name="item-answer"),
]
