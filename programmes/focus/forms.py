from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.territory.queries import areas_on
from programmes.focus.calculations import FEW_GOALS
from programmes.focus.models import RunLimit
from programmes.projects.calculations import FIRST_YEAR, LAST_YEAR
from programmes.visions.models import Goal
from programmes.visions.queries import goals_to_serve


def year(label) -> forms.IntegerField:
    """A year that a focus can begin or end in."""
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False)


class FocusForm(forms.Form):
    """The few goals that an area chooses, for which years and why."""

    goals = forms.ModelMultipleChoiceField(
        label=_("Welke doelen?"),
        queryset=Goal.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één doel.")},
    )
    first_year = year(_("Eerste jaar"))
    last_year = year(_("Laatste jaar"))
    why = forms.CharField(
        label=_("Waarom deze doelen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen op de pagina van het gebied."),
    )

    def __init__(self, *args, area: Area, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goals"].queryset = goals_to_serve(area)
        self.fields["goals"].help_text = _(
            "Kies er hoogstens %(number)d. Beter weinig goed doen, dan veel matig."
        ) % {"number": FEW_GOALS}
        this_year = timezone.localdate().year
        self.fields["first_year"].initial, self.fields["last_year"].initial = this_year, this_year + 1

    def clean_goals(self):
        """A choice of everything is no choice."""
        goals = self.cleaned_data["goals"]
        if len(goals) > FEW_GOALS:
            raise ValidationError(
                _("U koos %(chosen)d doelen. Kies er hoogstens %(number)d.")
                % {"chosen": len(goals), "number": FEW_GOALS}
            )
        return goals

    def clean(self):
        values = super().clean()
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar is vóór het eerste."))
        return values


class LimitForm(forms.ModelForm):
    """How many projects may run at once, in all or one of a kind."""

    class Meta:
        model = RunLimit
        fields = ["kind", "area", "organisation", "at_most"]
        labels = {
            "kind": _("Waarvoor geldt de grens?"),
            "area": _("Alleen voor dit gebied"),
            "organisation": _("Alleen voor deze organisatie"),
            "at_most": _("Hoogstens hoeveel projecten tegelijk?"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_on().exclude(parent=None)
        self.fields["area"].empty_label = _("Alle gebieden")
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True).order_by("name")
        self.fields["organisation"].empty_label = _("Alle organisaties")

    def clean(self):
        values = super().clean()
        if values.get("kind") == RunLimit.AREA and values.get("organisation"):
            self.add_error("organisation", _("Een grens per gebied heeft geen organisatie."))
        if values.get("kind") == RunLimit.ORGANISATION and values.get("area"):
            self.add_error("area", _("Een grens per organisatie heeft geen gebied."))
        # A limit that exists already gets the new number, which is no mistake.
        same = {name: values.get(name) for name in ("kind", "area", "organisation")}
        self.instance = RunLimit.objects.filter(**same).first() or self.instance
        return values
