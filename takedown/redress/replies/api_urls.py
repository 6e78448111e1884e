from django.urls import path

from takedown.redress.replies.api import CounterNoticesView, CounterNoticeView, ReplyView

urlpatterns = [
    path("counter-notices/", CounterNoticesView.as_view(), name="api-counter-notices"),
    path("counter-notices/<uuid:counter_id>/", CounterNoticeView.as_view(), name="api-counter-notice"),
    path("counter-notices/<uuid:counter_id>/answer/", ReplyView.as_view(), name="api-counter-notice-answer"),
]
