"""The client's address: only what proxies of ours wrote is believed."""

import pytest
from django.test import RequestFactory

from accounts.ways import address_of


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "6.6.6.6", "10.0.0.9"),
        (1, "", "10.0.0.9"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.9"),
    ],
)
def test_it_counts_from_the_right(settings, proxies: int, forwarded: str, address: str) -> None:
    settings.TSM_PROXIES = proxies
    request = RequestFactory().get("/", headers={"X-Forwarded-For": forwarded}, REMOTE_ADDR="10.0.0.9")
    assert address_of(request) == address
