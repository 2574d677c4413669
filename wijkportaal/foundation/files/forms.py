from django import forms
from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.files.processing import CheckedFile, UnusableFile, check_pdf


class PdfField(forms.FileField):
    """An uploaded document. Cleans to what `store_file` takes."""

    default_error_messages = {"required": _("Kies een pdf."), "empty": _("Dit bestand is leeg.")}

    def __init__(self, **options):
        super().__init__(**{"help_text": _("Een pdf van hoogstens 20 MB.")} | options)
        self.widget.attrs.setdefault("accept", "application/pdf,.pdf")

    def clean(self, data, initial=None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        try:
            return check_pdf(upload)
        except UnusableFile as problem:
            raise forms.ValidationError(str(problem), code="unusable") from problem
