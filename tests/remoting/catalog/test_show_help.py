"""The help pages of operations, made from the helpers' text."""

import pytest
from django.test import Client
from django.urls import reverse

from remoting.catalog.documentation import command_example, limits_of
from remoting.catalog.operations import Parameter, catalog

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]


def page(client: Client, name: str) -> str:
    answer = client.get(reverse("remoting:operation-help", args=[name]))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("operation", catalog().offered, ids=lambda one: one.name)
def test_it_has_a_page_for_each_operation(client_of, viewer, operation) -> None:
    text = page(client_of(viewer), operation.name)
    assert operation.function in text
    assert f"http://testserver/api/v1/operations/{operation.name}" in text
    assert f"./tsm operation {operation.name}" in text


def test_it_says_what_an_operation_does_and_asks(client_of, viewer) -> None:
    text = page(client_of(viewer), "reset-user-password")
    assert "Set a new password for a user" in text
    assert "Without a password one is made and shown once." in text
    assert "New password. Made, where empty." in text
    assert "8 to 128; 16, where nothing is said" in text
    assert "from Helpdesk upwards" in text
    assert "Shows a secret, once" in text
    assert "A value is not acceptable." in text


def test_it_lists_all_that_are_offered(client_of, viewer) -> None:
    text = client_of(viewer).get(reverse("remoting:operations-help")).content.decode()
    assert all(reverse("remoting:operation-help", args=[one.name]) in text for one in catalog().offered)
    assert "invoke-script" not in text


@pytest.mark.parametrize("name", ["invoke-script", "format-disk"])
def test_it_knows_no_page_of_what_is_not_offered(client_of, viewer, name) -> None:
    assert client_of(viewer).get(reverse("remoting:operation-help", args=[name])).status_code == 404


def test_it_speaks_to_nobody_who_is_not_signed_in(client) -> None:
    assert client.get(reverse("remoting:operations-help")).status_code == 302


def test_it_names_what_a_command_needs() -> None:
    operation = catalog().get("unlock-user")
    assert operation
    assert command_example(operation) == "./tsm operation unlock-user --identity ada --as USER"


@pytest.mark.parametrize(
    ("parameter", "said"),
    [
        (Parameter("A", "string"), ""),
        (Parameter("A", "string", length=(1, 64)), "at most 64 characters"),
        (
            Parameter("A", "string", choices=("", "DomainLocal", "Global"), default="Global"),
            "Domain local, Global; Global, where nothing is said",
        ),
        (Parameter("A", "bool", default=True), "Yes, where nothing is said"),
        (Parameter("A", "string[]", default=["a", "b"]), "a, b, where nothing is said"),
    ],
)
def test_it_says_the_limits_of_a_value(parameter, said) -> None:
    assert limits_of(parameter) == said
