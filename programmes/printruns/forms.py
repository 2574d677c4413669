import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.addresses.models import Postcode
from areas.imports.reading.rows import Fault
from areas.imports.table_plans import AreaNames
from programmes.editions.states import ALL_VARIANTS
from programmes.printruns.models import Delivery, PrintRun, default_variants
from programmes.printruns.queries import is_final, programmes_to_print
from programmes.yearly.models import Programme
from wijkportaal.foundation.tables.calculations import parse_whole
from wijkportaal.foundation.tables.reading import UnreadableFile, read_table

POSTCODE = re.compile(r"\d{4}[A-Z]{2}")
MOST_FAULTS = 20


class ProgrammesField(forms.ModelMultipleChoiceField):
    """Programmes by the name of their area."""

    def label_from_instance(self, programme: Programme) -> str:
        return f"{programme.area.name} ({programme.get_state_display()})"


class YearForm(forms.Form):
    """Of which year the programmes are printed."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int)

    def __init__(self, *args, years: list[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["jaar"].choices = [(year, str(year)) for year in years]


class RunForm(forms.ModelForm):
    """What is printed and how."""

    programmes = ProgrammesField(
        label=_("Gebieden"),
        queryset=Programme.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één gebied.")},
    )
    variants = forms.MultipleChoiceField(
        label=_("Uitvoeringen"),
        choices=list(ALL_VARIANTS.items()),
        initial=default_variants,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één uitvoering.")},
    )

    class Meta:
        model = PrintRun
        fields = [
            "title",
            "programmes",
            "language",
            "paper",
            "cover",
            "variants",
            "whole_sheets",
            "most_pages",
            "spare_percentage",
            "paper_weight",
            "publish_when_made",
        ]
        widgets = {"paper": forms.RadioSelect, "cover": forms.RadioSelect}

    def __init__(self, *args, person, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        offered = programmes_to_print(person, year)
        self.fields["programmes"].queryset = offered
        if self.instance.pk:
            self.fields["programmes"].initial = list(
                self.instance.areas.values_list("programme_id", flat=True)
            )
            # What a colleague of another area chose stays in.
            self.fields["programmes"].queryset = offered | Programme.objects.filter(
                pk__in=self.fields["programmes"].initial
            ).select_related("area")
        else:
            self.fields["programmes"].initial = [programme.pk for programme in offered if is_final(programme)]

    def clean_variants(self) -> list[str]:
        """Keep the variants in the order of the list."""
        chosen = self.cleaned_data["variants"]
        return [key for key in ALL_VARIANTS if key in chosen]

    @property
    def values(self) -> dict:
        """What is of the run itself."""
        return {key: value for key, value in self.cleaned_data.items() if key != "programmes"}


class AddressesForm(forms.Form):
    """To how many addresses the brochure of an area goes."""

    addresses = forms.IntegerField(
        label=_("Aantal adressen"), min_value=0, max_value=1_000_000, required=False, localize=True
    )


class DeliveriesForm(forms.Form):
    """A delivery list as a file. All or nothing: each wrong row is named."""

    file = forms.FileField(
        label=_("Bestand (xlsx of csv)"),
        max_length=200,
        help_text=_(
            "Met de kolommen Gebied, Straat, Postcode en Adressen. Laat u Gebied leeg, dan zoeken wij het gebied"
            " bij de postcode. De lijst komt in de plaats van de vorige."
        ),
        error_messages={"required": _("Kies een bestand."), "empty": _("Dit bestand is leeg.")},
    )

    def clean_file(self):
        """Read the rows; the form's `deliveries` has them."""
        try:
            table = read_table(self.cleaned_data["file"])
        except UnreadableFile as error:
            raise ValidationError(str(error)) from error
        columns = {name.casefold(): name for name in table.header}
        if "adressen" not in columns or not {"straat", "postcode"} & set(columns):
            raise ValidationError(
                _(
                    "In dit bestand staan de kolommen Adressen en Straat of Postcode niet. Gebruik het voorbeeld."
                )
            )
        reader = _DeliveryReader(columns)
        found = [reader.read(row) for row in table]
        if reader.faults:
            raise ValidationError(reader.faults[:MOST_FAULTS])
        if not found:
            raise ValidationError(_("In dit bestand staan geen adressen."))
        self.deliveries = found
        return self.cleaned_data["file"]


class _DeliveryReader:
    """Makes delivery lines of rows, and says what is wrong with them."""

    def __init__(self, columns: dict[str, str]) -> None:
        self.columns = columns
        self.faults: list[str] = []
        self.names = AreaNames()
        self.by_postcode: dict[str, int] = {}
        for postcode, area in Postcode.objects.order_by("pk").values_list("postcode", "area_id"):
            self.by_postcode.setdefault(postcode, area)

    def read(self, row) -> Delivery | None:
        cell = {key: row.get(name).strip() for key, name in self.columns.items()}
        postcode = cell.get("postcode", "").replace(" ", "").upper()
        if postcode and not POSTCODE.fullmatch(postcode):
            return self._refuse(row, _("“%(text)s” is geen postcode."), cell["postcode"])
        try:
            addresses = parse_whole(cell["adressen"])
        except ValueError:
            addresses = None
        if addresses is None or not 0 <= addresses < 1_000_000:
            return self._refuse(row, _("“%(text)s” is geen aantal adressen."), cell["adressen"])
        if not postcode and not cell.get("straat"):
            return self._refuse(row, _("Vul een straat of een postcode in."))
        area_id = self._area_of(row, cell.get("gebied", ""), postcode)
        if area_id is None:
            return None
        return Delivery(
            area_id=area_id, street=cell.get("straat", "")[:120], postcode=postcode, addresses=addresses
        )

    def _area_of(self, row, name: str, postcode: str) -> int | None:
        if not name:
            found = self.by_postcode.get(postcode)
            if found is None:
                self._refuse(row, _("Wij weten niet bij welk gebied “%(text)s” hoort."), postcode)
            return found
        wrong: list[Fault] = []
        area = self.names.find(name, row=row.number, column="Gebied", faults=wrong)
        if area is None:
            self._refuse(row, _("Gebied “%(text)s”:") + f" {wrong[0].message}", name)
        return area.pk if area else None

    def _refuse(self, row, message, text: str = "") -> None:
        said = message % {"text": text[:60]} if "%(" in str(message) else str(message)
        self.faults.append(f"{_('Rij')} {row.number}: {said}")
