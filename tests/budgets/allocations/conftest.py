from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone
from django.utils.text import slugify

from areas.figures.models import Figure
from areas.territory.actions import NewArea, add_areas, changing_atlas
from budgets.allocations.actions import deciding, preparing
from budgets.ledger.models import Purpose
from budgets.staffels import actions as staffels
from tests.budgets.staffels.making import scheme
from tests.factories.organisations import OrganisationFactory
from tests.factories.roles import person_with
from tests.factories.territory import GemeenteFactory
from wijkportaal.foundation.jobs.actions import run_job
from wijkportaal.foundation.jobs.models import Job

YEAR = timezone.localdate().year
PEOPLE = {"Aldwier": 100, "Bovenkerk": 2020, "Cleyterp": 40}


class Town:
    """A gemeente of three dorpen with a staffel of € 2,500 and 80 cents for each inhabitant; one has no board."""

    def __init__(self, people=PEOPLE, **fields) -> None:
        self.gemeente = GemeenteFactory()
        self.finance = person_with("finance", self.gemeente, full_name="Fenna Geld")
        self.alderman = person_with("alderman", self.gemeente, full_name="Ype Wethouder")
        with changing_atlas(by=None, action="territory.create_area"):
            new = [NewArea(name, "dorp", date(2018, 1, 1), self.gemeente) for name in people]
            self.areas = dict(zip(people, add_areas(new), strict=True))
        for area in self.areas.values():
            area.refresh_from_db()
        Figure.objects.bulk_create(
            Figure(
                area=self.areas[name],
                year=year,
                indicator="a_inw",
                value=count and Decimal(count),
                source="BRP",
            )
            for name, count in people.items()
            for year in (YEAR - 1, YEAR)
        )
        self.board = OrganisationFactory(
            name="Dorpsbelang Aldwier",
            kind="village_interest",
            email="bestuur@aldwier.example",
            areas=[self.areas["Aldwier"]],
        )
        fields = {"first_year": YEAR - 3, "kinds": ("dorp",)} | fields
        self.version = staffels.make_staffel(self.gemeente, scheme(**fields), by=self.finance)
        staffels.propose(self.version, by=self.finance)
        staffels.adopt(self.version, by=self.alderman, decision="Raadsbesluit 12")
        self.version.refresh_from_db()

    def purposes(self, run, *rows, **fields) -> None:
        """Divide the money of a run: (name, per cent, fields) each; else all of it for activities."""
        values = [
            {
                "purpose": Purpose.objects.get_or_create(name=name, defaults={"slug": slugify(name)})[0],
                "percent": Decimal(percent),
                **fields,
                **more,
            }
            for name, percent, more in rows or [("Activiteiten", 100, {})]
        ]
        preparing.save_purposes(run, values, by=self.finance)

    def run(self, *rows, year=YEAR, **fields):
        run = preparing.make_run(self.version, year, by=self.finance)
        self.purposes(run, *rows, **fields)
        return run

    def decide(self, run):
        deciding.take(run, "submit", by=self.finance)
        deciding.adopt(run, decision="Collegebesluit 26-014", by=self.alderman)
        return run

    def carry_out(self, run):
        """Decide on a run and let a worker carry it out."""
        self.decide(run)
        job = Job.objects.get(kind="allocations.carry_out", arguments={"run": run.pk})
        run_job(job.pk)
        run.refresh_from_db()
        run.__dict__.pop("faults", None)
        return run


@pytest.fixture
def town(db):
    return Town()
