"""Where every room lies."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from tsm_site import views
from tsm_site.api import api, docs, missing

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("home/<slug:name>/", views.home_part, name="home-part"),
    path("help/", views.help_page, name="help"),
    path("commands/", views.palette, name="palette"),
    path("health/live", views.live, name="health-live"),
    path("health/ready", views.ready, name="health-ready"),
    path("", include("accounts.urls")),
    path("audit/", include("audit.urls")),
    path("", include("directory.urls")),
    path("", include("remoting.urls")),
    path("admin/", admin.site.urls),
    path("api/docs", docs, name="api-docs"),
    path("api/v1/", api.urls),
    path("api/v1/<path:rest>", missing),
]

handler400 = "tsm_site.failures.bad_request"
handler403 = "tsm_site.failures.forbidden"
handler404 = "tsm_site.failures.not_found"
handler500 = "tsm_site.failures.server_error"
