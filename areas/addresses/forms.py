from django import forms
from django.utils.translation import gettext_lazy as _


class CoordinateField(forms.FloatField):
    """Degrees with a point or a comma. Localised input would read 53.002 as fifty-three thousand and two."""

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class FindForm(forms.Form):
    """Where someone lives, in words or as a point."""

    is_search = True

    q = forms.CharField(
        label=_("Postcode en huisnummer, of de naam van uw wijk of dorp"), required=False, max_length=120
    )
    lat = CoordinateField(label=_("Breedtegraad"), required=False, min_value=-90, max_value=90)
    lon = CoordinateField(label=_("Lengtegraad"), required=False, min_value=-180, max_value=180)

    def clean(self) -> dict:
        cleaned = super().clean()
        filled_in = [self.data[name].strip() for name in self.fields if name in self.data]
        if filled_in and not any(filled_in) and not self.errors:
            # Each of the two forms of the page has its own way of being empty.
            raise forms.ValidationError(
                _("Kies eerst een plek: klik op de kaart, of vul de plaats zelf in.")
                if "lat" in self.data
                else _("Typ uw postcode en huisnummer, of de naam van uw wijk of dorp.")
            )
        if (cleaned.get("lat") is None) != (cleaned.get("lon") is None) and not self.errors:
            self.add_error(
                "lon" if cleaned.get("lon") is None else "lat", _("Vul beide in, of geen van beide.")
            )
        return cleaned
