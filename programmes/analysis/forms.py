from collections import Counter

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.themes.queries import themes_in_use
from programmes.analysis.models import Analysis, Experience, Judgement, Measurement, Outcome
from programmes.projects.forms import GoalField
from programmes.visions.forms import year_input
from programmes.visions.models import Goal
from programmes.visions.queries import goals_to_serve
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.richtext.forms import RichTextFormField

LONG_TEXT = 6000


class NewAnalysisForm(forms.Form):
    """Which area and year a new buurtanalyse is for."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    year = forms.IntegerField(label=_("Jaar"), widget=year_input())

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas

    def clean_year(self):
        year, now = self.cleaned_data["year"], timezone.localdate().year
        if not now - 10 <= year <= now + 1:
            raise ValidationError(
                _("Kies een jaar van %(first)d tot en met %(last)d.") % {"first": now - 10, "last": now + 1}
            )
        return year

    def clean(self):
        values = super().clean()
        area, year = values.get("area"), values.get("year")
        if area and year and Analysis.objects.filter(area=area, year=year).exists():
            self.add_error(
                "year", _("%(area)s heeft al een buurtanalyse van %(year)d.") % {"area": area, "year": year}
            )
        return values


class StoryForm(forms.ModelForm):
    """The story of an area, and what residents experience in short."""

    strengths = RichTextFormField(label=_("Wat is sterk?"), required=False, max_length=LONG_TEXT)
    worries = RichTextFormField(label=_("Wat geeft zorgen?"), required=False, max_length=LONG_TEXT)
    opportunities = RichTextFormField(label=_("Wat biedt kansen?"), required=False, max_length=LONG_TEXT)
    residents = RichTextFormField(
        label=_("Wat ervaren bewoners, in het kort?"), required=False, max_length=LONG_TEXT
    )

    class Meta:
        model = Analysis
        fields = ["strengths", "worries", "opportunities", "residents", "residents_source"]
        labels = {"residents_source": _("Hoe zijn bewoners gehoord?")}
        help_texts = {"residents_source": _("Bijvoorbeeld: vragenronde in september, 140 adressen.")}


class JudgementForm(forms.ModelForm):
    """A judgement on the fixed scale with the words of who gives it; one per theme and person."""

    class Meta:
        model = Judgement
        fields = ["theme", "score", "words", "organisation"]
        labels = {
            "theme": _("Thema"),
            "score": _("Hoe gaat het hiermee?"),
            "words": _("Waarom? In uw eigen woorden"),
            "organisation": _("Namens welke organisatie?"),
        }
        help_texts = {"words": _("Dit komt op de openbare pagina, met uw organisatie en zonder uw naam.")}
        widgets = {"score": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, organisations, analysis, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.given = analysis.judgements.filter(person=person).exclude(pk=self.instance.pk)
        self.fields["theme"].queryset = themes_in_use()
        self.fields["theme"].empty_label = _("Kies een thema")
        self.fields["score"].choices = [
            choice for choice in self.fields["score"].choices if choice[0] not in ("", None)
        ]
        self.fields["organisation"].queryset = organisations | Organisation.objects.filter(
            pk=self.instance.organisation_id
        )
        self.fields["organisation"].empty_label = _("Geen organisatie")

    def clean_theme(self):
        theme = self.cleaned_data["theme"]
        if self.given.filter(theme=theme).exists():
            raise ValidationError(_("U gaf al een oordeel over dit thema. Pas dat aan."))
        return theme


class AskForm(forms.Form):
    """Who is asked for a judgement: people one by one, or all of an organisation, and by when."""

    organisations = forms.TypedMultipleChoiceField(
        label=_("Iedereen van deze organisaties"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.TypedMultipleChoiceField(
        label=_("Deze mensen"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = forms.DateField(label=_("Graag antwoord op deze dag of eerder"), widget=DateInput)
    message = forms.CharField(
        label=_("Boodschap in de brief"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        organisations = {each.organisation.pk: each.organisation for each in candidates if each.organisation}
        numbers = Counter(each.organisation.pk for each in candidates if each.organisation)
        # Of who is the only one of their organisation the line of the person says enough.
        organisations = {key: each for key, each in organisations.items() if numbers[key] > 1}
        self.fields["organisations"].choices = [
            (key, f"{organisation} ({numbers[key]})") for key, organisation in organisations.items()
        ]
        self.fields["people"].choices = [
            (
                each.person.pk,
                f"{each.person} · {each.organisation}" if each.organisation else str(each.person),
            )
            for each in candidates
        ]
        if not organisations:
            del self.fields["organisations"]

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day <= timezone.localdate():
            raise ValidationError(_("Kies een dag die nog komt."))
        return day

    def clean(self):
        values = super().clean()
        if "people" in values and not self.chosen:
            self.add_error("people", _("Kies minstens een persoon of een organisatie."))
        return values

    @property
    def chosen(self):
        """The candidates that were picked, by themselves or by their organisation."""
        people = set(self.cleaned_data.get("people", ()))
        organisations = set(self.cleaned_data.get("organisations", ()))
        return [
            each
            for each in self.candidates
            if each.person.pk in people or (each.organisation and each.organisation.pk in organisations)
        ]


class ExperienceForm(forms.ModelForm):
    """What residents say, and how that was heard."""

    class Meta:
        model = Experience
        fields = ["theme", "words", "heard"]
        labels = {
            "theme": _("Thema"),
            "words": _("Wat zeggen bewoners?"),
            "heard": _("Hoe is dat gehoord?"),
        }
        help_texts = {
            "words": _("Schrijf geen namen op. Dit komt op de openbare pagina."),
            "heard": _("Bijvoorbeeld: keukentafelgesprekken, spreekuur, jaarvergadering."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes_in_use()
        self.fields["theme"].empty_label = _("Over het hele gebied")


class OutcomeForm(forms.ModelForm):
    """What residents want, the indicator, and what turns the curve."""

    goal = GoalField(
        label=_("Bij welk doel uit de visie?"),
        queryset=Goal.objects.none(),
        required=False,
        empty_label=_("Geen doel uit een visie"),
    )

    class Meta:
        model = Outcome
        fields = [
            "title",
            "theme",
            "goal",
            "indicator",
            "unit",
            "source",
            "story",
            "partners",
            "what_works",
            "plan",
            "is_public",
        ]
        labels = {
            "title": _("Welk resultaat willen we voor bewoners?"),
            "theme": _("Thema"),
            "indicator": _("Waaraan zien we dat? (indicator)"),
            "unit": _("Eenheid"),
            "source": _("Bron van de metingen"),
            "story": _("Het verhaal achter de lijn"),
            "partners": _("Wie helpen mee?"),
            "what_works": _("Wat werkt?"),
            "plan": _("Wat gaan we doen?"),
            "is_public": _("Iedereen mag dit lezen"),
        }
        help_texts = {
            "title": _("Bijvoorbeeld: “Ouderen wonen veilig en prettig thuis”."),
            "unit": _("Bijvoorbeeld: % of personen."),
            "story": _("Waarom loopt de lijn zo?"),
        }
        widgets = {
            name: forms.Textarea(attrs={"rows": rows})
            for name, rows in {"story": 4, "partners": 2, "what_works": 4, "plan": 4}.items()
        }

    def __init__(self, *args, area, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes_in_use()
        self.fields["theme"].empty_label = _("Kies een thema")
        self.fields["goal"].queryset = goals_to_serve(area, kept=self.instance.goal_id)


class MeasurementForm(forms.ModelForm):
    """A value in a year; a value of the same year and kind is replaced."""

    class Meta:
        model = Measurement
        fields = ["year", "kind", "value"]
        labels = {"year": _("Jaar"), "kind": _("Wat voor waarde?"), "value": _("Waarde")}
        localized_fields = ["value"]
        widgets = {"year": year_input(), "value": forms.TextInput(attrs={"inputmode": "decimal"})}
