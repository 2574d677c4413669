from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from budgets.objections.states import RESULTS
from wijkportaal.foundation.components.forms import DateInput

OLDEST = timedelta(days=3 * 365)


class ObjectForm(forms.Form):
    """Who objects, and why."""

    name = forms.CharField(label=_("Uw naam"), max_length=150)
    address = forms.CharField(label=_("Uw adres"), max_length=300)
    email = forms.EmailField(label=_("Uw e-mailadres"))
    grounds = forms.CharField(
        label=_("Waarom bent u het niet eens met het besluit?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Schrijf het in uw eigen woorden op. U mag later nog iets aanvullen."),
    )


class NoteForm(ObjectForm):
    """An objection that came in another way, noted by an official."""

    email = forms.EmailField(label=_("E-mailadres"), required=False)
    received_on = forms.DateField(label=_("Wanneer is het ontvangen?"), widget=DateInput)
    posted_on = forms.DateField(
        label=_("Wanneer is het gepost?"),
        required=False,
        widget=DateInput,
        help_text=_(
            "Kijk naar het poststempel. Op tijd gepost telt als op tijd, als het binnen een week aankwam."
        ),
    )
    with_committee = forms.BooleanField(
        label=_("Een commissie adviseert (het antwoord mag dan twaalf weken duren)"), required=False
    )

    def clean_received_on(self) -> date:
        day = self.cleaned_data["received_on"]
        if not timezone.localdate() - OLDEST <= day <= timezone.localdate():
            raise ValidationError(_("Kies een dag die voorbij is, of vandaag."))
        return day

    def clean(self):
        values = super().clean()
        posted, received = values.get("posted_on"), values.get("received_on")
        if posted and received and posted > received:
            self.add_error("posted_on", _("Dit is later dan de dag waarop het is ontvangen."))
        return values


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Waarom?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


class ObjectionAnswerForm(forms.Form):
    """How an objection ends, and why."""

    result = forms.ChoiceField(
        label=_("Wat is uw beslissing?"), choices=list(RESULTS.items()), widget=forms.RadioSelect
    )
    reasons = forms.CharField(
        label=_("Waarom?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Staat letterlijk in de brief. Is het bezwaar gegrond? Schrijf dan ook op wat het besluit nu is."
        ),
    )
