"""Projects in the API with what their carriers do: say how one stands."""

from django.http import QueryDict
from rest_framework import serializers

from programmes.progress.actions import report_progress
from programmes.progress.forms import ReportForm
from programmes.projects.api import STATES, ProjectWhole
from programmes.projects.api import Projects as ReadProjects
from programmes.projects.models import Project
from programmes.projects.states import LIFE_CYCLE
from wijkportaal.foundation.api.doors import deed
from wijkportaal.foundation.api.fields import address_of
from wijkportaal.foundation.api.problems import BODY, Wrong
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.transitions.states import TransitionRefused

# What the form calls what the API has a Dutch name for.
NAMES = {"step": "stand", "start": "begint", "end": "klaar", "note": "bericht"}
QUARTER = "Een kwartaal, zoals 2027-2. Leeg als het niet bekend is; weglaten laat het zoals het is."


class ReportIn(serializers.Serializer):
    """What is sent to say how a project stands; what is left out stays as it is."""

    noun = "NieuweVoortgang"
    stand = serializers.ChoiceField(
        choices=list(STATES.names.values()), required=False, help_text="Hoe het project er nu voor staat."
    )
    begint = serializers.CharField(max_length=6, required=False, allow_blank=True, help_text=QUARTER)
    klaar = serializers.CharField(max_length=6, required=False, allow_blank=True, help_text=QUARTER)
    bericht = serializers.CharField(
        max_length=500,
        required=False,
        allow_blank=True,
        help_text="Bewoners lezen dit. Moet als het later wordt of niet doorgaat.",
    )


class Projects(ReadProjects):
    refusals = (TransitionRefused, EditConflict)

    @deed(
        "voortgang",
        operation="meldVoortgangVanProject",
        summary="Meld hoe een project ervoor staat",
        about="Voor wie het project draagt of in het gebied werkt. Zonder inhoud bevestigt u dat het nog klopt.",
        incoming=ReportIn,
        answered=ProjectWhole,
    )
    def report(self, request, **kwargs):
        found = self.one(kwargs["id"])
        self.must("progress.report_progress", found)
        form = ReportForm(_form_values(found, self.sent(request)), project=found)
        if not form.is_valid():
            raise Wrong(
                BODY,
                {NAMES.get(name, ""): [str(each) for each in says] for name, says in form.errors.items()},
            )

        def act():
            report_progress(found, form.report(), seen=found.stamp, by=self.person)
            whole = self.one(found.public_id)
            return 201, dict(ProjectWhole(whole).data), address_of("projecten", found.public_id)

        return self.once(request, act)


def _form_values(project: Project, values: dict) -> QueryDict:
    """Return what was sent as the form of carriers has it."""
    form = QueryDict(mutable=True)
    form["seen"] = project.stamp
    form["note"] = values.get("bericht", "")
    for name, field, present in (("begint", "start", project.start), ("klaar", "end", project.end)):
        form[field] = values.get(name, present.written if present else "")
    wanted = STATES.key(values["stand"]) if "stand" in values else project.state
    if wanted != project.state:
        steps = [step.name for step in LIFE_CYCLE.leaving(project.state) if step.target == wanted]
        # A state that no step leads to is no choice of the form, which says so.
        form["step"] = steps[0] if steps else wanted
    return form
