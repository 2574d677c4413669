from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from programmes.progress import actions
from programmes.progress.calculations import Report
from programmes.progress.queries import link_token, open_link, recipients_of
from programmes.projects.calculations import Quarter
from programmes.projects.models import Project, TrailLine
from tests.factories.organisations import OrganisationFactory
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from wijkportaal.foundation.audit.queries import history_of
from wijkportaal.foundation.editing.states import EditConflict
from wijkportaal.foundation.mail.models import Letter
from wijkportaal.foundation.transitions.states import TransitionRefused

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)


def lines_of(project):
    lines = TrailLine.objects.filter(project=project).order_by("pk")
    return list(lines.values_list("kind", "old", "new", "reason"))


def test_a_report_is_one_step_of_history_with_all_that_was_said(project, engineer, fresh):
    report = Report(period=(SUMMER, AUTUMN), step="start", note="De stenen zijn er.")
    saved = actions.report_progress(project, report, seen=project.stamp, by=engineer)
    assert (saved.state, saved.start, saved.end) == ("running", SUMMER, AUTUMN)
    assert lines_of(project) == [
        ("period", "2026-2/2026-3", "2026-3/2026-4", ""),
        ("state", "planned", "running", "De stenen zijn er."),
    ]
    assert not fresh(project).is_unchecked
    assert [entry.action for entry in history_of(saved)][:1] == ["progress.report_progress"]


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report(period=(SPRING, SUMMER), note="Het gaat goed."), ("note", "", "", "Het gaat goed.")),
        (
            Report(period=(SPRING, AUTUMN), note="De grond is nat."),
            ("period", "2026-2/2026-3", "2026-2/2026-4", "De grond is nat."),
        ),
        (
            Report(period=(SPRING, SUMMER), step="postpone", note="Geen geld."),
            ("state", "planned", "postponed", "Geen geld."),
        ),
    ],
)
def test_words_are_told_once(project, engineer, report, line):
    actions.report_progress(project, report, seen=project.stamp, by=engineer)
    assert lines_of(project) == [line]


def test_the_same_report_twice_is_told_once(project, engineer):
    report = Report(period=(SPRING, SUMMER), step="start", note="Begonnen.")
    for _each in range(2):
        actions.report_progress(project, report, seen=project.stamp, by=engineer)
    assert lines_of(project) == [("state", "planned", "running", "Begonnen.")]


def test_a_report_on_what_somebody_else_changed_is_refused(project, engineer, fresh):
    seen = project.stamp
    actions.report_progress(project, Report(period=(SPRING, SUMMER), step="start"), seen=seen, by=engineer)
    with pytest.raises(EditConflict) as conflict:
        actions.report_progress(
            project, Report(period=(SPRING, AUTUMN), note="Later"), seen=seen, by=engineer
        )
    assert conflict.value.record.state == "running"
    assert fresh(project).end == SUMMER


def test_a_refused_step_leaves_nothing_behind(project, engineer, fresh):
    with pytest.raises(TransitionRefused):
        actions.report_progress(
            project, Report(period=(SPRING, AUTUMN), step="reopen", note="x"), seen=project.stamp, by=engineer
        )
    assert (fresh(project).end, lines_of(project)) == (SUMMER, [])


def test_who_works_elsewhere_cannot_report(project):
    stranger = person_with("department", project.area, full_name="Zonder Organisatie")
    with pytest.raises(PermissionDenied):
        actions.report_progress(
            project, Report(period=(SPRING, SUMMER), step="start"), seen=project.stamp, by=stranger
        )


def test_who_carries_silent_projects_is_asked_once_a_month(project, engineer, department, area):
    ProjectFactory(area=area, lead_organisation=department, state="running", published_at=timezone.now())
    ProjectFactory(area=area, lead_organisation=department, state="planned", checked_at=project.checked_at)
    for state in ("idea", "done", "cancelled"):
        ProjectFactory(
            area=area,
            lead_organisation=department,
            state=state,
            published_at=timezone.now(),
            checked_at=project.checked_at,
        )
    later = timezone.now() + timedelta(days=40)
    actions.ask_for_reports()
    actions.ask_for_reports()
    assert list(Letter.objects.values_list("to", "subject")) == [
        ("ruth@gemeente.example", "Hoe staat het met Zebrapad?")
    ]
    actions.ask_for_reports(now=later)
    assert Letter.objects.count() == 2


def test_without_people_the_desk_is_asked(project, department):
    actions.ask_for_reports()
    letter = Letter.objects.get()
    assert (letter.to, "Al uw projecten" in letter.body) == ("desk@x.example", False)
    department.email = ""
    department.save(update_fields=["email"])
    assert recipients_of([Project.objects.get(pk=project.pk)]) == {}


def test_a_link_closes_when_it_is_no_longer_theirs(project, engineer, department, fresh):
    recipient = recipients_of([project])[project.pk][0]
    token = link_token(project, recipient)
    link = open_link(token)
    assert (link.project, link.organisation, link.person) == (project, department, engineer)
    assert open_link(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert open_link("geen:echte:link") is None

    Project.objects.filter(pk=project.pk).update(lead_organisation=OrganisationFactory())
    assert open_link(token) is None
    Project.objects.filter(pk=project.pk).update(lead_organisation=department)
    engineer.role_assignments.update(valid_until=timezone.localdate())
    assert open_link(token) is None


def test_a_link_of_a_desk_closes_when_its_address_changes(project, department):
    token = link_token(project, recipients_of([project])[project.pk][0])
    assert open_link(token).person is None
    department.email = "nieuw@x.example"
    department.save(update_fields=["email"])
    assert open_link(token) is None


def test_a_link_expires(project, department, monkeypatch):
    token = link_token(project, recipients_of([project])[project.pk][0])
    monkeypatch.setattr("programmes.progress.queries.LINK_TIME", timedelta(seconds=-1))
    assert open_link(token) is None
