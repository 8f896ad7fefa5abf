"""Addresses of farms, servers and sessions, below those of remoting."""

from django.urls import path

from remoting.farms import views

urlpatterns = [
    # /farms/
    path("farms/", views.farms, name="farms"),
    path("farms/<int:pk>/", views.farm, name="farm"),
    path("farms/<int:pk>/servers/", views.farm_servers, name="farm-servers"),
    path("farms/<int:pk>/sessions/", views.farm_sessions, name="farm-sessions"),
    # /servers/
    path("servers/", views.servers, name="servers"),
    path("servers/lines/", views.servers_lines, name="servers-lines"),
    path("servers/refresh/", views.servers_refresh, name="servers-refresh"),
    path("servers/<str:host>/", views.server, name="server"),
    path("servers/<str:host>/now/", views.server_now, name="server-now"),
    path("servers/<str:host>/sessions/", views.server_sessions, name="server-sessions"),
    path("servers/<str:host>/sessions/<int:number>/", views.session, name="session"),
    # /sessions/
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/lines/", views.sessions_lines, name="sessions-lines"),
    # What the search and a person's page include.
    path("search/found/", views.found, name="found"),
    path("objects/<uuid:guid>/sessions/", views.object_sessions, name="object-sessions"),
]
