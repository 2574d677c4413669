from decimal import Decimal

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from areas.addresses.calculations import read_postcode
from areas.addresses.queries import areas_of_postcode, has_postcodes
from areas.territory.forms import AreaChoiceFilter
from areas.territory.models import Area
from areas.territory.queries import descendants_of
from participation.voting.calculations.pabulib import Election, PabulibRefused, read_pabulib
from participation.voting.models import VotePlan, VotingRound
from participation.voting.queries import areas_to_vote_in
from participation.voting.states import (
    CHECKS,
    ELSEWHERE,
    EQUAL_SHARES,
    MOST_CODES,
    MOST_LETTERS,
    MOST_PLACES,
    MOST_VOTES,
    RANKING,
    RULES,
    STICKERS,
)
from wijkportaal.foundation.components.forms import DateInput, MomentInput
from wijkportaal.foundation.money.calculations import euros, read_amount
from wijkportaal.foundation.money.forms import AmountField
from wijkportaal.foundation.people.codes import read_code
from wijkportaal.foundation.pictures.forms import PictureField

MOST_CEILINGS = 20


class CeilingsField(forms.CharField):
    """Amounts by category, one on a line: `Groen: 5000`. Gives a dict of texts of exact euros."""

    def __init__(self, **options):
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **options)

    def prepare_value(self, value):
        if isinstance(value, dict):
            return "\n".join(
                f"{name}: {euros(Decimal(amount)).removeprefix('€').strip()}"
                for name, amount in value.items()
            )
        return value

    def clean(self, value) -> dict[str, str]:
        ceilings: dict[str, str] = {}
        for line in super().clean(value or "").splitlines():
            if not line.strip():
                continue
            name, _colon, written = line.rpartition(":")
            amount = read_amount(written) if name.strip() else None
            if amount is None or amount < 0:
                raise ValidationError(
                    _("“%(line)s” lezen wij niet. Schrijf het als “Groen: 5000”."), params={"line": line[:60]}
                )
            ceilings[name.strip()[:60]] = f"{amount:.2f}"
        if len(ceilings) > MOST_CEILINGS:
            raise ValidationError(_("Hooguit %(most)d plafonds."), params={"most": MOST_CEILINGS})
        return ceilings

    def has_changed(self, initial, data) -> bool:
        return self.clean(data) != (initial or {})


class RoundForm(forms.ModelForm):
    """A round: what it is about, who may vote and until when, how is voted, and the rule by which is counted."""

    starts_at = forms.DateTimeField(label=_("Open vanaf"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=_("Open tot"), widget=MomentInput)
    budget = AmountField(label=_("Hoeveel euro is er te verdelen?"), lowest=Decimal("0.01"))
    ceilings = CeilingsField(
        label=_("Plafond per categorie"),
        help_text=_("Hoeveel euro er hooguit naar een categorie gaat. Op elke regel één: “Groen: 5000”."),
    )

    class Meta:
        model = VotingRound
        fields = [
            "title",
            "intro",
            "who",
            "starts_at",
            "ends_at",
            "check_by",
            "eligible",
            "method",
            "most",
            "most_each",
            "budget",
            "rule",
            "minimum",
            "ceilings",
        ]
        labels = {
            "title": _("Hoe heet de stemronde?"),
            "intro": _("Waar gaat het over?"),
            "who": _("Wie mag er stemmen?"),
            "check_by": _("Waarmee stemt men?"),
            "eligible": _("Hoeveel mensen mogen stemmen?"),
            "method": _("Hoe stemt men?"),
            "most": _("Hoeveel stickers, plannen of plaatsen per persoon?"),
            "most_each": _("Hoeveel stickers hooguit op één plan?"),
            "rule": _("Hoe wordt er geteld?"),
            "minimum": _("Hoeveel stemmen heeft een plan minstens nodig?"),
        }
        help_texts = {
            "who": _("Bijvoorbeeld: iedereen van 12 jaar en ouder die in Oosterend woont."),
            "check_by": _(
                "Eén stem per persoon: met de code uit een brief, een e-mailadres, of een account."
            ),
            "eligible": _("Voor de opkomst. Laat leeg als u codes maakt: dan tellen de codes."),
            "most": _("Telt niet als men zelf het budget verdeelt."),
            "rule": _(
                "Meeste stemmen: van boven naar beneden, zolang het in het budget past. Gelijke delen: ieders stem is "
                "evenveel geld waard, zodat ook een kleinere groep iets krijgt."
            ),
        }
        widgets = {
            "intro": forms.Textarea(attrs={"rows": 3}),
            "check_by": forms.RadioSelect,
            "method": forms.RadioSelect,
            "rule": forms.RadioSelect,
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Who held a vote elsewhere takes it in as a file.
        self.fields["check_by"].choices = [choice for choice in CHECKS.items() if choice[0] != ELSEWHERE]

    def clean(self):
        values = super().clean()
        starts, ends = values.get("starts_at"), values.get("ends_at")
        if starts and ends and ends <= starts:
            self.add_error("ends_at", _("Het einde komt na het begin."))
        method, most = values.get("method"), values.get("most")
        if method == RANKING and most and most > MOST_PLACES:
            self.add_error("most", _("Een volgorde heeft hooguit %(most)d plaatsen.") % {"most": MOST_PLACES})
        if method == STICKERS and most and values.get("most_each") and values["most_each"] > most:
            self.add_error("most_each", _("Dit is meer dan iemand stickers heeft."))
        if values.get("rule") == EQUAL_SHARES and values.get("ceilings"):
            self.add_error("ceilings", _("Een plafond per categorie kan alleen bij “meeste stemmen”."))
        return values

    def clean_minimum(self) -> int:
        return max(1, self.cleaned_data["minimum"])


class NewRoundForm(RoundForm):
    """A new round: where."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    field_order = ["area", "title"]

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_vote_in(person)


class PlanForm(forms.ModelForm):
    """A plan on the ballot. The photo is stored by the action, so it is no field of the record here."""

    cost = AmountField(label=_("Wat kost het?"))
    photo = PictureField(label=_("Foto"), required=False)
    photo_alt = forms.CharField(
        label=_("Wat is er op de foto te zien?"),
        max_length=250,
        required=False,
        help_text=_("Voor wie de foto niet kan zien."),
    )

    class Meta:
        model = VotePlan
        fields = ["title", "words", "cost", "category", "place"]
        labels = {
            "title": _("Hoe heet het plan?"),
            "words": _("Wat houdt het in?"),
            "category": _("Categorie"),
            "place": _("Waar?"),
        }
        help_texts = {"category": _("Bijvoorbeeld: groen, verkeer, ontmoeten.")}
        widgets = {"words": forms.Textarea(attrs={"rows": 4})}


class SetAsideForm(forms.Form):
    """Why a winner is not carried out, and who decided that."""

    reason = forms.CharField(
        label=_("Waarom gaat dit plan niet door?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Iedereen kan dit lezen."),
    )
    decided_by = forms.CharField(
        label=_("Wie besloot dit?"),
        max_length=150,
        help_text=_("Bijvoorbeeld: het college, of de wijkwethouder."),
    )
    decided_on = forms.DateField(label=_("Wanneer?"), widget=DateInput)

    def clean_decided_on(self):
        day = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Deze dag moet nog komen. Kies vandaag of eerder."))
        return day


class BatchForm(forms.Form):
    """How many codes, for which area, as what file."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=None
    )
    size = forms.IntegerField(label=_("Hoeveel codes?"), min_value=1, max_value=MOST_CODES)
    file = forms.ChoiceField(
        label=_("Als wat voor bestand?"),
        choices=[
            ("xlsx", _("Excel, voor de drukker")),
            ("pdf", _("Brieven als pdf, om zelf af te drukken (hooguit 200)")),
        ],
        widget=forms.RadioSelect,
        initial="xlsx",
    )

    def __init__(self, *args, voting_round: VotingRound, **kwargs):
        super().__init__(*args, **kwargs)
        area = voting_round.area
        inside = descendants_of(area).values("pk")
        self.fields["area"].queryset = Area.objects.today().filter(pk__in=inside) | Area.objects.filter(
            pk=area.pk
        )
        self.fields["area"].initial = area.pk

    def clean(self):
        values = super().clean()
        if values.get("file") == "pdf" and (values.get("size") or 0) > MOST_LETTERS:
            self.add_error(
                "size", _("Als pdf kan dit met hooguit %(most)d tegelijk.") % {"most": MOST_LETTERS}
            )
        return values


class CodeForm(forms.Form):
    """The code to vote with."""

    code = forms.CharField(
        label=_("Uw stemcode"),
        max_length=60,
        help_text=_("Twaalf letters en cijfers. Kleine letters en streepjes maken niet uit."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        if not (code := read_code(self.cleaned_data["code"])):
            raise ValidationError(_("Deze code klopt niet. Kijk nog eens goed in de brief of e-mail."))
        return code


class AddressForm(forms.Form):
    """An e-mail address of somebody who lives in the area."""

    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        help_text=_("U krijgt een code. Wij bewaren uw adres niet bij uw stem."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    postcode = forms.CharField(
        label=_("Uw postcode en huisnummer"),
        max_length=20,
        help_text=_("Bijvoorbeeld 8911 AB 12. Alleen om te zien of u hier woont."),
        widget=forms.TextInput(attrs={"autocomplete": "postal-code"}),
    )
    lives_here = forms.BooleanField(
        label=_("Ik mag stemmen in deze stemronde"),
        error_messages={"required": _("Vink aan dat u mag stemmen.")},
    )

    def __init__(self, *args, voting_round: VotingRound, **kwargs):
        super().__init__(*args, **kwargs)
        self.voting_round = voting_round
        self.found: Area | None = None
        self.fields["lives_here"].help_text = voting_round.who
        if not has_postcodes():
            del self.fields["postcode"]

    def clean_postcode(self) -> str:
        written = self.cleaned_data["postcode"]
        typed = read_postcode(written)
        if typed is None:
            raise ValidationError(_("Schrijf uw postcode als 8911 AB, met uw huisnummer erachter."))
        here = self.voting_round.area.pk
        inside = [area for area in areas_of_postcode(typed) if here in {area.pk, *area.ancestor_ids}]
        if not inside:
            raise ValidationError(
                _("Dit adres ligt niet in %(area)s. Klopt dat niet? Neem contact met ons op."),
                params={"area": self.voting_round.area},
            )
        self.found = inside[0]
        return written


class PaperForm(forms.Form):
    """What stands on a paper ballot beside the choice: its code, where codes are used, and whether it is valid."""

    code = forms.CharField(
        label=_("De code op het stembiljet"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    is_invalid = forms.BooleanField(
        label=_("Dit stembiljet is ongeldig"),
        required=False,
        help_text=_("Leeg, niet te lezen, of te veel gekozen. Laat de keuzes dan leeg."),
    )

    def __init__(self, *args, has_codes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_codes:
            del self.fields["code"]

    clean_code = CodeForm.clean_code


class ElectionForm(forms.Form):
    """A file of Pabulib with an election that was held elsewhere."""

    area = forms.ModelChoiceField(
        label=_("Voor welk gebied?"), queryset=Area.objects.none(), empty_label=_("Kies een gebied")
    )
    rule = forms.ChoiceField(
        label=_("Hoe wordt er geteld?"),
        choices=list(RULES.items()),
        widget=forms.RadioSelect,
        initial=MOST_VOTES,
    )
    file = forms.FileField(label=_("Het bestand (.pb)"))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas_to_vote_in(person)

    def clean_file(self) -> Election:
        try:
            return read_pabulib(self.cleaned_data["file"].read())
        except PabulibRefused as refused:
            raise ValidationError(str(refused)) from refused


class WorkFilter(django_filters.FilterSet):
    """What the list of rounds can be narrowed to; a wrong value is left out rather than refused."""

    gebied = AreaChoiceFilter(field_name="area")
    jaar = django_filters.NumberFilter(
        label=_("Eindigt in het jaar"), field_name="ends_at__year", min_value=2000, max_value=2100
    )

    class Meta:
        model = VotingRound
        fields: list[str] = []
