"""Addresses of the score."""

from django.urls import path

from complaints.scoring import views

urlpatterns = [
    path("score/", views.score, name="score"),
    path("score/models/<int:version>/", views.model, name="score-model"),
    path("score/models/<int:version>/document/", views.document, name="score-document"),
    path("score/models/<int:version>/shadow/", views.shadow, name="score-shadow"),
    path("score/models/<int:version>/proposal/", views.proposal, name="score-proposal"),
    path("score/models/<int:version>/withdrawal/", views.withdrawal, name="score-withdrawal"),
    path("score/models/<int:version>/confirmation/", views.confirmation, name="score-confirmation"),
    path("score/models/<int:version>/retirement/", views.retirement, name="score-retirement"),
]
