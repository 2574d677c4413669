"""The money flows of Rietwolde: three years of who gave what to some areas, with every certainty."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from areas.territory.models import Area
from budgets.flows import actions
from budgets.flows.models import FlowGoal, FlowMapping, FlowSource, JointFlow, MoneyFlow, PartnerCall
from budgets.flows.states import BOOKED, BUDGETED, ESTIMATED
from budgets.ledger.queries import active_purposes
from wijkportaal.foundation.tables.writing import write_xlsx
from wijkportaal.portal.demonstration.budgets import FINANCE
from wijkportaal.portal.demonstration.crew import Crew

# Name, explanation, the figures beside it, the purposes of the ledger that count for it.
GOALS = (
    (
        "Elkaar ontmoeten",
        "Plekken en activiteiten waar mensen elkaar leren kennen.",
        ("a_1p_hh", "a_65_oo"),
        ("activiteiten", "eigen-functioneren"),
    ),
    (
        "Prettig wonen",
        "Goede woningen en een straat waar mensen willen blijven.",
        ("p_koopw", "g_wozbag"),
        ("investeringen",),
    ),
    ("Gezond en zelfstandig", "Hulp dichtbij, en langer thuis kunnen wonen.", ("a_65_oo",), ()),
    ("Werk en meedoen", "Iedereen doet mee en kan rondkomen.", ("g_ink_pi",), ()),
)
SOURCES = (
    ("Gemeente, sociaal werk", "gemeente", "6.2"),
    ("Gemeente, openbaar groen", "gemeente", "5.7"),
    ("Woningcorporatie De Loft", "housing", ""),
    ("Zorggroep Rietwolde", "care", ""),
    ("Provincie, leefbaarheid", "province", ""),
    ("Rijk, volkshuisvesting", "state", ""),
    ("Fonds Dorp en Buurt", "fund", ""),
    ("Ondernemers rond het plein", "business", ""),
    ("Uren van bewoners", "residents", ""),
)
# Source, goal, how sure, euros in the first year, the change a year, and where that shows.
FLOWS = (
    (0, 2, BUDGETED, 86_000, "1.03", "begroting van de gemeente, naar inwoners verdeeld"),
    (0, 3, BUDGETED, 41_500, "1.02", "begroting van de gemeente, naar inwoners verdeeld"),
    (1, 1, BUDGETED, 38_200, "1.01", "onderhoudsplan groen"),
    (2, 1, BOOKED, 164_000, "1.12", "jaarrekening van de corporatie"),
    (2, 0, BOOKED, 12_500, "1.05", "jaarrekening van de corporatie"),
    (3, 2, ESTIMATED, 210_000, "1.04", "opgave van de zorggroep, afgerond op tienduizend"),
    (4, 0, BUDGETED, 15_000, "1.00", "beschikking van de provincie"),
    (5, 1, BUDGETED, 60_000, "0.90", "beschikking van het rijk"),
    (6, 0, BOOKED, 7_500, "1.10", "toekenning van het fonds"),
    (7, 3, ESTIMATED, 9_000, "1.05", "gesprek met de ondernemersvereniging"),
)
RATE = Decimal("14.71")
RATE_SOURCE = "urenlijst van de groepen; een uur geteld als het minimumuurloon (verzonnen bedrag)"
# Areas with the size of what goes there, against the first.
AREAS = (
    ("vogelweide", "1.00"),
    ("molenwaard", "1.65"),
    ("klaverveld", "0.80"),
    ("lytsewier", "0.02"),
    ("binnenvesten", "1.25"),
)
HOURS = (2_400, 3_100, 900, 120, 1_300)


class Streams:
    """Writes three years down, makes the first two public, and reads a sheet of the corporatie."""

    def __init__(self, crew: Crew, *, today: date) -> None:
        self.today, self.finance = today, crew[FINANCE]
        found = Area.objects.in_bulk([slug for slug, _size in AREAS], field_name="slug")
        self.areas = [
            (found[slug], Decimal(size), hours)
            for (slug, size), hours in zip(AREAS, HOURS, strict=True)
            if slug in found
        ]

    def write(self) -> None:
        """Write all of it down."""
        if not self.areas:
            return
        purposes = {purpose.slug: purpose for purpose in active_purposes()}
        self.goals = [
            actions.save_goal(
                FlowGoal(),
                {"name": name, "explanation": explanation, "indicators": list(indicators)},
                purposes=[purposes[slug] for slug in counted if slug in purposes],
                by=self.finance,
            )
            for name, explanation, indicators, counted in GOALS
        ]
        self.sources = [
            actions.save_source(
                FlowSource(), {"name": name, "kind": kind, "task_field": field}, by=self.finance
            )
            for name, kind, field in SOURCES
        ]
        last = self.today.year
        for step, year in enumerate((last - 2, last - 1, last)):
            for area, size, hours in self.areas:
                self.write_year(area, year, step, size=size, hours=hours)
        for year in (last - 2, last - 1):
            actions.change_year(year, "publish", by=self.finance)
        # Shown too early: not all sources had sent what they spend.
        actions.change_year(last, "publish", by=self.finance)
        actions.change_year(last, "withdraw", by=self.finance)
        self.agree()
        self.call()
        self.read_sheets()

    def write_year(self, area: Area, year: int, step: int, *, size: Decimal, hours: int) -> None:
        for source, goal, certainty, euros, change, evidence in FLOWS:
            amount = (euros * size * Decimal(change) ** step).quantize(Decimal(100))
            # What is not closed yet can only be budgeted.
            sure = BUDGETED if certainty == BOOKED and year == self.today.year else certainty
            if amount and (size > Decimal("0.5") or source not in {5, 7}):
                self.keep(area, year, source, goal, amount=amount, certainty=sure, evidence=evidence)
        worked = Decimal(hours * (20 + step) // 20)
        self.keep(area, year, 8, 0, hours=worked, rate=RATE, certainty=ESTIMATED, evidence=RATE_SOURCE)

    def keep(self, area: Area, year: int, source: int, goal: int, **values) -> None:
        values |= {"area": area, "year": year, "source": self.sources[source], "goal": self.goals[goal]}
        actions.save_flow(MoneyFlow(), values, by=self.finance)

    def agree(self) -> None:
        area, year = self.areas[0][0], self.today.year
        actions.save_joint_flow(
            JointFlow(),
            {
                "area": area,
                "goal": self.goals[0],
                "title": "Eén huiskamer voor de wijk",
                "agreement": (
                    "De corporatie stelt de ruimte beschikbaar, het fonds betaalt de inrichting en bewoners doen de "
                    "deur open. Elk half jaar kijken we samen of het werkt."
                ),
                "agreed_on": date(year - 2, 11, 20),
                "first_year": year - 2,
            },
            sources=[self.sources[2], self.sources[6], self.sources[8]],
            by=self.finance,
        )

    def call(self) -> None:
        common = {"area": self.areas[0][0], "contact_name": "de wijkmanager", "contact_phone": "14 058"}
        actions.save_call(
            PartnerCall(),
            {
                **common,
                "goal": self.goals[3],
                "title": "Wie biedt leerplekken in de keuken van het buurthuis?",
                "text": "Drie jongeren willen leren koken voor de wijk. We zoeken een bedrijf of school die begeleidt.",
                "wanted": Decimal(4_500),
                "closes_on": self.today + timedelta(days=45),
            },
            by=self.finance,
        )
        actions.save_call(
            PartnerCall(),
            {
                **common,
                "goal": self.goals[0],
                "title": "Een bakfiets voor de buurtmaaltijd",
                "text": "We brengen maaltijden rond bij mensen die niet meer naar buiten kunnen.",
                "closes_on": self.today - timedelta(days=20),
                "found": "Fietsenmaker Spaak leent er een uit",
            },
            by=self.finance,
        )

    def read_sheets(self) -> None:
        """Read what the corporatie sent last year, and look at what it sent now."""
        names = {
            "source": {"de loft": self.sources[2].name.casefold()},
            "certainty": {"realisatie": "geboekt", "raming": "geschat"},
        }
        columns = {
            "area": "Wijk",
            "source": "Partij",
            "goal": "Thema",
            "description": "Post",
            "amount": "Euro",
            "certainty": "Soort cijfer",
            "evidence": "Herkomst",
        }
        mapping: FlowMapping | None = None
        for year, kind, amount in (
            (self.today.year - 1, "Realisatie", 23_400),
            (self.today.year, "Raming", 25_000),
        ):
            rows = [
                (
                    area.name,
                    "De Loft",
                    self.goals[1].name,
                    "Zonnepanelen",
                    round(amount * size),
                    kind,
                    f"opgave {year}",
                )
                for area, size, _hours in self.areas[:3]
            ]
            content = ContentFile(write_xlsx(list(columns.values()), rows), f"de-loft-{year}.xlsx")
            sheet = actions.receive_sheet(
                content, year=year, mapping=mapping, name="Opgave De Loft", by=self.finance
            )
            if mapping is None:
                sheet = actions.save_mapping(sheet, columns=columns, names=names, by=self.finance)
                actions.apply_sheet(sheet, by=self.finance)
                mapping = sheet.mapping
        self.leave_sheets(tuple(columns.values()), mapping)

    def leave_sheets(self, header: tuple[str, ...], mapping: FlowMapping) -> None:
        """Leave a sheet of which nobody said yet what is what, one that is refused, and one thrown away."""

        def receive(name: str, amount: int | str, known: FlowMapping | None):
            row = (area, "De Loft", self.goals[1].name, "Zonnepanelen", amount, "Raming", "telefoon")
            content = ContentFile(write_xlsx(header, [row]), name)
            year = self.today.year
            return actions.receive_sheet(content, year=year, mapping=known, name="Proef", by=self.finance)

        area = self.areas[0][0].name
        receive("fonds.xlsx", 900, None)
        receive("de-loft-oud.xlsx", "ruim 900", mapping)
        actions.discard_sheet(receive("de-loft-proef.xlsx", 900, mapping), by=self.finance)
