from django.urls import path

from accounts import key_pages

urlpatterns = [
    path("", key_pages.keys, name="api-keys"),
    path("new/", key_pages.new, name="api-key-new"),
    path("<uuid:key_id>/renewal/", key_pages.renewal, name="api-key-renewal"),
    path("<uuid:key_id>/revocation/", key_pages.revocation, name="api-key-revocation"),
    path("<uuid:key_id>/log/", key_pages.log, name="api-key-log"),
]
