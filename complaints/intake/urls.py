from django.urls import path

from complaints.intake import views

urlpatterns = [
    path("complaints/new/", views.new_complaint, name="complaint-new"),
    path("items/<uuid:item_id>/withdrawal/", views.withdrawal, name="item-withdrawal"),
    path("items/withdrawal/", views.withdrawals, name="items-withdrawal"),
]
