from django.template import Context, Template

from wijkportaal.foundation.richtext.forms import RichTextFormField, RichTextInput
from wijkportaal.foundation.richtext.models import RichTextField


def test_what_goes_to_the_database_is_clean_whatever_way_it_takes():
    field = RichTextField()
    assert field.get_prep_value("<p>Ja<script>x</script></p>") == "<p>Ja</p>"
    assert field.get_prep_value(None) is None


def test_saving_cleans_the_instance_too():
    class Thing:
        text = "Ja <b\n\nnee"

    field = RichTextField()
    field.set_attributes_from_name("text")
    thing = Thing()
    assert field.pre_save(thing, add=True) == "<p>Ja &lt;b</p><p>nee</p>"
    assert thing.text == "<p>Ja &lt;b</p><p>nee</p>"


def test_the_form_field_knows_the_limit():
    field = RichTextField("tekst", max_length=500, blank=True)
    field.set_attributes_from_name("text")
    form_field = field.formfield()
    assert isinstance(form_field.widget, RichTextInput)
    assert isinstance(form_field, RichTextFormField)
    assert (form_field.limit, form_field.required, form_field.label) == (500, False, "Tekst")


def test_filters():
    template = Template("{% load richtext %}{{ t|richtext }}|{{ t|plaintext }}|{{ t|words }}")
    shown = template.render(Context({"t": "<p>Een <strong>twee</strong><script>x</script></p>"}))
    assert shown == "<p>Een <strong>twee</strong></p>|Een twee|2"
    assert template.render(Context({"t": None})) == "||0"
