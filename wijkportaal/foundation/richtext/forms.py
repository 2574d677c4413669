from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from wijkportaal.foundation.richtext.calculations import clean, text_length, typed

# More than this is no text that someone wrote, and costs time to clean.
MAX_HTML = 500_000


class RichTextInput(forms.Textarea):
    """A textarea that becomes an editor where JavaScript runs.

    Text without formatting is shown as typed, so that it can be edited well without JavaScript too.
    """

    template_name = "richtext/input.html"

    class Media:
        css = {"all": ["richtext/editor.css"]}
        js = [forms.Script("richtext/editor.js", type="module")]

    def __init__(self, attrs=None):
        super().__init__({"rows": 8, **(attrs or {})})

    def format_value(self, value):
        if not value:
            return ""
        as_typed = typed(str(value))
        return str(value) if as_typed is None else as_typed

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        # The editor's module lies in a package; its address may carry a checksum, so the page tells it.
        context["widget"]["attrs"] |= {
            "data-richtext": static("django_prose_editor/editor.js"),
        }
        if limit := context["widget"]["attrs"].pop("maxlength", None):
            context["widget"]["attrs"]["data-limit"] = limit
        return context

    def use_required_attribute(self, initial):
        return False


class RichTextFormField(forms.CharField):
    """Text with formatting; cleans to safe HTML. `max_length` counts what a reader sees."""

    widget = RichTextInput

    def __init__(self, *, max_length: int | None = None, **options):
        options.pop("empty_value", None)
        options.pop("strip", None)
        super().__init__(**options)
        self.limit = max_length
        if max_length:
            self.widget.attrs["data-limit"] = max_length

    def clean(self, value):
        text = value if isinstance(value, str) else ""
        if len(text) > MAX_HTML:
            raise ValidationError(_("Deze tekst is te lang om te bewaren."), code="max_length")
        cleaned = clean(text)
        if self.limit and (length := text_length(cleaned)) > self.limit:
            over = length - self.limit
            raise ValidationError(
                ngettext(
                    "Deze tekst is %(over)d teken te lang. Er passen %(limit)d tekens.",
                    "Deze tekst is %(over)d tekens te lang. Er passen %(limit)d tekens.",
                    over,
                )
                % {"over": over, "limit": self.limit},
                code="max_length",
            )
        return super().clean(cleaned)

    def has_changed(self, initial, data) -> bool:
        return not self.disabled and clean(initial or "") != clean(data or "")
