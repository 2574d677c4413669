from datetime import timedelta

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from shapely.geometry import Point, shape

from areas.organisations.forms import MARGIN, CoordinateField
from areas.organisations.models import Organisation
from areas.territory.forms import AreaChoiceFilter, areas_within_gemeente
from areas.territory.models import Area
from areas.territory.queries import areas_on
from areas.themes.models import Theme
from areas.themes.queries import themes_in_use
from participation.initiatives.models import Comment, Initiative, InitiativeKind, Outcome
from participation.initiatives.queries import boards_to_speak_for, filtered
from participation.initiatives.states import DRAFT, LIFE_CYCLE, RUNG_HELP, RUNGS, SUBMITTED
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.money.forms import AmountField
from wijkportaal.foundation.pictures.forms import PictureField

DEFAULT_TERM = timedelta(weeks=3)
LONGEST_TERM = timedelta(days=366)
SHOWS_NAME_HELP = _("Kiest u dit niet, dan staat er “een bewoner”. U kunt dit later veranderen.")


class NewInitiativeForm(forms.Form):
    """The least that an initiative starts with; the rest is written on its own page, alone or together."""

    title = forms.CharField(
        label=_("Hoe heet uw initiatief?"),
        max_length=120,
        help_text=_("Kort en duidelijk, zoals “Een moestuin voor de hele buurt”."),
    )
    kind = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[
            (InitiativeKind.IDEA, _("Een eigen idee")),
            (InitiativeKind.CHALLENGE, _("Wij willen een taak van de gemeente overnemen (uitdaagrecht)")),
        ],
        widget=forms.RadioSelect,
        initial=InitiativeKind.IDEA,
    )
    area = forms.ModelChoiceField(
        label=_("In welke wijk of welk dorp?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    theme = forms.ModelChoiceField(
        label=_("Waar gaat het over?"), queryset=Theme.objects.none(), empty_label=_("Kies een thema")
    )
    organisation = forms.ModelChoiceField(
        label=_("Namens wie?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Namens mijzelf en mijn buren"),
    )
    shows_name = forms.BooleanField(
        label=_("Zet mijn naam op de site"), required=False, help_text=SHOWS_NAME_HELP
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_on().exclude(kind="gemeente")
        self.fields["theme"].queryset = themes_in_use()
        boards = boards_to_speak_for(person)
        if boards:
            self.fields["organisation"].queryset = boards
        else:
            del self.fields["organisation"]
        if not person.full_name:
            del self.fields["shows_name"]


class InitiativeForm(forms.ModelForm):
    """All that makers write of their initiative; it saves itself."""

    cost = AmountField(label=_("Wat kost het ongeveer, in euro?"), required=False)
    present_cost = AmountField(label=_("Wat kost de taak nu per jaar, in euro?"), required=False)
    latitude = CoordinateField(label=_("Breedtegraad"), help_text=_("Bijvoorbeeld 53,2012."))
    longitude = CoordinateField(label=_("Lengtegraad"), help_text=_("Bijvoorbeeld 5,7999."))

    class Meta:
        model = Initiative
        fields = [
            "title",
            "theme",
            "what",
            "why",
            "street",
            "latitude",
            "longitude",
            "with_whom",
            "own_effort",
            "cost",
            "asks_money",
            "asks_permission",
            "asks_help",
            "asked",
            "task",
            "present_cost",
            "offer",
        ]
        labels = {
            "title": _("Hoe heet uw initiatief?"),
            "theme": _("Waar gaat het over?"),
            "what": _("Wat wilt u doen?"),
            "why": _("Waarom?"),
            "street": _("In welke straat of op welke plek?"),
            "with_whom": _("Met wie doet u dit?"),
            "own_effort": _("Wat doet u zelf?"),
            "asks_money": _("Geld"),
            "asks_permission": _("Toestemming of een vergunning"),
            "asks_help": _("Hulp"),
            "asked": _("Wat vraagt u precies?"),
            "task": _("Welke taak van de gemeente neemt u over?"),
            "offer": _("Hoe doet u het, en wat wordt er beter?"),
        }
        help_texts = {
            "what": _("Iedereen leest dit, als het op de site staat. Schrijf er geen namen in."),
            "why": _("Wat wordt er beter, en voor wie?"),
            "street": _("Zo zoekt een buur: “Lindestraat, bij de school”."),
            "with_whom": _("Buren, een school, een vereniging. Schrijf er geen namen van mensen in."),
            "cost": _("Weet u het nog niet? Laat het leeg."),
            "present_cost": _("Weet u het niet? De wijkmanager zoekt het voor u op."),
        }
        widgets = {
            "what": forms.Textarea(attrs={"rows": 6}),
            "why": forms.Textarea(attrs={"rows": 4}),
            "with_whom": forms.Textarea(attrs={"rows": 2}),
            "own_effort": forms.Textarea(attrs={"rows": 3}),
            "asked": forms.Textarea(attrs={"rows": 3}),
            "task": forms.Textarea(attrs={"rows": 3}),
            "offer": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = themes_in_use() | Theme.objects.filter(pk=self.instance.theme_id)
        self.fields["theme"].empty_label = _("Kies een thema")
        if not self.instance.is_challenge:
            for name in ("task", "present_cost", "offer"):
                del self.fields[name]

    def clean(self):
        values = super().clean()
        latitude, longitude = values.get("latitude"), values.get("longitude")
        if {"latitude", "longitude"} & self.errors.keys():
            return values
        if (latitude is None) != (longitude is None):
            self.add_error("latitude", _("Vul beide getallen in, of geen van beide."))
        elif latitude is not None and not self._lies_in_area(latitude, longitude):
            message = _("Deze plek ligt niet in %(area)s. Kies een ander punt.")
            self.add_error("latitude", message % {"area": self.instance.area})
        return values

    def _lies_in_area(self, latitude, longitude) -> bool:
        border = self.instance.area.border
        return not border or shape(border).buffer(MARGIN).covers(Point(float(longitude), float(latitude)))


class InviteForm(forms.Form):
    """Whose help is asked."""

    email = forms.EmailField(
        label=_("E-mailadres van uw buur"),
        help_text=_("Uw buur krijgt een mail met uw naam erin, en kan dan meeschrijven."),
    )


class AcceptForm(forms.Form):
    """Whether the name of who takes part shows."""

    shows_name = forms.BooleanField(
        label=_("Zet mijn naam op de site"), required=False, help_text=SHOWS_NAME_HELP
    )


class PhotoForm(forms.Form):
    """A picture, with what is to be seen on it."""

    picture = PictureField(label=_("Foto"))
    alt = forms.CharField(
        label=_("Wat is er te zien?"),
        max_length=250,
        help_text=_("Eén zin, voor wie de foto niet kan zien. Staan er mensen op? Vraag het hun eerst."),
    )


class JudgeForm(forms.Form):
    """Whether the gemeente held to what it said that the makers may decide."""

    held = forms.TypedChoiceField(
        label=_("Mocht u beslissen wat was beloofd?"),
        choices=[("ja", _("Ja")), ("nee", _("Nee"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "ja",
    )
    words = forms.CharField(
        label=_("Wilt u er iets bij zeggen?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )


class CommentForm(forms.ModelForm):
    """What somebody writes below an initiative."""

    class Meta:
        model = Comment
        fields = ["words", "is_question", "shows_name"]
        labels = {
            "words": _("Uw reactie"),
            "is_question": _("Dit is een vraag aan de wijkmanager"),
            "shows_name": _("Zet mijn naam erbij"),
        }
        help_texts = {"words": _("Vriendelijk en over het plan. Schrijf geen namen van anderen op.")}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, person=None, **kwargs):
        super().__init__(*args, **kwargs)
        if person is not None and not person.full_name:
            del self.fields["shows_name"]


class ReasonForm(forms.Form):
    """Why; who wrote it reads this."""

    reason = forms.CharField(label=_("Waarom?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class AnswerForm(forms.Form):
    """An answer to a question."""

    words = forms.CharField(
        label=_("Uw antwoord"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen."),
    )


class AskForm(forms.Form):
    """Who is asked whether it can be done, what, and by when."""

    organisation = forms.ModelChoiceField(
        label=_("Aan wie vraagt u het?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Kies een afdeling"),
    )
    question = forms.CharField(
        label=_("Wat is de vraag?"), max_length=300, help_text=_("Iedereen kan dit lezen.")
    )
    due_on = forms.DateField(label=_("Antwoord uiterlijk op"), widget=DateInput)

    def __init__(self, *args, organisations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations
        self.fields["due_on"].initial = timezone.localdate() + DEFAULT_TERM

    def clean_due_on(self):
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if not today < day <= today + LONGEST_TERM:
            raise ValidationError(_("Kies een dag die nog komt, binnen een jaar."))
        return day


class CheckForm(forms.Form):
    """Whether it can be done, and why."""

    outcome = forms.ChoiceField(
        label=_("Kan het?"),
        choices=[choice for choice in Outcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Waarom, of onder welke voorwaarden?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Iedereen kan dit lezen. Zeg ook wat wel kan."),
    )


class RungForm(forms.Form):
    """What the makers may decide."""

    rung = forms.ChoiceField(
        label=_("Wat mogen de makers beslissen?"),
        choices=[(rung, f"{label}: {RUNG_HELP[rung]}") for rung, label in RUNGS.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In uw eigen woorden"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Waarover wel en waarover niet? Iedereen leest dit, en de makers zeggen later of het klopte."
        ),
    )


class AgreementForm(forms.Form):
    """Under which agreement a task of the gemeente is taken over."""

    agreement = forms.CharField(
        label=_("Wat is afgesproken?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Wie doet wat, voor hoeveel geld, en wat gebeurt er als het niet lukt? Iedereen kan dit lezen."
        ),
    )
    agreed_until = forms.DateField(label=_("Tot wanneer?"), required=False, widget=DateInput)

    def clean_agreed_until(self):
        day = self.cleaned_data["agreed_until"]
        if day and day <= timezone.localdate() and "agreed_until" in self.changed_data:
            raise ValidationError(_("Kies een dag die nog komt."))
        return day


ASKS = (
    ("money", _("geld")),
    ("permission", _("toestemming")),
    ("help", _("hulp")),
    ("nothing", _("niets")),
)


class PublicFilter(django_filters.FilterSet):
    """What the public list can be narrowed to; a wrong value is left out rather than refused."""

    q = django_filters.CharFilter(label=_("Zoek"), method="find")
    area = AreaChoiceFilter(areas_within_gemeente)
    theme = django_filters.ModelChoiceFilter(
        label=_("Thema"),
        queryset=lambda request: Theme.objects.only("name", "slug"),
        to_field_name="slug",
        empty_label=_("Alle thema's"),
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[choice for choice in LIFE_CYCLE.states.items() if choice[0] not in {DRAFT, SUBMITTED}],
        empty_label=_("Alles"),
    )
    asks = django_filters.ChoiceFilter(
        label=_("Wat gevraagd wordt"), choices=ASKS, empty_label=_("Alles"), method="keep_asks"
    )

    class Meta:
        model = Initiative
        fields: list[str] = []

    def find(self, initiatives, name, words):
        return filtered(initiatives, words=words)

    def keep_asks(self, initiatives, name, value):
        if value == "nothing":
            return initiatives.filter(asks_money=False, asks_permission=False, asks_help=False)
        return initiatives.filter(**{f"asks_{value}": True})


class WorkFilter(PublicFilter):
    """What the list in the workspace can be narrowed to."""

    area = AreaChoiceFilter()
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[choice for choice in LIFE_CYCLE.states.items() if choice[0] != DRAFT],
        empty_label=_("Alles"),
    )
