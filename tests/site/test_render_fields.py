"""Fields of forms: label above, error below, hint, and what joins them for a screen reader."""

from django import forms


class Sample(forms.Form):
    name = forms.CharField(help_text="As for Windows.")
    note = forms.CharField(required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    must = forms.BooleanField(required=False, label="Must change it")
    many = forms.ChoiceField(choices=[("a", "A")], required=False)
    nonce = forms.CharField(widget=forms.HiddenInput, initial="n")

    def clean(self):
        raise forms.ValidationError("Both cannot be.")


def test_joins_hint_and_error_to_the_field():
    shown = str(Sample({"name": ""})["name"].as_field_group())
    assert 'class="field is-wrong"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'aria-invalid="true"' in shown


def test_gives_fields_their_look():
    shown = str(Sample())
    assert 'class="form-control"' in shown
    assert '<textarea name="note" class="form-control"' in shown
    assert '<select name="many" class="form-select"' in shown
    assert shown.count('class="form-check-input"') == 3
    assert '<input type="hidden" name="nonce"' in shown


def test_keeps_a_class_that_was_given():
    field = forms.CharField(widget=forms.TextInput({"class": "form-control ident"}))
    shown = field.widget.render("x", "")
    assert shown.count("class=") == 1


def test_groups_radio_buttons():
    shown = str(Sample()["kind"].as_field_group())
    assert shown.startswith('<div class="field"><fieldset')
    assert "<legend" in shown


def test_says_what_may_be_left_out():
    assert "optional" in str(Sample()["note"].as_field_group())
    assert "optional" not in str(Sample()["name"].as_field_group())
    assert "optional" not in str(Sample()["must"].as_field_group())


def test_says_what_is_wrong_with_all_of_it():
    shown = str(Sample({"name": "x", "kind": "a", "nonce": "n"}))
    assert 'role="alert"' in shown
    assert "Both cannot be." in shown


def test_escapes_what_a_person_typed():
    assert "<b>" not in str(Sample({"name": "<b>"}))
