"""A job as a call of the API that asks for the same."""

from __future__ import annotations

import json
import shlex

from django.urls import reverse

from remoting.jobs.models import Job


def as_api_call(job: Job) -> str:
    """The command line of curl; the token and secrets are left for the reader to fill in."""
    body: dict[str, object] = {"parameters": job.parameters}
    if job.target_key:
        body["target"] = job.target_key
    elif job.domain:
        body["domain"] = job.domain
    body |= {name: value for name, value in (("reason", job.reason), ("ticket", job.ticket)) if value}
    if job.what_if:
        body["preview"] = True
    path = f"{reverse('home')}api/v1/operations/{job.operation}"
    return " ".join(
        [
            "curl",
            "-X POST",
            '-H "Authorization: Bearer $TSM_TOKEN"',
            "-H 'Content-Type: application/json'",
            "-d",
            shlex.quote(json.dumps(body, ensure_ascii=False)),
            f'"$TSM_URL{path}"',
        ]
    )
