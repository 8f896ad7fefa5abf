"""Addresses of the directory: `directory:…`."""

from django.urls import path

from directory.views import domains, lists, objects, reports, search, units

app_name = "directory"

urlpatterns = [
    path("search/", search.search_page, name="search"),
    path("search/hits/", search.search_hits, name="search-hits"),
    path("search/picks/", search.picks, name="picks"),
    path("users/", lists.object_list, {"kind": "user"}, name="users"),
    path("groups/", lists.object_list, {"kind": "group"}, name="groups"),
    path("computers/", lists.object_list, {"kind": "computer"}, name="computers"),
    path("units/", units.units_page, name="units"),
    path("users.csv", lists.list_csv, {"kind": "user"}, name="users-csv"),
    path("groups.csv", lists.list_csv, {"kind": "group"}, name="groups-csv"),
    path("computers.csv", lists.list_csv, {"kind": "computer"}, name="computers-csv"),
    path("objects/<uuid:guid>/", objects.object_page, name="object"),
    path("objects/<uuid:guid>/peek/", search.hit_peek, name="hit-peek"),
    path("objects/<uuid:guid>/head/", objects.object_head, name="object-head"),
    path("objects/<uuid:guid>/refresh/", objects.object_refresh, name="object-refresh"),
    path("objects/<uuid:guid>/overview/", objects.object_tab, {"name": "overview"}, name="object-overview"),
    path("objects/<uuid:guid>/members/", objects.object_tab, {"name": "members"}, name="object-members"),
    path("objects/<uuid:guid>/members.csv", lists.members_csv, name="members-csv"),
    path("objects/<uuid:guid>/groups/", objects.object_tab, {"name": "groups"}, name="object-groups"),
    path("objects/<uuid:guid>/history/", objects.object_tab, {"name": "history"}, name="object-history"),
    path("objects/<uuid:guid>/jobs/", objects.object_tab, {"name": "jobs"}, name="object-jobs"),
    path("domains/<str:name>/", domains.domain_page, name="domain"),
    path("domains/<str:name>/mirror/", domains.domain_mirror, name="domain-mirror"),
    path("domains/<str:name>/synchronise/", domains.domain_synchronise, name="domain-synchronise"),
    path("reports/", reports.reports_page, name="reports"),
    path("reports/<slug:name>/", reports.report_page, name="report"),
    path("reports/<slug:name>/csv/", reports.report_csv, name="report-csv"),
    path("reports/<slug:name>/run/", reports.report_run, name="report-run"),
]
