"""What waits of residents: what they hand in, start, ask and choose, and of the panels that speak for them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.organisations.queries import sits_on_some_board
from participation.consultations.queries.rounds import waiting_for as rounds_to_process
from participation.initiatives.queries import waiting_for as initiatives_for
from participation.meetings.queries import without_minutes
from participation.moderation.queries import number_waiting as complaints_for
from participation.neighbours.queries import waiting_for as notices_for
from participation.recognition.queries import own_bodies, standings
from participation.recognition.queries import waiting_for as recognitions_for
from participation.signals.queries.inbox import waiting_for as signals_for
from participation.surveys.queries import to_publish
from participation.taskgroups.models import Task
from participation.taskgroups.queries import calls_waiting_for
from participation.voting.queries import to_count
from wijkportaal.portal.home.waiting.lines import Line, some


def signals(person) -> Iterator[Line]:
    for signal in some(signals_for(person)):
        yield Line(
            signal.title,
            reverse("signals:overview", args=[signal.public_id]),
            signal.area.name,
            signal.due_on,
        )


def initiatives(person) -> Iterator[Line]:
    waiting = initiatives_for(person)
    workbench = reverse("initiatives:workbench")
    if number := waiting.submitted:
        text = ngettext(
            "%(number)d initiatief wacht om op de site te komen",
            "%(number)d initiatieven wachten om op de site te komen",
            number,
        )
        yield Line(text % {"number": number}, f"{workbench}?state=submitted")
    if number := waiting.to_decide:
        text = ngettext(
            "%(number)d initiatief wacht op een besluit",
            "%(number)d initiatieven wachten op een besluit",
            number,
        )
        yield Line(text % {"number": number}, f"{workbench}?state=checking")
    if number := waiting.comments:
        text = ngettext(
            "%(number)d reactie om naar te kijken", "%(number)d reacties om naar te kijken", number
        )
        yield Line(text % {"number": number}, reverse("initiatives:queue"))
    if number := waiting.checks:
        text = ngettext("%(number)d vraag of iets kan", "%(number)d vragen of iets kan", number)
        yield Line(text % {"number": number}, workbench)


def complaints(person) -> Iterator[Line]:
    if number := complaints_for(person):
        text = ngettext(
            "%(number)d bijdrage wacht op een oordeel", "%(number)d bijdragen wachten op een oordeel", number
        )
        yield Line(text % {"number": number}, reverse("moderation:queue"))


def notices(person) -> Iterator[Line]:
    if number := notices_for(person):
        text = ngettext("%(number)d oproep om te lezen", "%(number)d oproepen om te lezen", number)
        yield Line(text % {"number": number}, reverse("neighbours:queue"))


def calls(person) -> Iterator[Line]:
    if number := calls_waiting_for(person):
        text = ngettext(
            "%(number)d taakgroep wacht op hulp", "%(number)d taakgroepen wachten op hulp", number
        )
        yield Line(text % {"number": number}, reverse("taskgroups:weekly"))


def tasks(person) -> Iterator[Line]:
    tasks = Task.objects.filter(who__person=person.pk, done_at=None).select_related("group__area")
    for task in some(tasks.order_by("due_on", "pk")):
        url = reverse("taskgroups:own", args=[task.group.public_id])
        yield Line(task.what, url, task.group.name, task.due_on)


def votes(person) -> Iterator[Line]:
    for each in some(to_count(person)):
        text = _("Tel de stemmen: %(title)s") % {"title": each.title}
        yield Line(text, reverse("voting:overview", args=[each.public_id]), each.area.name)


def surveys(person) -> Iterator[Line]:
    for survey in some(to_publish(person)):
        text = _("Maak de uitkomst bekend: %(title)s") % {"title": survey.title}
        yield Line(text, reverse("surveys:overview", args=[survey.public_id]), survey.area.name)


def rounds(person) -> Iterator[Line]:
    for each in some(rounds_to_process(person)):
        text = _("Geef antwoord op de wensen: %(title)s") % {"title": each.title}
        yield Line(text, reverse("consultations:overview", args=[each.public_id]), each.area.name)


def minutes(person) -> Iterator[Line]:
    for meeting in some(without_minutes(person)):
        text = _("Stel het verslag vast: %(title)s") % {"title": meeting.title}
        yield Line(text, reverse("meetings:minutes", args=[meeting.public_id]), meeting.area.name)


def recognitions(person) -> Iterator[Line]:
    counts = recognitions_for(person)
    if number := counts.get("requests"):
        text = ngettext(
            "%(number)d aanvraag om erkenning wacht op een voorstel",
            "%(number)d aanvragen om erkenning wachten op een voorstel",
            number,
        )
        yield Line(text % {"number": number}, reverse("recognition:overview"))
    if number := counts.get("proposals"):
        text = ngettext(
            "%(number)d voorstel over erkenning wacht op een besluit",
            "%(number)d voorstellen over erkenning wachten op een besluit",
            number,
        )
        yield Line(text % {"number": number}, reverse("recognition:overview"))


def own_file(person) -> Iterator[Line]:
    """What lacks or ends in the file of one's own board."""
    if not sits_on_some_board(person):
        return
    for standing in standings(own_bodies(person)):
        if number := len(standing.missing) + len(standing.expiring):
            text = ngettext(
                "Vul het dossier aan: %(number)d eis ontbreekt of verloopt",
                "Vul het dossier aan: %(number)d eisen ontbreken of verlopen",
                number,
            )
            url = reverse("recognition:file", args=[standing.organisation.slug])
            yield Line(text % {"number": number}, url, standing.organisation.name)
