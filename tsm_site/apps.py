"""tsm_site as a Django app."""

from django.apps import AppConfig

import tsm_site.celery  # noqa: F401  Tasks that are shared by name bind to the app that exists when Django starts.


class TsmSiteConfig(AppConfig):
    name = "tsm_site"
