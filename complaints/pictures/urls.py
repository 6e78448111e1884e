from django.urls import path

from complaints.pictures import views

urlpatterns = [path("try/picture/", views.try_picture, name="try-picture")]
