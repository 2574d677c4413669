import re

from django import forms

from areas.territory.models import Area
from tests.foundation.components.rendering import rendered
from wijkportaal.foundation.components.examples import WRONG_DATA, ExampleForm
from wijkportaal.foundation.components.forms import DateInput, field_parts, form_errors


def test_a_field_ties_its_description_and_error_to_its_control():
    form = ExampleForm({**WRONG_DATA})
    parts = field_parts(form["title"])
    assert parts.errors == ["Dit veld is verplicht."]
    assert parts.described_by == "id_title_helptext id_title_error"
    assert 'aria-describedby="id_title_helptext id_title_error"' in parts.control
    assert 'aria-invalid="true"' in parts.control
    assert 'aria-required="true"' in parts.control
    assert " required" not in parts.control, "the browser must not refuse the form in its own words"
    html = rendered('<c-form-field :field="field" />', field=form["title"])
    for name in ("id_title_helptext", "id_title_error"):
        assert f'id="{name}"' in html


def test_only_optional_fields_are_marked():
    form = ExampleForm()
    assert "(niet verplicht)" in rendered('<c-form-field :field="field" />', field=form["phone"])
    assert "(niet verplicht)" not in rendered('<c-form-field :field="field" />', field=form["title"])


def test_choices_stand_in_a_fieldset_with_their_question_as_legend():
    html = rendered('<c-form-field :field="field" />', field=ExampleForm({})["status"])
    assert re.search(r'<fieldset[^>]*aria-describedby="id_status_error"', html)
    assert re.search(r"<legend[^>]*>Status", html)
    assert len(re.findall(r'<input class="utrecht-radio-button[^>]*type="radio"', html)) == 3


def test_a_hidden_field_is_only_its_input():
    class Form(forms.Form):
        token = forms.CharField(widget=forms.HiddenInput)

    html = rendered('<c-form-field :field="field" />', field=Form({"token": "x"})["token"])
    assert html.strip() == '<input type="hidden" name="token" value="x" id="id_token">'


def test_what_was_typed_is_escaped_and_kept():
    html = rendered('<c-form-field :field="field" />', field=ExampleForm({"title": '"><script>'})["title"])
    assert 'value="&quot;&gt;&lt;script&gt;"' in html
    assert "<script>" not in html


def test_a_date_travels_as_year_month_day():
    class Form(forms.Form):
        day = forms.DateField(widget=DateInput)

    form = Form({"day": "2026-03-14"})
    assert form.is_valid()
    assert 'type="date"' in str(form["day"])
    assert 'value="2026-03-14"' in str(form["day"])


def test_a_date_that_cannot_be_read_is_kept_as_text():
    html = str(ExampleForm(WRONG_DATA)["start"])
    assert 'type="text"' in html
    assert 'value="morgen"' in html


def test_the_error_summary_names_each_field_and_points_to_it():
    errors = form_errors(ExampleForm(WRONG_DATA, auto_id="fout_%s"))
    assert ("Titel: dit veld is verplicht.", "fout_title") in [(each.message, each.target) for each in errors]
    by_target = {each.target: each.message for each in errors}
    assert by_target["fout_email"] == "Voer een geldig e-mailadres in."
    assert by_target["fout_status_0"] == "Status: dit veld is verplicht.", "the first of the choices"


def test_every_target_of_the_error_summary_is_on_the_page():
    form = ExampleForm(WRONG_DATA)
    page = rendered('<c-error-summary :form="form" /><c-form-fields :form="form" />', form=form)
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == 7
    for target in targets:
        assert f'id="{target}"' in page, target


def test_an_unsent_or_right_form_has_no_error_summary():
    assert form_errors(ExampleForm()) == []
    assert "data-error-summary" not in rendered('<c-error-summary :form="form" />', form=ExampleForm())


def test_errors_of_the_whole_form_come_first_without_a_target():
    class Form(forms.Form):
        name = forms.CharField()

        def clean(self):
            raise forms.ValidationError("Iemand anders heeft dit ook veranderd.")

    first = form_errors(Form({}))[0]
    assert (first.message, first.target) == ("Iemand anders heeft dit ook veranderd.", "")


def test_a_plain_form_uses_the_components():
    assert "wp-field__label" in str(ExampleForm())


def test_a_list_without_a_choice_asks_for_one_in_words():
    class Form(forms.Form):
        area = forms.ModelChoiceField(Area.objects.none(), required=False)

    html = str(Form()["area"])
    assert "Maak een keuze</option>" in html
    assert "---" not in html
