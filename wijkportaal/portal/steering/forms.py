"""What a board is narrowed to, and the small forms of the settings. A wrong value in an address is left out."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.territory.models import Area, AreaKind
from wijkportaal.portal.steering.calculations import LARGE, LARGE_SIZE, MIDDLE, MIDDLE_SIZE, SMALL_SIZE
from wijkportaal.portal.steering.catalogue import FIGURES, FIRST_COLUMNS
from wijkportaal.portal.steering.definitions import PARTS, PERCENT, Definition
from wijkportaal.portal.steering.models import AreaGroup

BY_NAME = "naam"
MOST_LINES = 6
# What colours the map as long as nobody chose, when it is among the columns; and what is followed then.
ON_MAP, FOLLOWED = "promises_overdue", "appreciation"
SIZES = {
    SMALL_SIZE: gettext_lazy("klein (tot %(middle)s inwoners)"),
    MIDDLE_SIZE: gettext_lazy("middelgroot"),
    LARGE_SIZE: gettext_lazy("groot (vanaf %(large)s inwoners)"),
}
SIZE_WORDS = {"middle": f"{MIDDLE:,}".replace(",", "."), "large": f"{LARGE:,}".replace(",", ".")}


def figure_choices(figures=None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the figures by their part, for a list to choose from."""
    found = list(FIGURES.values() if figures is None else figures)
    grouped = [(label, [each for each in found if each.part == part]) for part, label in PARTS.items()]
    return [(str(label), [(each.key, str(each.title)) for each in own]) for label, own in grouped if own]


def size_choices() -> list[tuple[str, str]]:
    return [(key, str(label) % SIZE_WORDS) for key, label in SIZES.items()]


class LenientForm(forms.Form):
    """A GET form of which every field that is not understood is as if it was not there."""

    def fill(self, **values) -> None:
        """Let the form show what is shown: these, where nothing that is understood was chosen."""
        missing = {name: value for name, value in values.items() if not self.chosen(name)}
        if missing:
            self.data = self.data.copy()
            for name, value in missing.items():
                self.data.setlist(name, value if isinstance(value, list) else [value])
            self._errors = None

    def chosen(self, name: str):
        """Return what was chosen, or None."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    def set_years(self, years: list[int]) -> None:
        self.fields["jaar"].choices = [(year, str(year)) for year in years]


def year_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=gettext_lazy("Jaar"), coerce=int, required=False)


class OverviewForm(LenientForm):
    """What the overview shows: year, figure of the map, kind and group of areas, columns and order."""

    cijfer = forms.ChoiceField(label=gettext_lazy("Kleur de kaart met"), required=False)
    jaar = year_field()
    soort = forms.ChoiceField(label=gettext_lazy("Soort gebied"), required=False)
    groep = forms.ChoiceField(label=gettext_lazy("Groep"), required=False)
    kolom = forms.MultipleChoiceField(
        label=gettext_lazy("Kolommen"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data, *, years, kinds, groups, columns) -> None:
        super().__init__(data)
        asked = data.get("op", "")
        self.order = asked if asked.removeprefix("-") in (*FIGURES, BY_NAME) else BY_NAME
        self.page = data.get("page")
        self.years = years
        self.set_years(years)
        self.fields["cijfer"].choices = figure_choices()
        self.fields["soort"].choices = [
            ("", _("Wijken en dorpen")),
            *((kind, capfirst(AreaKind(kind).label)) for kind in kinds),
        ]
        self.fields["groep"].choices = [
            ("", _("Alle gebieden")),
            *((str(group.pk), group.name) for group in groups),
        ]
        self.fields["kolom"].choices = [(key, str(each.title)) for key, each in FIGURES.items()]
        asked_columns = [key for key in data.getlist("kolom") if key in FIGURES]
        own = [key for key in columns if key in FIGURES]
        self.columns = list(dict.fromkeys(asked_columns or own or FIRST_COLUMNS))
        usual = ON_MAP if ON_MAP in self.columns else self.columns[0]
        self.fill(cijfer=usual, jaar=str(self.year), kolom=self.columns)

    @property
    def year(self) -> int:
        return self.chosen("jaar") or (self.years[0] if self.years else timezone.localdate().year)

    @property
    def figure(self) -> str:
        """The figure that colours the map."""
        return self.chosen("cijfer")


class TrendForm(LenientForm):
    """Which figure is followed through the years, of which areas, and beside whom."""

    cijfer = forms.ChoiceField(label=gettext_lazy("Cijfer"), required=False)
    gebied = forms.MultipleChoiceField(
        label=gettext_lazy("Gebieden"), required=False, widget=forms.CheckboxSelectMultiple
    )
    groep = forms.MultipleChoiceField(
        label=gettext_lazy("Naast de middelste van"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data, *, areas, groups, kinds) -> None:
        super().__init__(data)
        self.fields["cijfer"].choices = figure_choices()
        self.fields["gebied"].choices = [(area.slug, area.name) for area in areas]
        self.fields["groep"].choices = [
            *((f"soort-{kind}", _("soort: %(kind)s") % {"kind": AreaKind(kind).label}) for kind in kinds),
            *((f"omvang-{key}", label) for key, label in size_choices()),
            *((f"groep-{group.pk}", group.name) for group in groups),
        ]

        self.fill(cijfer=FOLLOWED)

    @property
    def meaning(self) -> Definition:
        return FIGURES[self.chosen("cijfer")]


class MeasuresForm(LenientForm):
    """Of which area and year the four measures are shown."""

    gebied = forms.ChoiceField(label=gettext_lazy("Gebied"), required=False)
    jaar = year_field()

    def __init__(self, data, *, areas, years) -> None:
        super().__init__(data)
        first = [area for area in areas if area.is_root] + [area for area in areas if not area.is_root]
        self.fields["gebied"].choices = [(area.slug, area.name) for area in first]
        self.set_years(years)
        if first:
            self.fill(gebied=first[0].slug)
        if years:
            self.fill(jaar=str(years[0]))


class TargetForm(forms.Form):
    """What a figure should be in a year; a target that exists gets the new value."""

    figure = forms.ChoiceField(label=gettext_lazy("Welk cijfer?"))
    area = forms.ModelChoiceField(
        label=gettext_lazy("In welk gebied?"),
        queryset=Area.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alle gebieden en de gemeente"),
    )
    year = forms.IntegerField(label=gettext_lazy("In welk jaar?"), min_value=2000, max_value=2100)
    value = forms.DecimalField(
        label=gettext_lazy("Wat is de streefwaarde?"),
        help_text=gettext_lazy("In de eenheid van het cijfer: procent, dagen, euro of aantal."),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args, areas, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas
        self.fields["figure"].choices = figure_choices(each for each in FIGURES.values() if each.better)
        self.fields["year"].initial = timezone.localdate().year

    def clean(self) -> dict:
        values = super().clean()
        meaning, value = FIGURES.get(values.get("figure") or ""), values.get("value")
        if meaning and meaning.unit == PERCENT and value is not None and value > Decimal(100):
            self.add_error("value", _("Een percentage is hoogstens 100."))
        return values


class GroupForm(forms.Form):
    """A group of areas that are alike; the name of a group that exists changes that one."""

    name = forms.CharField(
        label=gettext_lazy("Hoe heet de groep?"),
        max_length=60,
        help_text=gettext_lazy(
            "Bijvoorbeeld: dorpen aan het water. Bestaat de naam al, dan past u die groep aan."
        ),
    )
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Welke gebieden horen erbij?"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Kies minstens twee gebieden.")},
    )

    def __init__(self, *args, areas, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["areas"].queryset = areas

    def clean_areas(self):
        areas = self.cleaned_data["areas"]
        if len(areas) < 2:
            raise forms.ValidationError(_("Kies minstens twee gebieden."))
        return areas


class PreferenceForm(forms.Form):
    """What somebody wants to see and get."""

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Mijn kolommen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Deze ziet u als u het overzicht opent. Kiest u niets, dan ziet u de gewone."),
    )
    weekly_mail = forms.BooleanField(
        label=gettext_lazy("Stuur mij elke maandag wat er veranderde"),
        required=False,
        help_text=gettext_lazy("Eén scherm lang. Veranderde er niets, dan krijgt u geen mail."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [(key, str(each.title)) for key, each in FIGURES.items()]


@dataclass(frozen=True)
class Beside:
    """A choice of areas to lay others beside: by kind, by size or by a named group."""

    label: str
    areas: frozenset[int]


def beside(
    chosen: list[str], *, areas: list[Area], sizes: dict[int, str], groups: list[AreaGroup]
) -> list[Beside]:
    """Return the areas that each choice stands for, among those that this person sees."""
    named = {f"groep-{group.pk}": group for group in groups}
    known = {area.pk for area in areas}
    labels = dict(size_choices())
    found = []
    for each in chosen[:MOST_LINES]:
        sort, _dash, key = each.partition("-")
        if sort == "groep":
            group = named[each]
            found.append(Beside(group.name, frozenset(known & {area.pk for area in group.areas.all()})))
        elif sort == "soort":
            own = frozenset(area.pk for area in areas if area.kind == key)
            found.append(Beside(_("soort: %(kind)s") % {"kind": AreaKind(key).label}, own))
        else:
            found.append(Beside(labels[key], frozenset(pk for pk, size in sizes.items() if size == key)))
    return found
