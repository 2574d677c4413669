from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.projects.models import Project
from programmes.yearly.forms import LONG_TEXT
from wijkportaal.foundation.components.forms import DateInput
from wijkportaal.foundation.richtext.forms import RichTextFormField


class RemarkForm(forms.Form):
    """What someone says of a passage, with the words that it is about."""

    quote = forms.CharField(
        label=_("Over welke passage gaat het?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Een paar woorden uit de tekst, precies zoals ze er staan."),
    )
    text = forms.CharField(label=_("Uw opmerking"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ReplyForm(forms.Form):
    """An answer to a remark."""

    text = forms.CharField(label=_("Uw antwoord"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class HandBackForm(forms.Form):
    """Why a part comes back, and until when its supplier has."""

    reason = forms.CharField(
        label=_("Wat moet er anders?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = forms.DateField(label=_("Nieuwe datum (mag leeg blijven)"), required=False, widget=DateInput)

    def clean_due_on(self):
        """A new date is one to come."""
        day = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise ValidationError(_("Kies een datum die nog komt."))
        return day


class ProjectChoice(forms.ModelChoiceField):
    """Projects by title, area and period."""

    def label_from_instance(self, project: Project) -> str:
        return f"{project.title} ({project.area.name}, {project.period})"


class AmendmentForm(forms.Form):
    """Why an adopted programme changes, and with which decision."""

    reason = forms.CharField(
        label=_("Waarom verandert dit?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Iedereen kan dit lezen. Schrijf er geen namen in."),
    )
    decision_number = forms.CharField(
        label=_("Nummer van het besluit (mag leeg blijven)"), max_length=60, required=False
    )


class PartAmendmentForm(AmendmentForm):
    """The new text of a part of an adopted programme."""

    text = RichTextFormField(label=_("Nieuwe tekst"), max_length=LONG_TEXT)
    field_order = ["text", "reason", "decision_number"]


class AddProjectForm(AmendmentForm):
    """Which project comes into an adopted programme, and what is promised about it."""

    project = ProjectChoice(
        label=_("Welk project komt erbij?"),
        queryset=Project.objects.none(),
        empty_label=_("Kies een project"),
        error_messages={"required": _("Kies een project.")},
    )
    promise = forms.CharField(
        label=_("Wat beloven we dit jaar? (mag leeg blijven)"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Eén zin: wat is er aan het eind van het jaar klaar?"),
    )
    field_order = ["project", "promise", "reason", "decision_number"]

    def __init__(self, *args, projects, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects


class DropProjectForm(AmendmentForm):
    """Why a project goes out of an adopted programme."""


class EntryAmendmentForm(AmendmentForm):
    """What an adopted programme promises about a project from now on."""

    promise = forms.CharField(
        label=_("Wat beloven we nu?"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
    field_order = ["promise", "reason", "decision_number"]
