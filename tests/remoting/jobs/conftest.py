"""The small world of the jobs' tests, and a bell that nobody hears."""

from __future__ import annotations

import pytest

from tests.remoting.jobs.worlds import SmallWorld, build


@pytest.fixture
def world(db: None) -> SmallWorld:
    return build()
