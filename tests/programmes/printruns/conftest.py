import pytest

from programmes.printruns import tasks
from programmes.printruns.actions import begin_run
from programmes.printruns.models import AreaPrint, PrintRun
from programmes.yearly import actions as yearly
from programmes.yearly.models import Programme
from tests.factories.projects import ProjectFactory
from tests.factories.roles import person_with
from tests.factories.territory import AreaFactory, square
from tests.programmes.editions.conftest import gemeente, media  # noqa: F401
from wijkportaal.foundation.documents.rendering import Rendered
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

FOREWORD = "<p>Beste bewoner. Wij maken samen de wijk.</p>"


@pytest.fixture
def manager(gemeente):  # noqa: F811
    return person_with("area_manager", gemeente, full_name="Sanne de Vries")


@pytest.fixture
def make_programme(gemeente, manager):  # noqa: F811
    """Make the adopted programme of a new area."""

    def make(name: str, *, year: int = 2026, adopted: bool = True, projects: int = 1) -> Programme:
        area = AreaFactory(parent=gemeente, name=name, border=square(5.01, 53.01))
        programme = yearly.create_programme(area, year, by=manager)
        foreword = programme.parts.get(kind="foreword")
        yearly.edit_part(foreword, {"text": FOREWORD}, version=foreword.version, by=manager)
        made = [
            ProjectFactory(
                area=area, title=f"Bankje {n}", what="<p>Wij zetten een bankje neer.</p>", state="planned"
            )
            for n in range(projects)
        ]
        yearly.add_entries(programme, made, by=manager)
        if adopted:
            yearly.change_state(programme, "submit", by=manager)
            yearly.change_state(programme, "adopt", by=None)
        programme.refresh_from_db()
        return programme

    return make


@pytest.fixture
def programmes(make_programme) -> list[Programme]:
    return [make_programme(name) for name in ("Molenwijk", "Noord", "Zuid")]


@pytest.fixture
def run(programmes, manager, press) -> PrintRun:
    return begin_run(programmes, by=manager, title="Programma’s 2026", year=2026, most_pages=16)


class Press:
    """Stands in for the renderer: tells what it was asked to make, and can break on an area."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, tuple[str, ...]]] = []
        self.broken: set[str] = set()
        self.pages = 8

    def __call__(self, brochure, variants, *, design, report=None) -> dict[str, Rendered]:
        self.asked.append((brochure.area_name, tuple(variants)))
        if brochure.area_name in self.broken:
            raise tasks.JobFailed("Er ging iets mis met de foto.")
        if report:
            report(1)
        said = f"{brochure.area_name} {brochure.intro} {brochure.proof} {design}"
        return {v: Rendered(f"%PDF {v} {said}".encode(), self.pages) for v in variants}


@pytest.fixture
def press(monkeypatch) -> Press:
    press = Press()
    monkeypatch.setattr(tasks, "print_variants", press)
    return press


@pytest.fixture
def work_all():
    """Do every job that waits, as a worker would, until there is none."""

    def work_all() -> int:
        done = 0
        while job := Job.objects.filter(state="waiting").order_by("pk").first():
            run_job(job.pk)
            done += 1
            assert done < 100
        return done

    return work_all


def area_named(run: PrintRun, name: str) -> AreaPrint:
    return AreaPrint.objects.select_related("run", "programme__area", "job").get(
        run=run, programme__area__name=name
    )
