import base64
import io
import secrets

from django import forms
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from PIL import Image

from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import PreparedPicture, UnusablePicture, prepare_picture

# How long an upload waits for the rest of its form to be right.
KEEP_UPLOAD = 2 * 60 * 60
REMOVED = False


class KeptUpload:
    """A picture that came with an earlier try of the same form and was put aside under a token."""

    def __init__(self, token: str):
        self.token = token

    def load(self) -> PreparedPicture | None:
        return cache.get(self.cache_key)

    @property
    def cache_key(self) -> str:
        return f"pictures:upload:{self.token}"

    @classmethod
    def keep(cls, prepared: PreparedPicture) -> "KeptUpload":
        kept = cls(secrets.token_urlsafe(24))
        cache.set(kept.cache_key, prepared, KEEP_UPLOAD)
        return kept


class PictureInput(forms.FileInput):
    """A file input that shows the picture there is and holds on to one whose form came back."""

    template_name = "pictures/input.html"
    needs_multipart_form = True
    removable = False
    kept: KeptUpload | None = None
    kept_preview = ""

    def format_value(self, value):
        return value if isinstance(value, Picture) else None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {
            "picture": self.format_value(value),
            "kept": self.kept.token if self.kept else "",
            "kept_name": self.kept_name(name),
            "kept_preview": self.kept_preview,
            "remove_name": self.remove_name(name),
            "removable": self.removable,
        }
        return context

    def value_from_datadict(self, data, files, name):
        if upload := files.get(name):
            return upload
        if token := data.get(self.kept_name(name)):
            return KeptUpload(token[:100])
        if self.removable and data.get(self.remove_name(name)):
            return REMOVED
        return None

    def value_omitted_from_data(self, data, files, name):
        names = (self.kept_name(name), self.remove_name(name))
        return name not in files and not any(other in data for other in names)

    def use_required_attribute(self, initial):
        return False

    @staticmethod
    def kept_name(name: str) -> str:
        return f"{name}-kept"

    @staticmethod
    def remove_name(name: str) -> str:
        return f"{name}-remove"


class PictureField(forms.FileField):
    """An uploaded photo. Cleans to what `store_picture` takes (PreparedPicture), to the Picture that was
    there already (`initial`), to False when it was ticked away, or to None.

    When another field of the form is wrong the photo is not lost: it waits in the cache and the form that
    comes back carries its token.
    """

    widget = PictureInput
    default_error_messages = {
        "required": _("Kies een foto."),
        "gone": _("De foto die u koos is niet meer bewaard. Kies hem opnieuw."),
    }

    def __init__(self, *, required: bool = True, **options):
        options.setdefault("help_text", _("JPEG, PNG of WebP, hoogstens 15 MB."))
        super().__init__(required=required, **options)
        self.widget.removable = not required
        self.widget.attrs.setdefault("accept", "image/jpeg,image/png,image/webp")

    def clean(self, value, initial=None):
        """Check the upload; `initial` is the Picture that the record has now, if any."""
        if value is REMOVED and not self.required:
            return REMOVED
        if not value:
            if initial:
                return initial
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        return self._from_earlier(value) if isinstance(value, KeptUpload) else self._from_upload(value)

    def has_changed(self, initial, data) -> bool:
        return not self.disabled and data is not None

    def bound_data(self, _data, initial):
        """Show the picture there is; what was uploaded is shown from where it was kept."""
        return initial

    def _from_upload(self, upload) -> PreparedPicture:
        try:
            prepared = prepare_picture(upload)
        except UnusablePicture as problem:
            raise forms.ValidationError(str(problem), code="unusable") from problem
        self._show(KeptUpload.keep(prepared), prepared)
        return prepared

    def _from_earlier(self, kept: KeptUpload) -> PreparedPicture:
        prepared = kept.load()
        if prepared is None:
            raise forms.ValidationError(self.error_messages["gone"], code="gone")
        self._show(kept, prepared)
        return prepared

    def _show(self, kept: KeptUpload, prepared: PreparedPicture) -> None:
        self.widget.kept = kept
        self.widget.kept_preview = _preview(prepared)


def _preview(prepared: PreparedPicture) -> str:
    """Return a small picture inside an address, as the upload has no address of its own yet."""
    with Image.open(io.BytesIO(prepared.data)) as image:
        image.thumbnail((240, 240))
        out = io.BytesIO()
        image.save(out, "WEBP", quality=70)
    return "data:image/webp;base64," + base64.b64encode(out.getvalue()).decode()
