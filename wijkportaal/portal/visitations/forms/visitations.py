from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.territory.models import Area
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.portal.visitations.models import Recommendation, Visitation
from wijkportaal.portal.visitations.queries import StatementRow, ThemeBlock, areas_to_visit, people_to_ask
from wijkportaal.portal.visitations.states import SCALE, THEMES

MOST_VISITORS = 12
PARTS_OF_VISITOR = 3
FAR = 5


class NewVisitationForm(forms.Form):
    """Of which area, and of which year."""

    area = forms.ModelChoiceField(
        label=_("Van welk gebied?"),
        queryset=Area.objects.none(),
        empty_label=_("Kies een gebied"),
        help_text=_("Kies de gemeente voor een visitatie van de hele wijkaanpak."),
    )
    year = forms.IntegerField(label=_("Van welk jaar?"), min_value=2000, max_value=2100)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_visit(person)
        self.fields["year"].initial = timezone.localdate().year


class ThemeForm(forms.Form):
    """The statements of one theme, each with a score and why. What is fixed is to read; what was typed by then stays."""

    def __init__(self, *args, block: ThemeBlock, is_fixed: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.block = block
        for row in block.rows:
            known = row.score
            self.fields[f"score_{row.statement.pk}"] = forms.TypedChoiceField(
                label=row.statement.text,
                choices=list(SCALE.items()),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
                initial=known.value if known else None,
            )
            self.fields[f"why_{row.statement.pk}"] = forms.CharField(
                label=_("Waarom?"),
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
                initial=known.explanation if known else "",
            )
        for field in self.fields.values():
            field.disabled = is_fixed and not self.is_bound

    @property
    def lines(self) -> list[tuple[StatementRow, forms.BoundField, forms.BoundField]]:
        """Each statement with its two fields."""
        return [
            (row, self[f"score_{row.statement.pk}"], self[f"why_{row.statement.pk}"])
            for row in self.block.rows
        ]

    @property
    def scores(self) -> dict[int, tuple[int | None, str]]:
        """What was filled in, by statement."""
        return {
            row.statement.pk: (
                self.cleaned_data.get(f"score_{row.statement.pk}"),
                self.cleaned_data.get(f"why_{row.statement.pk}", ""),
            )
            for row in self.block.rows
        }


class VisitForm(forms.ModelForm):
    """When the visit is, what is done, and who come: a line for each."""

    who = forms.CharField(
        label=_("Wie komen er?"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Zet elke visiteur op een regel: naam; functie; gemeente."),
    )

    class Meta:
        model = Visitation
        fields = ["visit_on", "programme"]
        labels = {"visit_on": _("Wanneer is het bezoek?"), "programme": _("Programma van de dag")}
        help_texts = {"programme": _("Wie spreken zij, en waar gaan ze kijken?")}
        widgets = {"visit_on": DateInput, "programme": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].initial = "\n".join(
            "; ".join((each.name, each.function, each.gemeente)) for each in self.instance.visitors.all()
        )

    def clean_who(self) -> list[dict[str, str]]:
        """Read the lines; each names somebody and their gemeente."""
        lines = [line for line in self.cleaned_data["who"].splitlines() if line.strip()]
        if len(lines) > MOST_VISITORS:
            raise ValidationError(_("Hoogstens %(number)d visiteurs."), params={"number": MOST_VISITORS})
        found = []
        for number, line in enumerate(lines, start=1):
            parts = [part.strip()[:100] for part in line.split(";")]
            if len(parts) != PARTS_OF_VISITOR or not parts[0] or not parts[2]:
                raise ValidationError(
                    _("Regel %(number)d: schrijf naam; functie; gemeente, met een puntkomma ertussen."),
                    params={"number": number},
                )
            found.append(dict(zip(("name", "function", "gemeente"), parts, strict=True)))
        return found


class ReportForm(forms.ModelForm):
    """What the visiteurs saw, and what the gemeente says to it."""

    class Meta:
        model = Visitation
        fields = ["findings", "response"]
        labels = {"findings": _("Wat zagen de visiteurs?"), "response": _("Reactie van de gemeente")}
        help_texts = {
            "findings": _("Iedereen leest dit in het rapport. Schrijf er geen namen van bewoners in.")
        }
        widgets = {
            "findings": forms.Textarea(attrs={"rows": 8}),
            "response": forms.Textarea(attrs={"rows": 8}),
        }


class RecommendationForm(forms.ModelForm):
    """What is recommended and, once that is known, what the gemeente does with it."""

    class Meta:
        model = Recommendation
        fields = ["theme", "text", "answer", "who", "responsible", "due_on"]
        labels = {
            "theme": _("Over welk thema?"),
            "text": _("Wat bevelen de visiteurs aan?"),
            "answer": _("Wat doet de gemeente ermee?"),
            "who": _("Wie doet het?"),
            "responsible": _("Wie gaat erover?"),
            "due_on": _("Wanneer is het klaar?"),
        }
        help_texts = {
            "who": _("Zonder namen, zoals “de afdeling groen”. Iedereen leest dit."),
            "responsible": _("Ziet de aanbeveling bij Mijn werk. De naam komt niet op de site."),
        }
        widgets = {
            "text": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 3}),
            "due_on": DateInput,
        }

    def __init__(self, *args, area: Area, is_public: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        people = people_to_ask(area)
        self.fields["responsible"].queryset = people
        self.fields["responsible"].empty_label = _("Nog niemand")
        self.fields["theme"].choices = [("", _("Kies een thema")), *THEMES.items()]
        for name in ("theme", "text", "answer") if is_public else ():
            del self.fields[name]

    def clean_due_on(self) -> date | None:
        """Nobody plans for after this many years."""
        day = self.cleaned_data["due_on"]
        if day and not timezone.localdate().year - FAR <= day.year <= timezone.localdate().year + FAR:
            raise ValidationError(_("Die dag is te ver weg. Kies een dag binnen vijf jaar."))
        return day
