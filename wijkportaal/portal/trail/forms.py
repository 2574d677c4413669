from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.territory.queries import areas_on
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.portal.trail.models import FileFormat
from wijkportaal.portal.trail.queries import Sought, kind_choices


class TrailForm(forms.Form):
    """What the trail is narrowed to."""

    wie = forms.CharField(label=_("Wie (naam of e-mailadres)"), required=False, max_length=150)
    soort = forms.ChoiceField(label=_("Waarvan"), required=False)
    gebied = forms.ModelChoiceField(
        label=_("Gebied, met alles wat erin ligt"),
        queryset=None,
        to_field_name="slug",
        required=False,
        empty_label=_("Alle gebieden"),
    )
    van = forms.DateField(label=_("Vanaf"), required=False, widget=DateInput)
    tot = forms.DateField(label=_("Tot en met"), required=False, widget=DateInput)
    handeling = forms.CharField(
        label=_("Naam van de handeling, of het begin ervan"), required=False, max_length=100
    )

    def __init__(self, asked=None) -> None:
        super().__init__({name: asked.get(name, "") for name in self.base_fields} if asked else {})
        self.fields["soort"].choices = [("", _("Alles")), *kind_choices()]
        self.fields["gebied"].queryset = areas_on()

    def clean(self) -> dict:
        values = super().clean()
        if values.get("van") and values.get("tot") and values["van"] > values["tot"]:
            raise ValidationError({"tot": _("Deze dag ligt vóór de eerste dag. Draai ze om.")})
        return values

    @property
    def sought(self) -> Sought:
        """What was chosen, as far as it is understood."""
        self.is_valid()
        values = self.cleaned_data
        return Sought(
            who=values.get("wie", ""),
            action=values.get("handeling", ""),
            kind=values.get("soort", ""),
            area=values.get("gebied"),
            since=values.get("van"),
            until=values.get("tot"),
        )

    @property
    def choice(self) -> dict[str, str]:
        """What was chosen, as plain texts from which this form can be made again."""
        return {name: self.data[name] for name in self.base_fields if self.data.get(name)}


class FormatForm(forms.Form):
    """How a file is written."""

    file_format = forms.ChoiceField(choices=FileFormat.choices)
