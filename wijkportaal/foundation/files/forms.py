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


class DocumentForm(forms.Form):
    """A document with its title, and whether everyone may read it."""

    document = PdfField(label=_("Document"))
    title = forms.CharField(
        label=_("Titel"),
        max_length=150,
        help_text=_("Zo staat het op de pagina, zoals “Ontwerp van het plein, mei 2026”."),
    )
    is_public = forms.BooleanField(
        label=_("Iedereen mag dit document lezen"),
        required=False,
        help_text=_("Staan er namen of adressen van bewoners in? Vink dit dan niet aan."),
    )
