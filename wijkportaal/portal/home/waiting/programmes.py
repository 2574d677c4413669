"""What waits of programmes: promises, steps of the cycle, contributions, programmes themselves, judgements and projects."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from programmes.analysis.queries import waiting_for as judgements_for
from programmes.commitments.queries import waiting_for as promises_for
from programmes.contributions.queries import to_check_by
from programmes.cycle.queries.steps import waiting_for as steps_for
from programmes.progress.queries import own_projects, unchecked
from programmes.yearly.models import Part, Programme
from programmes.yearly.queries import supplied_by
from programmes.yearly.queries import waiting_for as programmes_for
from programmes.yearly.states import ADOPTED, DRAFT, PROPOSED, READY
from wijkportaal.portal.home.waiting.lines import Line, some

# What is wanted of a programme in each state in which it waits for somebody.
WANTED = {
    DRAFT: gettext_lazy("Maak af: %(title)s"),
    READY: gettext_lazy("Bekijk en stuur door naar het college: %(title)s"),
    PROPOSED: gettext_lazy("Leg vast wat het college besloot: %(title)s"),
    ADOPTED: gettext_lazy("Publiceer: %(title)s"),
}


def promises(person) -> Iterator[Line]:
    for promise in some(promises_for(person)):
        url = reverse("commitments:overview", args=[promise.public_id])
        yield Line(promise.what, url, promise.area.name, promise.due_on)


def steps(person) -> Iterator[Line]:
    for step in some(steps_for(person)):
        yield Line(str(step).capitalize(), step.get_absolute_url(), step.cycle.area.name, step.ends_on)


def parts(person) -> Iterator[Line]:
    parts: QuerySet[Part] = supplied_by(person).filter(programme__state=DRAFT).exclude(state="signed")
    for part in some(parts.select_related("programme__area").order_by("due_on", "pk")):
        yield Line(
            _("Uw bijdrage: %(title)s") % {"title": part.title},
            reverse("contributions:part", args=[part.pk]),
            part.programme.title,
            part.due_on,
        )


def panel_checks(person) -> Iterator[Line]:
    programmes: QuerySet[Programme] = to_check_by(person)
    for programme in some(programmes.order_by("-year", "pk")):
        yield Line(
            _("Kijk na: %(title)s") % {"title": programme.title},
            reverse("contributions:check", args=[programme.pk]),
            programme.area.name,
        )


def programmes(person) -> Iterator[Line]:
    for programme in some(programmes_for(person)):
        yield Line(
            WANTED[programme.state] % {"title": programme.title},
            reverse("yearly:editor", args=[programme.pk]),
            programme.area.name,
        )


def judgements(person) -> Iterator[Line]:
    for asked in some(judgements_for(person)):
        text = _("Hoe gaat het in %(area)s?") % {"area": asked.area.name}
        url = reverse("analysis:new_judgement", args=[asked.analysis_id])
        yield Line(text, url, asked.area.name, asked.due_on)


def silent_projects(person) -> Iterator[Line]:
    if number := unchecked(own_projects(person)).order_by().count():
        text = ngettext(
            "%(number)d project van uw organisatie is langer dan een kwartaal niet bijgewerkt.",
            "%(number)d projecten van uw organisatie zijn langer dan een kwartaal niet bijgewerkt.",
            number,
        )
        yield Line(text % {"number": number}, reverse("progress:own_projects") + "?silent=ja")
