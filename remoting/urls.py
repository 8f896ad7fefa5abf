"""Addresses of operations, jobs, servers and farms: `remoting:…`."""

from __future__ import annotations

from django.urls import include, path

app_name = "remoting"

urlpatterns = [
    path("", include("remoting.catalog.urls")),
    path("", include("remoting.jobs.urls")),
    path("", include("remoting.farms.urls")),
]
