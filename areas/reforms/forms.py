import json
from collections.abc import Iterable
from decimal import Decimal

import shapely
from django import forms
from django.utils.translation import gettext_lazy as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from areas.reforms.actions import Decision, NewPart
from areas.territory.models import Area, AreaKind
from wijkportaal.foundation.components.forms import DateInput

MAX_BYTES = 5 * 1024 * 1024
PARTS = (1, 2, 3, 4)
KINDS = [(value, label) for value, label in AreaKind.choices if value != AreaKind.GEMEENTE]


class BorderField(forms.FileField):
    """A small GeoJSON file with borders in degrees; gives them by name (a sole one by "")."""

    def clean(self, data, initial=None) -> dict[str, dict]:
        upload = super().clean(data, initial)
        if not upload:
            return {}
        if upload.size > MAX_BYTES:
            raise forms.ValidationError(
                _("Dit bestand is te groot. Een bestand met grenzen mag hoogstens 5 MB zijn.")
            )
        try:
            content = json.loads(upload.read().decode("utf-8-sig"))
            features = content["features"] if content.get("type") == "FeatureCollection" else [content]
            found = {}
            for feature in features:
                geometry = feature.get("geometry", feature)
                outline = shape(geometry)
                west, south, east, north = outline.bounds
                if not outline.is_valid or outline.geom_type not in {"Polygon", "MultiPolygon"}:
                    raise forms.ValidationError(_("Een van de grenzen is geen goed vlak."))
                if not (west >= 3 and south >= 50.5 and east <= 7.5 and north <= 53.8):
                    raise forms.ValidationError(
                        _("De grenzen moeten in graden zijn (WGS84) en in Nederland liggen.")
                    )
                properties = feature.get("properties") or {}
                name = str(properties.get("naam") or properties.get("name") or "")
                found[name.casefold()] = json.loads(shapely.to_geojson(outline))
        except (
            ValueError,
            KeyError,
            TypeError,
            AttributeError,
            IndexError,
            ShapelyError,
            RecursionError,
        ) as error:
            raise forms.ValidationError(_("Dit is geen GeoJSON-bestand met grenzen.")) from error
        return {"": next(iter(found.values()))} | found if len(found) == 1 else found


class ReformForm(forms.Form):
    """What every reform asks: the day, the reason and the decision."""

    on = forms.DateField(
        label=_("Ingangsdatum"),
        widget=DateInput,
        help_text=_("Vanaf deze dag geldt het. Een dag in de toekomst mag ook."),
    )
    reason = forms.CharField(label=_("Reden"), max_length=500)
    decision = forms.CharField(label=_("Besluit"), max_length=200, required=False)

    def decided(self) -> Decision:
        """Return the decision that was filled in."""
        return Decision(*(self.cleaned_data[key] for key in ("on", "reason", "decision")))


class MergeForm(ReformForm):
    areas = forms.ModelMultipleChoiceField(
        Area.objects.none(), label=_("Gebieden"), help_text=_("Kies er minstens twee."),
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    name = forms.CharField(label=_("Naam van het nieuwe gebied"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=KINDS)
    into = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Eén blijft bestaan"),
        required=False,
        empty_label=_("nee, het wordt een nieuw gebied"),
    )
    field_order = ["areas", "name", "kind", "into"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("areas", "into"):
            self.fields[name].queryset = Area.objects.today().exclude(kind=AreaKind.GEMEENTE)

    def clean(self) -> dict:
        cleaned = super().clean()
        if (
            cleaned.get("into")
            and cleaned.get("areas") is not None
            and cleaned["into"] not in cleaned["areas"]
        ):
            self.add_error("into", _("Kies een van de gebieden die samengaan."))
        return cleaned


class OneAreaForm(ReformForm):
    area = forms.ModelChoiceField(Area.objects.none(), label=_("Gebied"))
    field_order = ["area"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Area.objects.today()


class RenameForm(OneAreaForm):
    name = forms.CharField(label=_("Nieuwe naam"), max_length=120)
    field_order = ["area", "name"]


class MoveForm(OneAreaForm):
    parent = forms.ModelChoiceField(Area.objects.none(), label=_("Ligt voortaan in"))
    field_order = ["area", "parent"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Area.objects.today()


class EndForm(OneAreaForm):
    successor = forms.ModelChoiceField(
        Area.objects.none(), label=_("Wie neemt het over?"), required=False, empty_label=_("niemand")
    )
    field_order = ["area", "successor"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = Area.objects.today()


class AddForm(ReformForm):
    name = forms.CharField(label=_("Naam"), max_length=120)
    kind = forms.ChoiceField(label=_("Soort"), choices=AreaKind.choices)
    parent = forms.ModelChoiceField(
        Area.objects.none(), label=_("Ligt in"), required=False, empty_label=_("nergens")
    )
    borders = BorderField(
        label=_("Grens (GeoJSON)"), required=False, help_text=_("Een bestand met één vlak.")
    )
    field_order = ["name", "kind", "parent", "borders"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Area.objects.today()

    def border(self) -> dict | None:
        """Return the border that was sent: the only one in the file, or the one with the name of the area."""
        found = self.cleaned_data["borders"]
        return found.get(self.cleaned_data["name"].casefold()) or found.get("")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("borders") and cleaned.get("name") and self.border() is None:
            self.add_error(
                "borders", _("In dit bestand staan meer grenzen, en geen ervan heet zoals dit gebied.")
            )
        return cleaned


class SplitForm(OneAreaForm):
    """An area and up to four parts; members or a file of borders say where each part lies."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        inside = Area.objects.today().exclude(kind__in=[AreaKind.GEMEENTE, AreaKind.WIJK, AreaKind.DORP])
        has_inside = inside.exists()
        for number in PARTS:
            needed = number <= 2
            words = {"n": number}
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Naam van deel %(n)s") % words, max_length=120, required=needed
            )
            self.fields[f"share_{number}"] = forms.DecimalField(
                label=_("Deel %(n)s: procent van de inwoners") % words,
                min_value=Decimal("0.0001"), max_value=100, max_digits=7, decimal_places=4, required=needed,
                localize=True,
            )  # fmt: skip
            if has_inside:
                self.fields[f"members_{number}"] = forms.ModelMultipleChoiceField(
                    inside, label=_("Deel %(n)s: buurten die erbij horen") % words, required=False
                )

    borders = BorderField(
        label=_("Grenzen van de delen (GeoJSON)"),
        required=False,
        help_text=_("De naam van elk vlak is de naam van het deel."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        shares = [cleaned.get(f"share_{number}") for number in PARTS if cleaned.get(f"name_{number}")]
        if not self.errors and None not in shares and sum(shares) != 100:
            self.add_error(
                "share_1",
                _("De delen zijn samen %(total)s procent. Dat moet 100 zijn.") % {"total": sum(shares)},
            )
        return cleaned

    def parts(self) -> list[NewPart]:
        """Return the parts that were filled in."""
        cleaned = self.cleaned_data
        return [
            NewPart(
                cleaned[f"name_{number}"],
                (cleaned[f"share_{number}"] or Decimal(0)) / 100,
                cleaned["borders"].get(cleaned[f"name_{number}"].casefold()),
                tuple(cleaned.get(f"members_{number}", ())),
            )
            for number in PARTS
            if cleaned.get(f"name_{number}")
        ]


class FrisianNamesForm(forms.Form):
    """The Frisian name of every area of today, empty where it has none."""

    def __init__(self, *args, areas: Iterable[Area], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.areas = list(areas)
        for area in self.areas:
            self.fields[f"naam-{area.pk}"] = forms.CharField(
                label=area.name,
                max_length=120,
                required=False,
                initial=area.frisian_name,
                widget=forms.TextInput(attrs={"lang": "fy"}),
            )

    def names(self) -> dict[Area, str]:
        """Return what was filled in, by area."""
        return {area: self.cleaned_data[f"naam-{area.pk}"] for area in self.areas}
