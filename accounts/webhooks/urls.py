from django.urls import path

from accounts.webhooks import pages

urlpatterns = [
    path("", pages.webhooks, name="webhooks"),
    path("new/", pages.new, name="webhook-new"),
    path("<uuid:endpoint_id>/", pages.webhook, name="webhook"),
    path("<uuid:endpoint_id>/change/", pages.change, name="webhook-change"),
    path("<uuid:endpoint_id>/switch/", pages.switch, name="webhook-switch"),
    path("<uuid:endpoint_id>/secret/", pages.secret, name="webhook-secret"),
    path("<uuid:endpoint_id>/removal/", pages.removal, name="webhook-removal"),
    path("<uuid:endpoint_id>/test/", pages.test, name="webhook-test"),
    path("<uuid:endpoint_id>/redeliveries/", pages.redeliveries, name="webhook-redeliveries"),
    path("<uuid:endpoint_id>/deliveries/<uuid:delivery_id>/", pages.delivery, name="webhook-delivery"),
    path(
        "<uuid:endpoint_id>/deliveries/<uuid:delivery_id>/redelivery/",
        pages.redelivery,
        name="webhook-redelivery",
    ),
]
