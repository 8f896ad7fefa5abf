"""Addresses of operations and jobs, below those of remoting."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
