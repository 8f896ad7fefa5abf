"""Every operation has a form, with the inputs that its parameters ask for."""

import pytest
from django import forms

from remoting.catalog.fields import ListField, ThreeWay, TimeField
from remoting.catalog.forms import form_for
from remoting.catalog.operations import Operation, Parameter, catalog
from remoting.catalog.pickers import picker_kind

OFFERED = catalog().offered


@pytest.mark.parametrize("operation", OFFERED, ids=lambda one: one.name)
def test_it_has_a_field_for_each_parameter(operation: Operation) -> None:
    form = form_for(operation)
    assert [name for name in form.fields if name[0].isupper()] == [one.name for one in operation.fields]
    assert all(str(field) for field in form)
    assert all(field.label for field in form.visible_fields())


@pytest.mark.parametrize(
    ("name", "field", "kind", "widget"),
    [
        ("reset-user-password", "Password", forms.CharField, forms.PasswordInput),
        ("reset-user-password", "MustChange", forms.BooleanField, forms.CheckboxInput),
        ("reset-user-password", "Length", forms.IntegerField, forms.NumberInput),
        ("set-user-password-flag", "MustChange", ThreeWay, forms.Select),
        ("set-user-expiration", "AccountExpires", TimeField, forms.DateTimeInput),
        ("new-group", "Scope", forms.ChoiceField, forms.Select),
        ("add-group-member", "Members", ListField, forms.Textarea),
        ("send-session-message", "Message", forms.CharField, forms.Textarea),
        ("set-user", "EmailAddress", forms.CharField, forms.TextInput),
    ],
)
def test_it_chooses_the_input_by_type(name, field, kind, widget) -> None:
    operation = catalog().get(name)
    assert operation
    found = form_for(operation).fields[field]
    assert isinstance(found, kind)
    assert isinstance(found.widget, widget)


@pytest.mark.parametrize(
    ("name", "type_", "kind"),
    [
        ("Groups", "string[]", "group"),
        ("SourceUser", "string", "user"),
        ("Manager", "string", "user"),
        ("ManagedBy", "string", "any"),
        ("Members", "string[]", "any"),
        ("Path", "string", "ou"),
        ("TargetPath", "string", "ou"),
        ("ParentOU", "string", "ou"),
        ("Computers", "string[]", "computer"),
        ("ProfilePath", "string", ""),
        ("ScriptPath", "string", ""),
        ("UserName", "string", ""),
        ("Groups", "int", ""),
        ("AllUsers", "switch", ""),
    ],
)
def test_it_knows_a_picker_by_its_name(name, type_, kind) -> None:
    assert picker_kind(Parameter(name, type_)) == kind


def test_it_marks_a_picker_for_the_script() -> None:
    operation = catalog().get("add-group-member")
    assert operation
    text = str(form_for(operation)["Members"])
    assert 'data-picker-kind="any"' in text
    assert 'data-picker-many="true"' in text


def test_it_starts_with_the_defaults_of_the_text() -> None:
    operation = catalog().get("new-user")
    assert operation
    form = form_for(operation)
    assert (form["Length"].value(), form["MustChange"].value(), form["Enabled"].value()) == (16, True, True)
    assert form["PasswordNeverExpires"].value() is False


def test_it_makes_a_nonce_for_each_form() -> None:
    assert form_for(OFFERED[0])["nonce"].value() != form_for(OFFERED[0])["nonce"].value()
