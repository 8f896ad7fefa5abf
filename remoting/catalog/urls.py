"""Addresses of the catalog's help pages; `remoting/urls.py` gathers them."""

from django.urls import path

from remoting.catalog import views

urlpatterns = [
    path("help/operations/", views.operations_help, name="operations-help"),
    path("help/operations/<slug:name>/", views.operation_help, name="operation-help"),
]
