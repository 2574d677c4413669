from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.asks.models import Ask, AskRule, Street
from participation.asks.queries import areas_to_plan_in
from wijkportaal.foundation.components.forms import DateInput

MOST_STREETS, LONGEST = 300, 80


class LinesField(forms.CharField):
    """Texts, one on a line. Gives a list without doubles."""

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value) -> list[str]:
        lines = [" ".join(line.split()) for line in (super().clean(value or "") or "").splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_STREETS or any(len(line) > LONGEST for line in found):
            raise ValidationError(
                _("Hooguit %(most)d straten, elk van hooguit %(longest)d letters."),
                params={"most": MOST_STREETS, "longest": LONGEST},
            )
        return found


class AskForm(forms.ModelForm):
    """An ask: what, how, by whom, when, and in which streets."""

    starts_on = forms.DateField(label=_("Eerste dag"), widget=DateInput)
    ends_on = forms.DateField(label=_("Laatste dag"), widget=DateInput)
    streets = LinesField(
        label=_("In welke straten?"),
        required=False,
        help_text=_("Op elke regel één. Laat leeg als het hele gebied wordt gevraagd."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    class Meta:
        model = Ask
        fields = ["name", "kind", "organisation", "starts_on", "ends_on", "streets", "addresses"]
        labels = {
            "name": _("Wat vraagt u?"),
            "kind": _("Hoe vraagt u het?"),
            "organisation": _("Door wie?"),
            "addresses": _("Hoeveel adressen ongeveer?"),
        }
        help_texts = {"organisation": _("Laat leeg voor de gemeente.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["organisation"].empty_label = _("de gemeente")

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts_on"), values.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("De laatste dag komt niet voor de eerste."))
        if starts and ends and (ends - starts).days > 366:
            self.add_error("ends_on", _("Een uitvraag duurt hooguit een jaar."))
        return values


class NewAskForm(AskForm):
    """A new ask: where."""

    area = forms.ModelChoiceField(
        label=_("In welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    field_order = ["name", "kind", "area", "streets"]

    def __init__(self, *args, person, **kwargs):
        today = timezone.localdate()
        usual = {"starts_on": today, "ends_on": today + timedelta(days=14)}
        super().__init__(*args, **kwargs | {"initial": usual | kwargs.get("initial", {})})
        self.fields["area"].queryset = areas_to_plan_in(person)


class CalendarForm(forms.Form):
    """Of which area and year the calendar is."""

    gebied = forms.ModelChoiceField(
        label=_("Gebied"),
        queryset=Area.objects.none(),
        to_field_name="slug",
        empty_label=None,
        required=False,
    )
    jaar = forms.TypedChoiceField(label=_("Jaar"), coerce=int, required=False)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["gebied"].queryset = areas
        self.fields["jaar"].choices = [
            (number, str(number)) for number in (year + 1, year, year - 1, year - 2)
        ]


class RuleForm(forms.ModelForm):
    """How long streets are left alone."""

    class Meta:
        model = AskRule
        fields = ["rest", "a_year"]
        labels = {
            "rest": _("Hoeveel dagen rust tussen twee uitvragen?"),
            "a_year": _("Hoe vaak per jaar hooguit?"),
        }


class StreetsForm(forms.Form):
    """The streets of an area with their number of addresses, one on a line: `Dorpsstraat: 42`."""

    streets = LinesField(
        label=_("Straten en hoeveel adressen"),
        required=False,
        help_text=_(
            "Op elke regel één, met het aantal erachter: “Dorpsstraat: 42”. Het aantal mag u weglaten."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, *args, streets: list[Street], **kwargs):
        shown = [
            street.name if street.addresses is None else f"{street.name}: {street.addresses}"
            for street in streets
        ]
        super().__init__(*args, **kwargs, initial={"streets": shown})

    def clean_streets(self) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for line in self.cleaned_data["streets"]:
            name, colon, number = line.rpartition(":")
            if not colon:
                found[line] = None
            elif name.strip() and number.strip().isdecimal() and int(number) < 100_000:
                found[name.strip()] = int(number)
            else:
                raise ValidationError(
                    _("“%(line)s” lezen wij niet. Schrijf het als “Dorpsstraat: 42”."), params={"line": line}
                )
        return found
