"""Addresses of counter-notices: the brand's pages, the seller's signature, the staff's decisions; and the API's."""

from django.urls import path

from takedown.redress.judging import views as judging
from takedown.redress.replies import seller_views, views

urlpatterns = [
    path("counter-notices/", views.counter_notices, name="brand-counter-notices"),
    path("counter-notices/<uuid:counter_id>/", views.counter_notice, name="brand-counter-notice"),
    path("counter-notices/<uuid:counter_id>/acceptance/", views.acceptance, name="counter-acceptance"),
    path("counter-notices/<uuid:counter_id>/reply/", views.reply, name="counter-reply"),
    path("counter-notices/<uuid:counter_id>/legal-action/", views.legal_action, name="counter-legal-action"),
    path("counter-notices/<uuid:counter_id>/undertaking/", views.undertaking, name="counter-undertaking"),
    path(
        "counter-notices/<uuid:counter_id>/undertaking/end/",
        views.undertaking_end,
        name="counter-undertaking-end",
    ),
    path(
        "notice/<str:token>/promise/<uuid:undertaking_id>/",
        seller_views.undertaking,
        name="seller-undertaking",
    ),
    path("staff/redress/", judging.queue, name="redress"),
    path("staff/redress/<uuid:counter_id>/", judging.case, name="staff-counter"),
    path("staff/redress/<uuid:counter_id>/ruling/", judging.ruling, name="counter-ruling"),
    path("staff/redress/<uuid:counter_id>/proof/", judging.proof, name="counter-proof"),
]
