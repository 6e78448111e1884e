from django.urls import path

from complaints.api.complaints import ComplaintsView, ComplaintView, WithdrawalView
from complaints.api.evidence import EvidenceView
from complaints.api.items import AnswerView, ItemsView, ItemView
from complaints.api.marketplaces import MarketplacesView
from core.web import outside_request_transaction

urlpatterns = [
    path("marketplaces/", MarketplacesView.as_view(), name="api-marketplaces"),
    path("evidence/", outside_request_transaction(EvidenceView.as_view()), name="api-evidence"),
    path("complaints/", ComplaintsView.as_view(), name="api-complaints"),
    path("complaints/<uuid:complaint_id>/", ComplaintView.as_view(), name="api-complaint"),
    path("complaints/<uuid:complaint_id>/withdrawal/", WithdrawalView.as_view(), name="api-withdrawal"),
    path("items/", ItemsView.as_view(), name="api-items"),
    path("items/<uuid:item_id>/", ItemView.as_view(), name="api-item"),
    path("items/<uuid:item_id>/answer/", AnswerView.as_view(), name="api-item-answer"),
]
