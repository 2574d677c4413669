from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import Max, Min
from django.urls import reverse
from django.utils import timezone
from shapely.geometry import Point, shape

from areas.figures.models import Figure
from areas.organisations.models import Facility, Function, Organisation
from areas.roles.models import RoleAssignment
from areas.roles.states import ROLES
from areas.territory.models import Area, AreaKind, Succession
from areas.territory.queries import find_area, root_area, successor_of, version_of
from budgets.ledger.models import Account, Entry, Period
from budgets.ledger.queries import proof
from budgets.staffels.models import StaffelVersion
from budgets.staffels.queries import in_force, money_of, result_of, years_of
from budgets.staffels.states import LIFE_CYCLE
from programmes.commitments.calculations import Outcome
from programmes.commitments.models import Commitment, CommitmentStep
from programmes.commitments.queries import scores, tally_of
from programmes.projects.models import Project, TrailLine
from programmes.yearly.models import Part, Programme
from wijkportaal.foundation.branding.queries import gemeente
from wijkportaal.foundation.people.models import Person
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.transitions.models import StateField
from wijkportaal.portal.demonstration.load import load
from wijkportaal.portal.demonstration.people import PASSWORD, SIGN_INS, NoDemonstration

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_load_refuses_outside_a_demonstration(settings):
    settings.DEMO = False
    with pytest.raises(NoDemonstration):
        load()
    for command in ("load_demonstration", "demo_sign_ins"):
        with pytest.raises(CommandError, match="PORTAAL_DEMO"):
            call_command(command)
    assert not Person.objects.exists()


def test_load_leaves_a_portal_in_use_alone(settings):
    settings.DEMO = True
    Person.objects.create_user("iemand@example.org")
    assert load() is False
    assert not Area.objects.exists()


def test_gemeente_has_its_areas(rietwolde):
    today = Area.objects.today()
    assert Counter(today.values_list("kind", flat=True)) == {"gemeente": 1, "wijk": 12, "dorp": 16}
    assert gemeente().place == root_area().name == "Rietwolde"
    assert gemeente().logo is not None
    assert Area.objects.filter(kind=AreaKind.DORP, slug="lytsewier").exists()


def test_herindeling_shows_before_and_after(rietwolde):
    reform_on = date(timezone.localdate().year - 1, 1, 1)
    assert Succession.objects.count() == 4
    kluften = find_area("de-kluften")
    assert kluften.starts_on == reform_on
    assert {successor_of(find_area(slug)) for slug in ("oosterkluft", "westerkluft")} == {kluften}
    renamed = find_area("componistenhof")
    assert version_of(renamed, reform_on.replace(year=reform_on.year - 1)).name == "Uitbreiding Oost"
    assert renamed.name == "Componistenhof"


def test_figures_run_through_the_years_and_leave_the_unknown_unknown(rietwolde):
    years = Figure.objects.aggregate(first=Min("year"), last=Max("year"))
    assert years["last"] == timezone.localdate().year
    assert years["last"] - years["first"] >= 4
    people = dict(
        Figure.objects.filter(year=years["last"], indicator="a_inw").values_list("area__slug", "value")
    )
    assert people["lytsewier"] == 39
    assert 8_500 < people["vogelweide"] < 9_500
    assert people["rietwolde"] == sum(value for slug, value in people.items() if slug != "rietwolde")
    assert Figure.objects.filter(value=None).exists()


def test_every_state_of_every_life_cycle_is_there(rietwolde):
    lacking = {}
    for model in apps.get_models():
        if model.__name__.endswith("Event"):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, StateField) and field.life_cycle is not None:
                present = set(model._base_manager.values_list(field.name, flat=True).distinct())
                if missing := set(field.life_cycle.states) - present:
                    lacking[model._meta.label] = missing
    assert lacking == {}


def test_every_role_is_held_and_some_have_ended_or_are_to_come(rietwolde):
    today = timezone.localdate()
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == set(ROLES)
    assert RoleAssignment.objects.filter(valid_until__lt=today).exists()
    assert RoleAssignment.objects.filter(valid_from__gt=today).exists()


def test_programmes_cover_four_years_and_every_area(rietwolde):
    this_year = timezone.localdate().year
    programmes = Programme.objects.values_list("year", "state")
    assert {year for year, _state in programmes} == set(range(this_year - 2, this_year + 2))
    assert {state for year, state in programmes if year < this_year} == {"published"}
    assert {state for year, state in programmes if year > this_year} >= {"draft", "ready", "adopted"}
    assert Area.objects.today().exclude(kind="gemeente").count() == 28
    assert Programme.objects.filter(year=this_year).values("area").distinct().count() == 28
    assert Programme.objects.exclude(returned_because="").filter(state="draft").exists()


def test_nothing_happened_in_the_future_and_history_is_as_old_as_it_says(rietwolde):
    now = timezone.now()
    assert not TrailLine.objects.filter(at__gt=now).exists()
    assert not Programme.objects.filter(published_at__gt=now).exists()
    events = apps.get_model("projects", "ProjectEvent").objects.aggregate(
        first=Min("pgh_created_at"), last=Max("pgh_created_at")
    )
    assert events["first"].year <= now.year - 2
    assert events["last"] <= now
    published = apps.get_model("yearly", "ProgrammeEvent").objects.filter(
        state="published", published_at__isnull=False
    )
    first = {each.pgh_obj_id: each for each in published.order_by("-pgh_id")}.values()
    assert len(first) > 40
    assert all(abs(each.pgh_created_at - each.published_at) < timedelta(days=1) for each in first)


def test_projects_lie_within_the_borders_of_their_area(rietwolde):
    borders = {
        area.pk: shape(area.current.border.geometry)
        for area in Area.objects.select_related("current__border")
    }
    placed = Project.objects.filter(marker_longitude__isnull=False)
    assert placed.count() > 300
    outside = [
        project.title
        for project in placed
        if not borders[project.area_id]
        .buffer(1e-5)
        .contains(Point(project.marker_longitude, project.marker_latitude))
    ]
    assert outside == []


def test_texts_are_filled_in_and_differ(rietwolde):
    texts = [
        *Project.objects.values_list("what", flat=True),
        *Project.objects.values_list("why", flat=True),
        *Part.objects.values_list("text", flat=True),
    ]
    assert not [text for text in texts if "{" in text or "}" in text]
    this_year = timezone.localdate().year
    for kind in ("foreword", "portrait"):
        written = Part.objects.filter(kind=kind, programme__year=this_year).values_list("text", flat=True)
        assert len(set(written)) == len(written) == 28


def test_people_cannot_be_reached_by_accident(rietwolde):
    for email in Person.objects.values_list("email", flat=True):
        assert email.endswith(".example")
    for phone in Function.objects.exclude(phone="").values_list("phone", flat=True):
        assert phone.startswith(("06-00", "0510-", "14 0510"))


def test_faces_places_and_pictures_are_there(rietwolde):
    assert Organisation.objects.filter(kind="village_interest", is_active=True).count() == 16
    assert Organisation.objects.filter(kind="panel", is_active=True).count() == 12
    assert Function.objects.filter(photo__isnull=False).count() > 40
    assert Facility.objects.count() > 100
    assert not Picture.objects.filter(alt="").exists()


def test_sign_ins_open_their_first_page(rietwolde, client):
    for sign_in in SIGN_INS:
        assert client.login(username=sign_in.email, password=PASSWORD), sign_in.email
        assert client.get(reverse("portal:workspace")).status_code == 200
        client.logout()


def test_sign_ins_are_shown_one_per_role(rietwolde, capsys):
    call_command("demo_sign_ins")
    shown = capsys.readouterr().out
    assert PASSWORD in shown
    assert all(sign_in.email in shown for sign_in in SIGN_INS)
    assert {sign_in.role for sign_in in SIGN_INS} == set(ROLES)


def test_public_pages_of_the_demonstration_answer(rietwolde, client):
    faults = []
    pages = [reverse("portal:home"), reverse("territory:index"), reverse("projects:index")]
    pages += [reverse("yearly:index"), reverse("organisations:index")]
    # One of three areas; of projects and the other rooms every state is looked at in a browser (tests/e2e/walk.py).
    pages += [area.get_absolute_url() for area in Area.objects.order_by("pk")[::3]]
    published = Programme.objects.filter(state="published").select_related("area").order_by("pk")
    pages += [programme.get_absolute_url() for programme in published[::8]]
    for page in pages:
        status = client.get(page).status_code
        if status != 200:
            faults.append((page, status))
    assert faults == []


def test_unpublished_programmes_stay_hidden(rietwolde, client):
    draft = Programme.objects.filter(state="draft").first()
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_every_area_has_promises_and_every_outcome_is_there(rietwolde):
    areas = set(Area.objects.today().exclude(kind="gemeente"))
    assert {area for area, _tally in scores().areas} >= areas
    all_of_them = tally_of(Commitment.objects.all())
    assert [outcome for outcome in Outcome if not all_of_them.number(outcome)] == []
    assert 0 < all_of_them.share < 100


def test_the_wethouders_are_named_with_their_share(rietwolde):
    assert len(scores().people) == 2


def test_promises_agree_with_their_steps(rietwolde):
    now = timezone.now()
    assert not CommitmentStep.objects.filter(at__gt=now).exists()
    for commitment in Commitment.objects.prefetch_related("steps"):
        steps = sorted(commitment.steps.all(), key=lambda step: step.pk)
        assert steps[0].kind == "made" and steps[0].new_due_on == commitment.first_due_on
        assert sorted(step.at for step in steps) == [step.at for step in steps]
        moves = [step for step in steps if step.kind == "moved"]
        assert len(moves) == commitment.moves
        assert commitment.due_on == (moves[-1].new_due_on if moves else commitment.first_due_on)


def test_some_came_from_a_programme(rietwolde):
    assert Commitment.objects.filter(entry__isnull=False, project__isnull=False).count() >= 20


def test_every_state_is_there_and_three_years_have_amounts(rietwolde):
    versions = list(StaffelVersion.objects.filter(staffel__slug="wijk-en-dorpsbudget"))
    assert {version.state for version in StaffelVersion.objects.all()} == set(LIFE_CYCLE.states)
    this = timezone.localdate().year
    assert set(years_of(versions)) >= {this - 2, this - 1, this}
    for year in (this - 2, this - 1, this):
        result = result_of(in_force(versions, year), year)
        assert result.total > 100_000
        assert (result.unknown, result.unmatched) == ([], ())


def test_every_area_reads_what_it_gets(rietwolde):
    for area in Area.objects.today().exclude(kind="gemeente")[:4]:
        assert [found.outcome.amount > 0 for found in money_of(area)] == [True]


def test_the_books_of_two_years_add_up_and_last_year_is_closed(rietwolde):
    assert list(proof()) == []
    assert [period.is_closed for period in Period.objects.order_by("year")] == [True, False]
    assert Entry.objects.exclude(counters=None).count() == 1
    assert set(Account.objects.values_list("kind", flat=True)) == {
        "treasury", "budget", "pot", "promised", "advance", "spent", "receivable", "reserve",
    }  # fmt: skip
    assert Account.objects.filter(kind="budget", balance__gt=0).count() > 40
