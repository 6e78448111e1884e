from django.urls import path

from accounts.webhooks import api, delivery_api

_ONE = "<uuid:endpoint_id>/"
_DELIVERY = _ONE + "deliveries/<uuid:delivery_id>/"

urlpatterns = [
    path("", api.EndpointsView.as_view(), name="api-webhook-endpoints"),
    path(_ONE, api.EndpointView.as_view(), name="api-webhook-endpoint"),
    path(_ONE + "secret/", api.SecretView.as_view(), name="api-webhook-secret"),
    path(_ONE + "test/", api.TestEventView.as_view(), name="api-webhook-test"),
    path(_ONE + "deliveries/", delivery_api.DeliveriesView.as_view(), name="api-webhook-deliveries"),
    path(_DELIVERY, delivery_api.DeliveryView.as_view(), name="api-webhook-delivery"),
    path(_DELIVERY + "redelivery/", delivery_api.RedeliveryView.as_view(), name="api-webhook-redelivery"),
]
