import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.progress.calculations import YEARS_AHEAD, Report
from programmes.progress.queries import in_order, unchecked
from programmes.projects.calculations import Quarter, quarters_between
from programmes.projects.forms import ProjectFilter
from programmes.projects.models import Project
from programmes.projects.states import LIFE_CYCLE
from wijkportaal.foundation.pictures.forms import PictureField

NOTE_LENGTH = 500


class QuarterField(forms.TypedChoiceField):
    """A quarter out of the years around now; the one that stands there already can always stay."""

    def __init__(self, **options):
        super().__init__(**{"required": False, "coerce": Quarter.read, "empty_value": None} | options)

    def offer(self, present: Quarter | None) -> None:
        """Set what can be chosen."""
        year = timezone.localdate().year
        offered = set(quarters_between(year - 1, year + YEARS_AHEAD)) | ({present} if present else set())
        self.choices = [
            ("", _("nog niet bekend")),
            *((quarter.written, str(quarter)) for quarter in sorted(offered)),
        ]


class ReportForm(forms.Form):
    """How one project stands; what is left as it is needs no touch."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=40)
    step = forms.ChoiceField(label=_("Hoe staat het ervoor?"), required=False)
    start = QuarterField(label=_("Begint in"))
    end = QuarterField(label=_("Klaar in"))
    note = forms.CharField(
        label=_("Kort bericht"),
        required=False,
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Bewoners lezen dit. Schrijf erbij waarom, als het later wordt of niet doorgaat."),
    )
    photo = PictureField(label=_("Foto van nu"), required=False)
    alt = forms.CharField(label=_("Wat is er op de foto te zien?"), required=False, max_length=250)

    def __init__(self, *args, project: Project, **kwargs):
        self.project = project
        present = {"seen": project.stamp, "start": _written(project.start), "end": _written(project.end)}
        super().__init__(*args, initial=present, **kwargs)
        self.steps = {step.name: step for step in LIFE_CYCLE.leaving(project.state)}
        self.fields["step"].choices = [
            ("", _("Blijft: %(state)s") % {"state": LIFE_CYCLE.states[project.state]}),
            *(
                (name, _("Wordt: %(state)s") % {"state": LIFE_CYCLE.states[step.target]})
                for name, step in self.steps.items()
            ),
        ]
        self.fields["start"].offer(project.start)
        self.fields["end"].offer(project.end)
        # On a phone this offers the camera beside the photos that are there already.
        self.fields["photo"].widget.attrs["accept"] = "image/*"

    def clean(self):
        values = super().clean()
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("Het project is klaar voordat het begint. Kies een later kwartaal."))
        if self.errors:
            return values
        step = self.steps.get(values["step"])
        if step and step.guards and not start:
            self.add_error("start", _("Kies wanneer het project begint. Bewoners willen dat weten."))
        before = self.project.start, self.project.end
        if not values["note"].strip() and self.report().needs_words(
            before, step_needs_reason=bool(step and step.needs_reason), is_public=self.project.is_public
        ):
            self.add_error("note", _("Schrijf erbij waarom. Anderen lezen deze reden."))
        return values

    def report(self) -> Report:
        """Return what was filled in."""
        values = self.cleaned_data
        return Report(
            period=(values["start"], values["end"]),
            step=values["step"],
            note=values["note"].strip(),
            photo=values.get("photo") or None,
            alt=values.get("alt", ""),
        )


def _written(quarter: Quarter | None) -> str:
    return quarter.written if quarter else ""


class OwnProjectsFilter(ProjectFilter):
    """What the list of an organisation's own projects can be narrowed to, and its order."""

    silent = django_filters.ChoiceFilter(
        label=_("Bijgewerkt"),
        choices=[("ja", _("langer dan een kwartaal geleden"))],
        empty_label=_("Alles"),
        method="keep_silent",
    )
    order = django_filters.ChoiceFilter(
        label=_("Volgorde"),
        choices=[("titel", _("titel")), ("gebied", _("gebied")), ("klaar", _("wat eerst klaar is"))],
        empty_label=_("langst niet bijgewerkt"),
        method="keep_all",
    )

    @property
    def qs(self):
        """The projects that are left, in the order that was asked."""
        chosen = self.form.cleaned_data.get("order", "") if self.is_bound and self.form.is_valid() else ""
        return in_order(super().qs, chosen or "")

    def keep_silent(self, projects, name, value):
        return unchecked(projects)

    def keep_all(self, projects, name, value):
        return projects
