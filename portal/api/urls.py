"""Every address below /api/."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from brands import api as brands_api
from core.web import outside_request_transaction
from detection.questions import api as questions_api
from listings.api import FeedView
from portal.api import pages
from portal.api.standing import StandingView
from takedown.redress.appeals import api as appeals_api

version_one: list[URLPattern | URLResolver] = [
    path("", include("complaints.api.urls")),
    path("", include("takedown.redress.replies.api_urls")),
    path("rights/", brands_api.RightsView.as_view(), name="api-rights"),
    path("rights/<uuid:right_id>/", brands_api.RightView.as_view(), name="api-right"),
    path("authentication-requests/", questions_api.QuestionsView.as_view(), name="api-questions"),
    path(
        "authentication-requests/<uuid:request_id>/",
        questions_api.QuestionView.as_view(),
        name="api-question",
    ),
    path(
        "authentication-requests/<uuid:request_id>/answer/",
        questions_api.AnswerView.as_view(),
        name="api-question-answer",
    ),
    path("appeals/", appeals_api.AppealsView.as_view(), name="api-appeals"),
    path("appeals/<uuid:appeal_id>/", appeals_api.AppealView.as_view(), name="api-appeal"),
    path("webhook-endpoints/", include("accounts.webhooks.api_urls")),
    path("listings/", outside_request_transaction(FeedView.as_view()), name="api-listings"),
    path("standing/", StandingView.as_view(), name="api-standing"),
    # A program that mistypes an address reads a problem, not a page.
    re_path(r"", pages.NothingView.as_view(), name="api-nothing"),
]

urlpatterns = [
    path("schema/", pages.schema, name="api-schema"),
    path("docs/", pages.docs, name="api-docs"),
    path("problems/", pages.problems, name="api-problems"),
    path("v1/", include(version_one)),
]
