import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.evaluations.models import Evaluation, Lesson, ProjectMeasure, Question
from programmes.evaluations.queries import drafts_of
from programmes.yearly.models import Programme


def _rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": number})


class EvaluationForm(forms.ModelForm):
    """What became of a project or goal, in the order in which a reader asks."""

    class Meta:
        model = Evaluation
        fields = [
            "outcome",
            "outcome_note",
            "cost",
            "how_much",
            "how_well",
            "better_off",
            "residents",
            "residents_mark",
            "residents_asked",
        ]
        # So that 7,5 and 12.500,00 are read as they are written here.
        localized_fields = ["cost", "residents_mark"]
        labels = {
            "outcome": _("Is het gelukt?"),
            "outcome_note": _("Toelichting"),
            "cost": _("Wat heeft het gekost, in euro?"),
            "how_much": _("Hoeveel deden we?"),
            "how_well": _("Hoe goed deden we het?"),
            "better_off": _("Is iemand er beter van geworden?"),
            "residents": _("Wat vonden bewoners ervan?"),
            "residents_mark": _("Cijfer van bewoners (1 tot 10)"),
            "residents_asked": _("Hoeveel bewoners gaven dat cijfer?"),
        }
        help_texts = {
            "how_much": _("Bijvoorbeeld: 3 bankjes, 40 bomen, 6 avonden met 85 bezoekers."),
            "how_well": _("Bijvoorbeeld: op tijd klaar, goed bezocht, weinig klachten."),
            "better_off": _("Wat is er voor bewoners echt veranderd? Hoe weet u dat?"),
            "residents": _("Schrijf geen namen op."),
        }
        widgets = {
            "outcome_note": _rows(2),
            "how_much": _rows(3),
            "how_well": _rows(3),
            "better_off": _rows(4),
            "residents": _rows(4),
        }

    def clean(self):
        values = super().clean()
        if values.get("residents_mark") is not None and not values.get("residents_asked"):
            self.add_error(
                "residents_asked",
                _("Vul in hoeveel bewoners dit cijfer gaven: een cijfer van één is geen oordeel."),
            )
        return values


class LessonForm(forms.ModelForm):
    """One thing that was learned."""

    works = forms.TypedChoiceField(
        label=_("Werkte het?"),
        choices=[("1", _("Ja, dit werkte")), ("0", _("Nee, dit doen we niet meer zo"))],
        coerce=lambda value: value == "1",
        initial="1",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Lesson
        fields = ["title", "text", "works"]
        labels = {"title": _("Wat leerden we, in één zin?"), "text": _("Uitleg")}
        widgets = {"text": _rows(3)}


class LessonFilter(django_filters.FilterSet):
    """What the lessons of all areas can be narrowed to."""

    q = django_filters.CharFilter(label=_("Zoek"), method="keep")
    area = AreaChoiceFilter(areas_within_gemeente, field_name="evaluation__area")
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema's"),
        method="about",
    )

    class Meta:
        model = Lesson
        fields: list[str] = []

    def keep(self, lessons, name, words):
        """The words were used to make the list: ranking belongs to the search itself."""
        return lessons

    def about(self, lessons, name, theme):
        return lessons.filter(evaluation__project__theme=theme) | lessons.filter(
            evaluation__goal__chapter__theme=theme
        )


class TakeOverForm(forms.Form):
    """Into which area a recipe is taken over, and into which programme that is being made."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    programme = forms.ModelChoiceField(
        label=_("In welk programma?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("Nog in geen programma"),
        help_text=_("Alleen programma's die nog in de maak zijn."),
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas
        self.fields["programme"].queryset = drafts_of(areas)

    def clean(self):
        values = super().clean()
        area, programme = values.get("area"), values.get("programme")
        if area and programme and programme.area_id != area.pk:
            raise ValidationError({"programme": _("Dit programma is van een ander gebied.")})
        return values


class ProjectMeasureForm(forms.ModelForm):
    """How much, how well, or who is better off."""

    class Meta:
        model = ProjectMeasure
        fields = ["question", "what", "aimed", "result"]
        labels = {
            "question": _("Welke vraag?"),
            "what": _("Wat houden we bij?"),
            "aimed": _("Wat wilden we?"),
            "result": _("Wat werd het?"),
        }
        help_texts = {
            "what": _("Bijvoorbeeld: aantal geplante bomen, of kinderen die nu zelf naar school fietsen."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["question"].choices = [("", _("Kies een vraag")), *Question.choices]


class ResultsForm(forms.Form):
    """What each measure of a project came to, in one list."""

    def __init__(self, *args, measures, **kwargs):
        super().__init__(*args, **kwargs)
        for measure in measures:
            self.fields[f"result-{measure.pk}"] = forms.CharField(
                label=measure.what,
                help_text=_("We wilden: %(aimed)s") % {"aimed": measure.aimed} if measure.aimed else "",
                initial=measure.result,
                required=False,
                max_length=100,
            )

    @property
    def results(self) -> dict[int, str]:
        """What was filled in, by the id of the measure."""
        return {int(name.partition("-")[2]): value for name, value in self.cleaned_data.items()}
