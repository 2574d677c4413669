from django import forms

from wijkportaal.foundation.richtext.forms import RichTextFormField


class TextForm(forms.Form):
    text = RichTextFormField(label="Tekst", max_length=20)


def test_a_text_is_cleaned_by_the_form():
    form = TextForm({"text": "<p>Hallo<script>alert(1)</script></p>"})
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>Hallo</p>"


def test_the_limit_counts_what_a_reader_sees():
    assert TextForm({"text": "<p><strong>" + "a" * 20 + "</strong></p>"}).is_valid()
    form = TextForm({"text": "<p>" + "a" * 21 + "</p>"})
    assert form.errors["text"] == ["Deze tekst is 1 teken te lang. Er passen 20 tekens."]
    assert "a" * 21 in str(form["text"])


def test_a_huge_text_is_refused_unread():
    assert TextForm({"text": "<p>" * 300_000}).errors["text"] == ["Deze tekst is te lang om te bewaren."]


def test_only_markup_is_empty():
    assert TextForm({"text": "<p><br></p>"}).errors["text"] == ["Dit veld is verplicht."]


def test_without_scripts_plain_text_is_edited_as_text():
    shown = str(TextForm(initial={"text": "<p>Een &amp; twee</p><p>Drie</p>"})["text"])
    assert "Een &amp; twee\n\nDrie</textarea>" in shown
    formatted = str(TextForm(initial={"text": "<p><strong>Vet</strong></p>"})["text"])
    assert "&lt;strong&gt;Vet" in formatted


def test_the_editor_needs_no_inline_script_or_style():
    form = TextForm()
    page = str(form["text"]) + str(form.media)
    assert 'type="module"' in page
    assert "style=" not in page
    assert "importmap" not in page


def test_has_changed_looks_at_the_text_and_not_at_its_spelling():
    initial = {"text": "<p>Een</p><p>Twee</p>"}
    assert not TextForm({"text": "Een\r\n\r\nTwee"}, initial=initial).has_changed()
    assert TextForm({"text": "Een\r\n\r\nDrie"}, initial=initial).has_changed()
