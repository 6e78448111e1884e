"""Address of the page where a text is tried."""

from django.urls import path

from complaints.trying import views

urlpatterns = [path("try/", views.try_page, name="try")]
