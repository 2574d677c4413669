"""The pages that search engines may know of.

Not the notices of neighbours to each other (buurtgenoten): they are about someone's help of this month, and a search
engine remembers them for years.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from areas.organisations.queries import facilities_visible_to, organisations_visible_to
from areas.territory.models import Area
from budgets.decisions.queries import public_decisions
from budgets.staffels.models import Staffel
from budgets.staffels.queries import public_versions
from participation.consultations.queries.rounds import public_rounds as public_consultations
from participation.initiatives.queries import visible_to as initiatives_visible_to
from participation.meetings.queries import shown
from participation.signals.queries.following import on_the_site
from participation.stewardship.models import Stewardship
from participation.surveys.queries import public_surveys
from participation.taskgroups.models import TaskGroup
from participation.voting.queries import public_rounds
from programmes.analysis.queries import visible_to as analyses_visible_to
from programmes.commitments.queries import visible_to as commitments_visible_to
from programmes.evaluations.queries import visible_to as evaluations_visible_to
from programmes.projects.queries import visible_to as projects_visible_to
from programmes.visions.models import Goal
from programmes.visions.queries import visible_to as visions_visible_to
from programmes.yearly.queries import visible_to as programmes_visible_to
from wijkportaal.portal.opendata.sitemaps.sections import Address, Section, dated, its_page

VISITOR = AnonymousUser()
# Pages that are there once.
LISTS = (
    "portal:home",
    "portal:street",
    "territory:index",
    "yearly:index",
    "projects:index",
    "commitments:index",
    "visions:index",
    "analysis:index",
    "evaluations:lessons",
    "approaches:index",
    "initiatives:index",
    "signals:index",
    "signals:new",
    "voting:index",
    "meetings:index",
    "consultations:index",
    "surveys:index",
    "taskgroups:index",
    "stewardship:index",
    "recognition:index",
    "neighbours:index",
    "organisations:index",
    "organisations:facilities",
    "staffels:index",
    "grants:index",
    "opendata:index",
    "operations:accessibility",
    "operations:privacy",
    "operations:cookies",
)
# Pages that each area has.
OF_AN_AREA = (
    "portal:area",
    "openbook:area",
    "flows:area",
    "commitments:area",
    "cycle:area",
    "meetings:area",
    "ideas:area",
    "signals:area",
    "reach:area",
    "grants:area",
    "approaches:area_mandates",
)


def of_the_area(area: Area) -> Iterator[Address]:
    """The pages of an area. They show what many others write, so nobody knows when one last changed."""
    for door in OF_AN_AREA:
        yield Address(reverse(door, args=[area.slug]))


def _with_area(records: QuerySet) -> QuerySet:
    return dated(records.select_related("area"))


def _staffels() -> QuerySet:
    return dated(Staffel.objects.filter(pk__in=public_versions().values("staffel")))


def _goals() -> QuerySet:
    return dated(Goal.objects.filter(chapter__vision__in=visions_visible_to(VISITOR)))


SECTIONS = {
    section.name: section
    for section in (
        Section("gebieden", lambda: Area.objects.order_by("pk"), of_the_area, each=len(OF_AN_AREA)),
        Section("programmas", lambda: _with_area(programmes_visible_to(VISITOR)), its_page),
        Section("projecten", lambda: dated(projects_visible_to(VISITOR)), its_page),
        Section("afspraken", lambda: dated(commitments_visible_to(VISITOR)), its_page),
        Section("visies", lambda: _with_area(visions_visible_to(VISITOR)), its_page),
        Section("doelen", _goals, its_page),
        Section("buurtanalyses", lambda: _with_area(analyses_visible_to(VISITOR)), its_page),
        Section("evaluaties", lambda: dated(evaluations_visible_to(VISITOR)), its_page),
        Section("initiatieven", lambda: dated(initiatives_visible_to(VISITOR)), its_page),
        Section("signalen", lambda: dated(on_the_site()), its_page),
        Section("stemrondes", lambda: dated(public_rounds()), its_page),
        Section("bijeenkomsten", lambda: dated(shown()), its_page),
        Section("vragenrondes", lambda: dated(public_consultations()), its_page),
        Section("peilingen", lambda: dated(public_surveys()), its_page),
        Section("taakgroepen", lambda: dated(TaskGroup.objects.exclude(state="stopped")), its_page),
        Section("zeggenschap", lambda: dated(Stewardship.objects.all()), its_page),
        Section(
            "organisaties",
            lambda: dated(organisations_visible_to(VISITOR).filter(is_active=True)),
            its_page,
        ),
        Section(
            "voorzieningen",
            lambda: dated(facilities_visible_to(VISITOR).filter(is_active=True)),
            its_page,
        ),
        Section("staffels", _staffels, its_page),
        Section("besluiten", lambda: dated(public_decisions()), its_page),
    )
}


def lists() -> Iterator[Address]:
    """The pages that are there once."""
    for door in LISTS:
        yield Address(reverse(door))
