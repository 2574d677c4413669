from django import forms
from django.utils.translation import gettext_lazy as _

from programmes.translations.calculations import Original
from programmes.translations.models import Translation
from programmes.yearly.forms import LONG_TEXT
from wijkportaal.foundation.richtext.forms import RichTextFormField

LABELS = {
    "intro": _("Inleiding"),
    "title": _("Titel"),
    "text": _("Tekst"),
    "why": _("Waarom?"),
    "residents": _("Wat kunt u doen?"),
    "promise": _("Wij beloven"),
}
LENGTHS = {"intro": 800, "title": 150, "promise": 400}
MISSING = {"required": _("Vertaal ook dit. Een half vertaalde tekst komt niet in de brochure.")}


class TranslationForm(forms.Form):
    """A text in another language: every field that the Dutch has, so that it is translated as a whole."""

    def __init__(self, *args, original: Original, translation: Translation | None, **kwargs):
        initial = {name: getattr(translation, name) for name in original.fields} if translation else {}
        super().__init__(*args, initial=initial, **kwargs)
        for name in original.fields:
            self.fields[name] = self._field(name, original)

    def _field(self, name: str, original: Original) -> forms.Field:
        if name == "text":
            return RichTextFormField(label=LABELS[name], max_length=LONG_TEXT, error_messages=MISSING)
        widget = forms.TextInput if name == "title" else forms.Textarea(attrs={"rows": 4})
        return forms.CharField(
            label=LABELS[name], max_length=LENGTHS.get(name, 3000), widget=widget, error_messages=MISSING
        )
