from django.urls import path

from listings import feed_pages

urlpatterns = [
    path("", feed_pages.feeds, name="feeds"),
    path("keys/new/", feed_pages.new, name="feed-key-new"),
    path("keys/<uuid:key_id>/revocation/", feed_pages.revocation, name="feed-key-revocation"),
]
