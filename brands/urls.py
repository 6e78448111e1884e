from django.urls import path

from brands import right_pages, views

urlpatterns = [
    path("brand/new/", views.register, name="brand-new"),
    path("rights/", views.rights, name="rights"),
    path("rights/new/", views.add_right, name="right-new"),
    path("rights/<uuid:right_id>/", views.right, name="right"),
    path("rights/<uuid:right_id>/price/", right_pages.price, name="right-price"),
    path("rights/<uuid:right_id>/dispute/", right_pages.dispute, name="right-dispute"),
    path("rights/<uuid:right_id>/files/", views.add_file, name="right-files"),
]
