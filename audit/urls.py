"""Addresses of the trail."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("", views.entries, name="entries"),
    path("csv/", views.entries_csv, name="entries-csv"),
    path("<int:pk>/", views.entry, name="entry"),
]
