"""Addresses of the account managers' pages."""

from django.urls import path

from complaints.review import views

urlpatterns = [
    path("queue/", views.queue, name="queue"),
    path("queue/next/", views.take_next, name="queue-next"),
    path("queue/items/<uuid:item_id>/", views.item, name="review-item"),
    path("queue/items/<uuid:item_id>/claim/", views.claim, name="review-claim"),
    path("queue/items/<uuid:item_id>/release/", views.release, name="review-release"),
    path("queue/items/<uuid:item_id>/decision/", views.decide, name="review-decision"),
    path("queue/decisions/<uuid:pending_id>/undo/", views.undo, name="review-undo"),
]
