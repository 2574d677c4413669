from datetime import date

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.roles.queries import held_areas
from areas.roles.states import ADMINISTRATOR, COUNCILLOR
from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from areas.themes.models import Theme
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.questions import with_words, years_answered
from wijkportaal.portal.questions.states import KINDS, LIFE_CYCLE


class QuestionForm(forms.ModelForm):
    """What is asked, about which area and theme, by whom."""

    class Meta:
        model = CouncilQuestion
        fields = ["title", "text", "area", "theme", "asked_by", "fractie", "reference"]
        labels = {
            "title": _("Waar gaat de vraag over?"),
            "text": _("De vraag"),
            "area": _("Over welk gebied?"),
            "asked_by": _("Wie stelt de vraag?"),
            "fractie": _("Fractie"),
        }
        help_texts = {
            "text": _(
                "Iedereen leest de vraag zodra er een antwoord is. Schrijf er geen namen van bewoners in."
            ),
            "area": _("Gaat het over de hele gemeente? Kies dan de gemeente."),
            "reference": _("Als de griffie er een nummer aan gaf."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.today().order_by("-kind", "name") | Area.objects.filter(pk=self.instance.area_id)
        self.fields["area"].queryset = areas.order_by("ancestor_ids__len", "name")
        self.fields["area"].empty_label = _("Kies een gebied")
        self.fields["theme"].queryset = Theme.objects.filter(is_active=True)
        self.fields["theme"].empty_label = _("Geen thema")


class NewQuestionForm(QuestionForm):
    """A new question: also what kind it is and when it was asked; they make the term."""

    kind = forms.ChoiceField(
        label=_("Soort vraag"),
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        help_text=_("Een technische vraag gaat over feiten en heeft een korte termijn."),
    )
    asked_on = forms.DateField(label=_("Wanneer is de vraag gesteld?"), widget=DateInput)
    field_order = ["kind", "title", "text", "area", "theme", "asked_by", "fractie", "asked_on", "reference"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, person=person, **kwargs)
        self.fields["kind"].initial = next(iter(KINDS))
        self.fields["asked_on"].initial = timezone.localdate()
        # A member of the raad asks in their own name; who registers for others writes it down.
        self.asks_alone = bool(held_areas(person, COUNCILLOR)) and not held_areas(person, ADMINISTRATOR)
        if self.asks_alone:
            self.fields["asked_by"].initial = person.full_name

    def clean_asked_on(self) -> date:
        """A question is asked before it is written down, and not in another age."""
        day = self.cleaned_data["asked_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of eerder."))
        if day.year < timezone.localdate().year - 2:
            raise ValidationError(_("Deze dag is te lang geleden."))
        return day


class AnswerForm(forms.ModelForm):
    """The answer, in plain text."""

    class Meta:
        model = CouncilQuestion
        fields = ["answer"]
        labels = {"answer": _("Antwoord")}
        help_texts = {
            "answer": _("Kort en gewoon Nederlands. Wat u beweert, staat in de stukken waar het op rust.")
        }
        widgets = {"answer": forms.Textarea(attrs={"rows": 10})}


class ExtendForm(forms.Form):
    """A later last day, and why."""

    due_on = forms.DateField(label=_("Wanneer is het antwoord er wel?"), widget=DateInput)
    reason = forms.CharField(
        label=_("Waarom later?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Wie de vraag stelde en de lezers van het antwoord zien dit."),
    )

    def clean_due_on(self) -> date:
        """A term has an end in sight."""
        day = self.cleaned_data["due_on"]
        if day.year > timezone.localdate().year + 1:
            raise ValidationError(_("Die dag is te ver weg. Kies een dag in dit jaar of het volgende."))
        return day


class SearchForm(forms.Form):
    """Words of a title, or the address of a page of the portal."""

    zoek = forms.CharField(
        label=_("Zoek een stuk"),
        required=False,
        max_length=300,
        help_text=_("Woorden uit de titel, of het adres van een pagina van dit portaal."),
    )


class QuestionFilter(django_filters.FilterSet):
    """What a list of questions can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    area = AreaChoiceFilter(method="keep_area")
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema's"),
    )
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=list(KINDS.items()), empty_label=_("Alle soorten")
    )

    class Meta:
        model = CouncilQuestion
        fields: list[str] = []

    def find(self, questions, name, words):
        return with_words(questions, words)

    def keep_area(self, questions, name, area):
        if area is None or area.is_root:
            return questions
        return questions.filter(area=area) | questions.filter(area__ancestor_ids__contains=[area.pk])


class AnsweredFilter(QuestionFilter):
    """What the public list can be narrowed to: also a year."""

    year = django_filters.ChoiceFilter(
        label=_("Jaar"),
        field_name="answered_on__year",
        choices=lambda: [(year, str(year)) for year in years_answered()],
        empty_label=_("Alle jaren"),
    )


class WorkbenchFilter(QuestionFilter):
    """What the list in the workspace can be narrowed to: also a state."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"), choices=list(LIFE_CYCLE.states.items()), empty_label=_("Alles")
    )
