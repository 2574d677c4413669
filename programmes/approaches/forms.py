from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.models import Area
from areas.territory.queries import areas_on
from programmes.approaches.models import Approach, Mandate, Party, Question
from programmes.approaches.queries import areas_to_ask_in, projects_to_ask_about
from programmes.projects.models import Project
from programmes.projects.queries import projects_of
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.people.models import Person

SCORES = [
    (1, _("1: heel weinig")),
    (2, _("2: weinig")),
    (3, _("3: gemiddeld")),
    (4, _("4: veel")),
    (5, _("5: heel veel")),
]


def lines(rows: int = 3) -> forms.Textarea:
    """A field for some sentences."""
    return forms.Textarea(attrs={"rows": rows})


class NewQuestionForm(forms.ModelForm):
    """A compound question: where, and what it is called."""

    area = forms.ModelChoiceField(
        label=_("Gebied"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )

    class Meta:
        model = Question
        fields = ["area", "title", "problem"]
        labels = {"title": _("Welk vraagstuk?"), "problem": _("Wat is er aan de hand?")}
        help_texts = {"title": _("Kort, als vraag: “Wat doen we met het lege winkelcentrum?”")}
        widgets = {"problem": lines(5)}

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_ask_in(person)


class QuestionForm(forms.ModelForm):
    """The analysis of a compound question."""

    class Meta:
        model = Question
        fields = [
            "title",
            "project",
            "problem",
            "whose",
            "causes",
            "wished",
            "has_script",
            "has_power",
            "unless",
        ]
        labels = {
            "title": _("Welk vraagstuk?"),
            "project": _("Over welk project?"),
            "problem": _("Wat is er aan de hand?"),
            "whose": _("Voor wie is dit een probleem?"),
            "causes": _("Waardoor komt het?"),
            "wished": _("Wat moet er anders?"),
            "has_script": _("Heeft de gemeente een eigen plan (script)?"),
            "has_power": _("Kan de gemeente zelf beslissen (macht)?"),
            "unless": _("Ja, tenzij"),
        }
        help_texts = {
            "project": _("Het project begint pas als de rollen zijn afgesproken."),
            "unless": _("Het antwoord is ja. Schrijf op in welk geval het nee wordt, en wie dat zegt."),
        }
        widgets = {name: lines() for name in ("problem", "whose", "causes", "wished", "unless")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = self.instance
        self.fields["project"].queryset = projects_to_ask_about(mine.area, kept=mine.project_id)
        self.fields["project"].empty_label = _("Nog geen project")


class PartyForm(forms.ModelForm):
    """A party with its interest and influence, and what it agreed to do."""

    interest = forms.TypedChoiceField(label=_("Hoeveel belang?"), choices=SCORES, coerce=int, initial=3)
    influence = forms.TypedChoiceField(label=_("Hoeveel invloed?"), choices=SCORES, coerce=int, initial=3)

    class Meta:
        model = Party
        fields = ["name", "interest", "influence", "stance", "wants", "role", "responsibility"]
        labels = {
            "name": _("Welke partij?"),
            "stance": _("Is de partij voor?"),
            "wants": _("Wat wil deze partij?"),
            "role": _("Rol"),
            "responsibility": _("Waarvoor verantwoordelijk?"),
        }
        help_texts = {
            "name": _("Een organisatie of groep. Schrijf geen namen van bewoners op."),
            "role": _("Bijvoorbeeld: trekker, opdrachtgever, meedenker."),
        }
        widgets = {"wants": lines(2), "responsibility": lines(2)}

    def __init__(self, *args, question: Question, **kwargs):
        super().__init__(*args, **kwargs)
        self.question = question

    def clean_name(self) -> str:
        """One row per party."""
        name = self.cleaned_data["name"].strip()
        twins = Party.objects.filter(question=self.question, name__iexact=name).exclude(pk=self.instance.pk)
        if twins.exists():
            raise forms.ValidationError(_("Deze partij staat er al."))
        return name


class MandateForm(forms.ModelForm):
    """Who may decide what, up to which amount."""

    class Meta:
        model = Mandate
        fields = ["area", "who", "what", "up_to", "conditions", "decision", "since", "until"]
        labels = {
            "area": _("In welk gebied?"),
            "who": _("Wie mag beslissen?"),
            "what": _("Waarover?"),
            "up_to": _("Tot en met welk bedrag, in euro?"),
            "conditions": _("Onder welke voorwaarden?"),
            "decision": _("Volgens welk besluit?"),
            "since": _("Geldt vanaf"),
            "until": _("Geldt tot"),
        }
        help_texts = {
            "area": _("Het mandaat geldt ook in alles wat in dit gebied ligt."),
            "who": _("De functie, niet de naam: “de wijkmanager”."),
            "up_to": _("Laat leeg als er geen bedrag bij hoort."),
        }
        widgets = {"conditions": lines(2), "since": DateInput, "until": DateInput}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_on() | Area.objects.filter(pk=self.instance.area_id)
        self.fields["area"].empty_label = _("Kies een gebied")
        if not self.instance.pk:
            self.initial["since"] = timezone.localdate()

    def clean(self):
        values = super().clean()
        since, until = values.get("since"), values.get("until")
        if since and until and until <= since:
            self.add_error("until", _("Dit is niet later dan de eerste dag."))
        return values


class ApproachForm(forms.ModelForm):
    """A special approach with its areas; its projects are chosen once the areas are known."""

    areas = forms.ModelMultipleChoiceField(
        label=_("Gebieden"),
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één gebied.")},
    )
    projects = forms.ModelMultipleChoiceField(
        label=_("Projecten"),
        queryset=Project.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Kies eerst de gebieden en sla op. Daarna staan hun projecten hier."),
    )

    class Meta:
        model = Approach
        fields = ["kind", "title", "first_year", "last_year", "lead", "money", "why", "goals", "how"]
        labels = {
            "kind": _("Wat voor aanpak?"),
            "title": _("Titel"),
            "first_year": _("Eerste jaar"),
            "last_year": _("Laatste jaar"),
            "lead": _("Wie trekt het?"),
            "money": _("Geld voor alle jaren, in euro"),
            "why": _("Waarom deze aanpak?"),
            "goals": _("Wat willen we bereiken?"),
            "how": _("Hoe werken we?"),
        }
        widgets = {"why": lines(), "goals": lines(), "how": lines()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        mine = self.instance
        areas = list(mine.areas.all()) if mine.pk else []
        chosen = Area.objects.filter(pk__in=[area.pk for area in areas])
        self.fields["areas"].queryset = areas_on().exclude(parent=None) | chosen
        self.fields["lead"].queryset = Organisation.objects.filter(is_active=True).order_by("name")
        self.fields["lead"].empty_label = _("Nog niet bekend")
        here = projects_of(areas)
        if mine.pk:
            here |= Project.objects.filter(pk__in=mine.projects.values("pk"))
            self.initial |= {"areas": areas, "projects": list(mine.projects.values_list("pk", flat=True))}
        self.fields["projects"].queryset = here.order_by("title")
        for name in ("first_year", "last_year"):
            self.fields[name].localize = False

    def clean(self):
        values = super().clean()
        first, last = values.get("first_year"), values.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Het laatste jaar is vóór het eerste."))
        return values


class ReasonForm(forms.Form):
    """Why, or what came of it."""

    reason = forms.CharField(label=_("Toelichting"), max_length=2000, widget=lines(4))
