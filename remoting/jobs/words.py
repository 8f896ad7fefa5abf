"""A job in the words of the trail."""

from __future__ import annotations

from typing import Any

from audit.trail import About, Way
from remoting.jobs.models import Change, Job

MOST_CHANGES = 200


def about_job(job: Job) -> About:
    """What the entries of a job are about: its target."""
    return About(kind=job.target_kind, key=job.target_key, name=job.target_name, domain=job.domain)


def way_of_job(job: Job) -> Way:
    """How the one who asked for it came in; entries of the worker say the same."""
    return Way(kind=job.way, address=job.address, token=job.token.name if job.token else "", account=job.account)


def changes_as_data(changes: list[Change]) -> list[dict[str, Any]]:
    """Change records as the trail keeps them."""
    return [
        {
            "kind": each.kind,
            "id": each.object_id,
            "name": each.name,
            "dn": each.dn,
            "applied": each.applied,
            "before": each.before,
            "after": each.after,
        }
        for each in changes[:MOST_CHANGES]
    ]
