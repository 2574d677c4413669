import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from areas.organisations.models import Organisation
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from areas.territory.queries import areas_on
from participation.neighbours.calculations import health_word_in, tells_how_to_reach
from participation.neighbours.models import Notice, Service
from participation.neighbours.states import CATEGORIES, KINDS, SLOTS, SUBJECTS

GROUPED = [
    (subject_label, [(name, each.label) for name, each in CATEGORIES.items() if each.subject == subject])
    for subject, subject_label in SUBJECTS.items()
]


class NoticeForm(forms.ModelForm):
    """What somebody asks or offers: nothing about health, and no way around the portal."""

    slots = forms.MultipleChoiceField(
        label=_("Wanneer kan het?"),
        choices=list(SLOTS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets aankruisen is altijd."),
    )
    kind = forms.ChoiceField(
        label=_("Wat wilt u?"),
        choices=[("ask", _("Ik zoek iets")), ("offer", _("Ik bied iets aan"))],
        initial="ask",
        widget=forms.RadioSelect,
    )
    category = forms.ChoiceField(label=_("Waar gaat het over?"), choices=GROUPED)
    area = forms.ModelChoiceField(
        label=_("In welke wijk of welk dorp?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )

    class Meta:
        model = Notice
        fields = ["kind", "category", "title", "text", "area", "place", "slots"]
        labels = {
            "title": _("Titel"),
            "text": _("Uitleg"),
            "place": _("Straat, of de cijfers van uw postcode"),
        }
        help_texts = {
            "title": _(
                "Zoals “Wie helpt mij een lamp ophangen?” of “Partytent te leen”. Iedereen leest dit."
            ),
            "text": _("Alleen wie is ingelogd leest dit. Schrijf geen naam, adres of telefoonnummer op."),
            "place": _("Zonder huisnummer."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_on().exclude(kind="gemeente")

    def clean_title(self) -> str:
        return self._clean_words("title")

    def clean_text(self) -> str:
        return self._clean_words("text")

    def clean_place(self) -> str:
        place = self.cleaned_data["place"].strip()
        if tells_how_to_reach(place) or any(part.isdigit() and len(part) != 4 for part in place.split()):
            raise ValidationError(
                _("Vul alleen een straat in, of vier cijfers van de postcode. Geen huisnummer.")
            )
        return place

    def _clean_words(self, name: str) -> str:
        words = self.cleaned_data[name].strip()
        if found := health_word_in(words):
            raise ValidationError(
                _(
                    "Er staat “%(word)s” in. Zet liever niets over gezondheid in een oproep: veel mensen lezen mee. "
                    "Schrijf alleen wat u zoekt of aanbiedt. Hebt u zorg nodig? Kijk bij de organisaties die helpen."
                )
                % {"word": found}
            )
        if tells_how_to_reach(words):
            raise ValidationError(
                _("Er staat een nummer, adres of link in. Laat dat weg: het contact gaat via het portaal.")
            )
        return words


class WordsForm(forms.Form):
    """A message to somebody whose name one does not know."""

    words = forms.CharField(
        label=_("Uw bericht"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De ander ziet uw naam en adres niet."),
    )


class ServiceForm(forms.ModelForm):
    """Who helps as a profession, and who to call."""

    class Meta:
        model = Service
        fields = ["organisation", "kind", "text", "phone", "hours", "is_active"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(is_active=True)
        self.fields["organisation"].empty_label = _("Kies een organisatie")
        self.fields["kind"].choices = [("", _("Kies")), *self.fields["kind"].choices[1:]]


class PublicFilter(django_filters.FilterSet):
    """What the public list can be narrowed to; a wrong value is left out rather than refused."""

    area = AreaChoiceFilter(areas_within_gemeente)
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=list(KINDS.items()), empty_label=_("Gevraagd en aangeboden")
    )
    category = django_filters.ChoiceFilter(label=_("Waarover"), choices=GROUPED, empty_label=_("Alles"))

    class Meta:
        model = Notice
        fields: list[str] = []
