"""Addresses of what people set for themselves."""

from django.urls import path

from accounts.preferences import views

urlpatterns = [
    path("views/", views.save, name="saved-views"),
    path("views/<uuid:view_id>/removal/", views.forget, name="saved-view-removal"),
    path("keys/", views.single_keys, name="single-keys"),
]
