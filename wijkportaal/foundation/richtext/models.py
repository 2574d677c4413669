from django.db import models

from wijkportaal.foundation.richtext.calculations import clean
from wijkportaal.foundation.richtext.forms import RichTextFormField, RichTextInput


class RichTextField(models.TextField):
    """Text with formatting. Whatever way it comes in, what is stored is clean HTML.

    `max_length` is the number of characters that a reader sees, checked by the form.
    """

    def pre_save(self, model_instance, add):
        cleaned = self.get_prep_value(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, cleaned)
        return cleaned

    def get_prep_value(self, value):
        """Clean here too, so that update() and bulk_create() cannot pass around it."""
        value = super().get_prep_value(value)
        return clean(value) if isinstance(value, str) else value

    def formfield(self, **options):
        # The widget too: a text field has one of its own, in which the marks would be read as text.
        own = {"form_class": RichTextFormField, "widget": RichTextInput, "max_length": self.max_length}
        return super().formfield(**own | options)
