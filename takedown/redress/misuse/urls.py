"""Addresses about misuse: the published rules, a brand's own page, and staff's."""

from django.urls import path

from takedown.redress.misuse import staff_views as staff
from takedown.redress.misuse import step_views as step
from takedown.redress.misuse import views

urlpatterns = [
    path("misuse/", views.published, name="misuse-policy"),
    path("misuse/mine/", views.mine, name="my-misuse"),
    path("misuse/mine/facts/<slug:code>/", views.own_facts, name="my-misuse-facts"),
    path("misuse/mine/<slug:about>/<uuid:row_id>/appeal/", views.appeal, name="misuse-appeal"),
    path("staff/misuse/", staff.misuse, name="misuse"),
    path("staff/misuse/brands/<uuid:tenant_id>/", staff.brand, name="misuse-brand"),
    path(
        "staff/misuse/brands/<uuid:tenant_id>/facts/<slug:code>/",
        staff.brand_facts,
        name="misuse-brand-facts",
    ),
    path("staff/misuse/brands/<uuid:tenant_id>/warnings/", step.brand_warning, name="misuse-brand-warn"),
    path(
        "staff/misuse/brands/<uuid:tenant_id>/suspensions/",
        step.brand_suspension,
        name="misuse-brand-suspend",
    ),
    path("staff/misuse/sellers/<uuid:seller_id>/", staff.seller, name="misuse-seller"),
    path(
        "staff/misuse/sellers/<uuid:seller_id>/facts/<slug:code>/",
        staff.seller_facts,
        name="misuse-seller-facts",
    ),
    path("staff/misuse/sellers/<uuid:seller_id>/warnings/", step.seller_warning, name="misuse-seller-warn"),
    path(
        "staff/misuse/sellers/<uuid:seller_id>/suspensions/",
        step.seller_suspension,
        name="misuse-seller-suspend",
    ),
    path(
        "staff/misuse/sellers/<uuid:seller_id>/findings/", step.seller_finding, name="misuse-seller-finding"
    ),
    path(
        "staff/misuse/sellers/<slug:about>/<uuid:row_id>/appeal/",
        step.seller_appeal,
        name="misuse-seller-appeal",
    ),
    path(
        "staff/misuse/<slug:kind>/suspensions/<uuid:suspension_id>/confirmation/",
        step.confirmation,
        name="misuse-confirmation",
    ),
    path(
        "staff/misuse/<slug:kind>/suspensions/<uuid:suspension_id>/taking-back/",
        step.taking_back,
        name="misuse-taking-back",
    ),
    path(
        "staff/misuse/<slug:kind>/suspensions/<uuid:suspension_id>/lifting/",
        step.lifting,
        name="misuse-lifting",
    ),
    path(
        "staff/misuse/<slug:kind>/warnings/<uuid:warning_id>/withdrawal/",
        step.withdrawal,
        name="misuse-withdrawal",
    ),
    path(
        "staff/misuse/<slug:kind>/appeals/<uuid:appeal_id>/decision/",
        step.appeal_decision,
        name="misuse-appeal-decision",
    ),
]
