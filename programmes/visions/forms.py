from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.visions.actions import LATER
from programmes.visions.models import ExecutionPlan, Goal, PlanLine, Vision, VisionTheme
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.richtext.forms import RichTextFormField

LONG_TEXT, TEXT = 6000, 3000


def year_input() -> forms.NumberInput:
    return forms.NumberInput(attrs={"inputmode": "numeric", "class": "wp-input--short"})


class YearsMixin:
    """Two years of which the last is not before the first."""

    def clean(self):
        values = super().clean()
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar ligt voor het eerste. Kies een later jaar."))
        return values


class OpenFieldsMixin:
    """Offers only what may still change: all of a draft, the development plan of what is adopted.

    A form that was open before the visie was adopted brings all its fields, and is then refused by the
    action: what was typed stays on the page.
    """

    def keep_open_fields(self, vision: Vision) -> None:
        typed_before = self.is_bound and any(
            self.add_prefix(name) in self.data for name in self.fields if name not in LATER
        )
        if not vision.is_draft and not typed_before:
            for name in [name for name in self.fields if name not in LATER]:
                del self.fields[name]


class NewVisionForm(YearsMixin, forms.Form):
    """Which area and years a new visie is for."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    first_year = forms.IntegerField(
        label=_("Eerste jaar"), min_value=1990, max_value=2100, widget=year_input()
    )
    last_year = forms.IntegerField(
        label=_("Laatste jaar"),
        min_value=1990,
        max_value=2100,
        help_text=_("Een visie kijkt meestal ongeveer tien jaar vooruit."),
        widget=year_input(),
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas

    def clean(self):
        values = super().clean()
        area, year = values.get("area"), values.get("first_year")
        if area and year and Vision.objects.filter(area=area, first_year=year).exists():
            self.add_error(
                "first_year", _("%(area)s heeft al een visie vanaf %(year)d.") % {"area": area, "year": year}
            )
        return values


class VisionForm(OpenFieldsMixin, YearsMixin, forms.ModelForm):
    """The title, the core and the history of a visie, and the opening of its development plan."""

    development = RichTextFormField(
        label=_("Inleiding op het ontwikkelingsplan"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_(
            "Het ontwikkelingsplan zegt wat werkt. Bij elk doel schrijft u wat er voor dat doel werkt."
        ),
    )

    class Meta:
        model = Vision
        fields = [
            "title",
            "first_year",
            "last_year",
            "intro",
            "made_by",
            "decision",
            "decided_by",
            "decided_on",
            "development",
        ]
        labels = {
            "title": _("Titel"),
            "first_year": _("Eerste jaar"),
            "last_year": _("Laatste jaar"),
            "intro": _("De kern van de visie"),
            "made_by": _("Wie maakten de visie, en hoe?"),
            "decision": _("Hoe is erover besloten?"),
            "decided_by": _("Vastgesteld door"),
            "decided_on": _("Vastgesteld op"),
        }
        help_texts = {
            "intro": _("Een paar zinnen: hoe is het hier over tien jaar?"),
            "made_by": _("Bijvoorbeeld: dorpsbelang en de gemeente, met 140 bewoners op drie avonden."),
            "decided_by": _("Bijvoorbeeld: de ledenvergadering van dorpsbelang, en de gemeenteraad."),
        }
        widgets = {
            "first_year": year_input(),
            "last_year": year_input(),
            "intro": forms.Textarea(attrs={"rows": 4}),
            "made_by": forms.Textarea(attrs={"rows": 4}),
            "decision": forms.Textarea(attrs={"rows": 4}),
            "decided_on": DateInput,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep_open_fields(self.instance)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Vul in wanneer de visie is vastgesteld."))
        return day

    def clean(self):
        values = super().clean()
        others = Vision.objects.filter(area=self.instance.area_id, first_year=values.get("first_year"))
        if others.exclude(pk=self.instance.pk).exists():
            self.add_error("first_year", _("Dit gebied heeft al een visie vanaf dit jaar."))
        return values


class AddThemeForm(forms.Form):
    """A theme that the visie does not have yet."""

    theme = forms.ModelChoiceField(
        label=_("Thema"), queryset=Theme.objects.none(), empty_label=_("Kies een thema")
    )

    def __init__(self, *args, themes, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes


class ThemeForm(forms.ModelForm):
    """How it is now by three sources, and what residents wish."""

    figures = RichTextFormField(label=_("Wat zeggen de cijfers?"), required=False, max_length=LONG_TEXT)
    professionals = RichTextFormField(
        label=_("Wat weten professionals?"), required=False, max_length=LONG_TEXT
    )
    residents = RichTextFormField(label=_("Wat ervaren bewoners?"), required=False, max_length=LONG_TEXT)
    physical_wishes = RichTextFormField(
        label=_("Wensen: fysiek"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_("Over straten, huizen, groen en gebouwen."),
    )
    social_wishes = RichTextFormField(
        label=_("Wensen: sociaal"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_("Over mensen: ontmoeten, helpen, meedoen."),
    )

    class Meta:
        model = VisionTheme
        fields = [
            "figures",
            "figures_source",
            "professionals",
            "professionals_source",
            "residents",
            "residents_source",
            "physical_wishes",
            "social_wishes",
        ]
        labels = {
            "figures_source": _("Waar komen de cijfers vandaan?"),
            "professionals_source": _("Van wie is deze kennis?"),
            "residents_source": _("Hoe zijn bewoners gehoord?"),
        }
        help_texts = {
            "figures_source": _("Bijvoorbeeld: CBS, kerncijfers 2024."),
            "professionals_source": _("Bijvoorbeeld: sociaal wijkteam en wijkagent."),
            "residents_source": _("Bijvoorbeeld: 140 ingevulde vragenlijsten en drie avonden."),
        }


class NewGoalForm(forms.ModelForm):
    """The least that a goal starts with."""

    class Meta:
        model = Goal
        fields = ["title", "domain"]
        labels = {"title": _("Wat is het doel?"), "domain": _("Fysiek of sociaal?")}
        help_texts = {"title": _("Wat is er straks anders? Bijvoorbeeld: “Elk kind kan veilig naar school”.")}


class GoalForm(OpenFieldsMixin, NewGoalForm):
    """A goal with its page in the development plan."""

    what_works = RichTextFormField(
        label=_("Wat werkt?"),
        required=False,
        max_length=LONG_TEXT,
        help_text=_("Voor het ontwikkelingsplan: welke aanpak helpt, hier of op andere plekken?"),
    )

    class Meta(NewGoalForm.Meta):
        fields = ["title", "domain", "text", "what_works"]
        labels = NewGoalForm.Meta.labels | {"text": _("Toelichting")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.keep_open_fields(self.instance.vision)


class PlanForm(YearsMixin, forms.ModelForm):
    """An execution plan: its years and what it is about."""

    class Meta:
        model = ExecutionPlan
        fields = ["title", "first_year", "last_year", "intro"]
        labels = {
            "title": _("Titel"),
            "first_year": _("Eerste jaar"),
            "last_year": _("Laatste jaar"),
            "intro": _("Inleiding"),
        }
        help_texts = {"title": _("Bijvoorbeeld: Uitvoeringsplan 2025–2027.")}
        widgets = {
            "first_year": year_input(),
            "last_year": year_input(),
            "intro": forms.Textarea(attrs={"rows": 3}),
        }


class LineForm(forms.ModelForm):
    """Wat, hoe, wanneer en door wie, and for which goal."""

    class Meta:
        model = PlanLine
        fields = ["goal", "what", "how", "when", "organisation", "who"]
        labels = {
            "goal": _("Voor welk doel?"),
            "what": _("Wat?"),
            "how": _("Hoe?"),
            "when": _("Wanneer?"),
            "organisation": _("Door welke organisatie?"),
            "who": _("Door wie nog meer?"),
        }
        help_texts = {
            "when": _("Bijvoorbeeld: voorjaar 2026, of elk jaar in mei."),
            "who": _("Bijvoorbeeld: een taakgroep, de school, bewoners van de straat."),
        }
        widgets = {"how": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, vision, organisations=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["goal"].queryset = Goal.objects.filter(chapter__vision=vision)
        self.fields["goal"].empty_label = _("Kies een doel")
        self.fields["organisation"].queryset = (
            Organisation.objects.none() if organisations is None else organisations
        )
        self.fields["organisation"].empty_label = _("Geen organisatie uit de lijst")

    def clean(self):
        values = super().clean()
        if not self.errors and not values.get("organisation") and not values.get("who"):
            self.add_error("who", _("Vul in wie dit doet: een organisatie, of een naam of groep."))
        return values
