from django.urls import path

from complaints.api import views
from core.web import outside_request_transaction

urlpatterns = [
    path("marketplaces/", views.MarketplacesView.as_view(), name="api-marketplaces"),
    path("evidence/", outside_request_transaction(views.EvidenceView.as_view()), name="api-evidence"),
    path("complaints/", views.ComplaintsView.as_view(), name="api-complaints"),
    path("complaints/<uuid:complaint_id>/", views.ComplaintView.as_view(), name="api-complaint"),
    path("complaints/<uuid:complaint_id>/withdrawal/", views.WithdrawalView.as_view(), name="api-withdrawal"),
    path("items/", views.ItemsView.as_view(), name="api-items"),
    path("items/<uuid:item_id>/", views.ItemView.as_view(), name="api-item"),
    path("items/<uuid:item_id>/answer/", views.AnswerView.as_view(), name="api-item-answer"),
]
