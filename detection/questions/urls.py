"""Addresses of authentication requests: the brand's, the links in letters, the marketplace's."""

from django.urls import path

from detection.questions import link_views, staff_views, views

urlpatterns = [
    path("questions/", views.queue, name="questions"),
    path("questions/answers/", views.answers, name="answers"),
    path("questions/declaration/", views.sign, name="answer-declaration"),
    path("questions/declaration/end/", views.end_declaration, name="answer-declaration-end"),
    path("questions/link/<str:token>/", link_views.page, name="question-link"),
    path(
        "questions/link/<str:token>/pictures/<uuid:file_id>/",
        link_views.picture,
        name="question-link-picture",
    ),
    path("questions/<uuid:request_id>/", views.question, name="question"),
    path("questions/<uuid:request_id>/answer/", views.answering, name="question-answer"),
    path("questions/<uuid:request_id>/seller/", views.offer, name="question-seller"),
    path("staff/questions/", staff_views.overview, name="staff-questions"),
    path("staff/questions/new/", staff_views.ask, name="staff-question-new"),
    path("staff/questions/<uuid:request_id>/", staff_views.detail, name="staff-question"),
    path(
        "staff/questions/<uuid:request_id>/withdrawal/",
        staff_views.withdrawal,
        name="staff-question-withdrawal",
    ),
    path("staff/questions/<uuid:request_id>/note/", staff_views.note, name="staff-question-note"),
    path("staff/questions/<uuid:request_id>/photos/", staff_views.photos, name="staff-question-photos"),
]
