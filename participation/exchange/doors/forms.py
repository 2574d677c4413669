"""What a system hands in, checked by the same rules as what a resident types."""

from django import forms

from areas.themes.queries import themes_in_use
from participation.signals.forms.intake import SignalFields
from participation.signals.models import Kind


class HandedIn(SignalFields):
    """A signal from another system: what, where, and who, if that is told."""

    theme = forms.ModelChoiceField(queryset=themes_in_use(), to_field_name="slug", required=False)
    phone = forms.CharField(required=False, max_length=30)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        self.fields["kind"].widget = forms.TextInput()

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or Kind.REPORT

    @property
    def faults(self) -> dict[str, list[str]]:
        """What is wrong, by field; what is about all of it under `non_field_errors`."""
        return {
            "non_field_errors" if name == "__all__" else name: [str(fault) for fault in faults]
            for name, faults in self.errors.items()
        }

    @property
    def wanted(self) -> dict:
        """What to take in."""
        names = ("area", "text", "kind", "theme", "place", "latitude", "longitude", "name", "email", "phone")
        return {name: self.cleaned_data[name] for name in names}


def plain(value, most: int = 5000) -> str:
    """Return what should be a text as one, without what a database cannot hold."""
    return str(value).replace("\x00", "")[:most] if isinstance(value, str | int | float) else ""
