"""Addresses of operations and jobs, below those of remoting."""

from __future__ import annotations

from django.urls import path

from remoting.jobs import job_views, operation_views

urlpatterns = [
    # Operations
    path("operations/<slug:name>/", operation_views.operation, name="operation"),
    path("operations/<slug:name>/preview/", operation_views.operation_preview, name="operation-preview"),
    path("offers/<slug:kind>/", operation_views.offers, name="offers"),
    path("offers/<slug:kind>/<path:key>/", operation_views.offers, name="offers"),
    # Jobs
    path("jobs/", job_views.jobs, name="jobs"),
    path("jobs/ended/", job_views.ended, name="ended"),
    path("jobs/<uuid:pk>/", job_views.job, name="job"),
    path("jobs/<uuid:pk>/head/", job_views.job_head, name="job-head"),
    path("jobs/<uuid:pk>/body/", job_views.job_body, name="job-body"),
    path("jobs/<uuid:pk>/elapsed/", job_views.job_elapsed, name="job-elapsed"),
    path("jobs/<uuid:pk>/row/", job_views.job_row, name="job-row"),
    path("jobs/<uuid:pk>/progress/", job_views.job_progress, name="job-progress"),
    path("jobs/<uuid:pk>/output/", job_views.job_output, name="job-output"),
    path("jobs/<uuid:pk>/effect/", operation_views.job_effect, name="job-effect"),
    path("jobs/<uuid:pk>/reveal/", job_views.job_reveal, name="job-reveal"),
    path("jobs/<uuid:pk>/cancel/", job_views.job_cancel, name="job-cancel"),
    path("jobs/<uuid:pk>/settle/", job_views.job_settle, name="job-settle"),
    path("objects/<slug:kind>/<path:key>/jobs/", job_views.object_jobs, name="object-jobs"),
]
