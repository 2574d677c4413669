"""The staffels of Rietwolde: three years of rules, changed, decided by another than who proposed, and one that lapsed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from areas.territory.models import Area
from budgets.staffels import actions
from budgets.staffels.calculations.bands import Band, Bands
from budgets.staffels.calculations.parts import Rate, Supplement
from budgets.staffels.calculations.scheme import Override, Scheme
from budgets.staffels.calculations.steps import Cap, Change, Index, Pot, Rounding
from budgets.staffels.models import StaffelVersion
from wijkportaal.portal.demonstration.crew import Crew
from wijkportaal.portal.demonstration.cycle import Event
from wijkportaal.portal.demonstration.plans import Calendar

FINANCE = 28
RANK = -2


def _euros(text: str) -> Decimal:
    return Decimal(text)


class Staffels:
    """Makes the events of two staffels; `load` lets them happen in order."""

    def __init__(self, calendar: Calendar, crew: Crew, areas: Callable[[], dict[str, Area]]) -> None:
        self.calendar, self.areas = calendar, areas
        self.finance, self.alderman = crew[FINANCE], crew[crew.alderman_of("molenwaard")]
        self.main: list[StaffelVersion] = []

    def events(self) -> list[Event]:
        """Return what happened with the staffels, from three years ago until now."""
        this, today = self.calendar.this_year, self.calendar.today
        happenings = [
            (date(this - 3, 11, 4), self.begin),
            (date(this - 2, 11, 12), self.begin_pot),
            (date(this - 1, 2, 3), self.correct),
            (date(this - 1, 11, 11), self.index),
            (today - timedelta(days=40), self.lapse_pot),
            (today - timedelta(days=12), self.propose_cut),
            (today - timedelta(days=3), self.sketch),
        ]
        return [Event(on, RANK, number, happen) for number, (on, happen) in enumerate(happenings)]

    def scheme(self) -> Scheme:
        """The rule of the first year: a fixed part by size, a rate, more for one wijk, and limits."""
        this = self.calendar.this_year
        return Scheme(
            name="Wijk- en dorpsbudget",
            source="Verordening wijk- en dorpsbudgetten Rietwolde, artikel 4",
            explanation=(
                "Elk wijkpanel en dorpsbelang krijgt een eigen budget. Ook een klein dorp moet iets kunnen doen: "
                "daarom is er een vast bedrag. Daarbij komt een bedrag voor elke inwoner."
            ),
            first_year=this - 2,
            kinds=("wijk", "dorp"),
            parts=(
                Bands(bands=(Band(0, 499, _euros("1500")), Band(500, 4999, _euros("2500")), Band(5000, None, _euros("6000")))),
                Rate(amount=_euros("2.40")),
                Supplement(label="aandachtswijk", areas=("molenwaard",), amount=_euros("3500")),
                Cap(amount=_euros("25000")),
                Rounding(unit=_euros("10"), direction="omhoog"),
            ),
            overrides=(
                Override(
                    "teakeburen",
                    _euros("2500"),
                    "het dorp onderhoudt zelf de kade, waar anders de gemeente voor zou betalen",
                    "het college",
                    date(this - 3, 12, 2),
                ),
            ),
        )  # fmt: skip

    def begin(self) -> None:
        version = actions.make_staffel(self.areas()[""], self.scheme(), by=self.finance)
        self.decide(version, "Besluit van de raad over de begroting")

    def begin_pot(self) -> None:
        scheme = Scheme(
            name="Activiteitenpot dorpen",
            source="Besluit van het college, subsidieplafond activiteiten",
            explanation="Een vaste pot voor feesten en activiteiten, verdeeld naar het aantal huishoudens in elk dorp.",
            first_year=self.calendar.this_year - 1,
            kinds=("dorp",),
            parts=(Pot(amount=_euros("12500"), measure="huishoudens"),),
        )
        self.pot = actions.make_staffel(self.areas()[""], scheme, by=self.finance)
        self.decide(self.pot, "Besluit van het college over het subsidieplafond")

    def correct(self) -> None:
        """The cap was too low for the wijken that grew by the herindeling."""
        before = self.main[0].scheme
        parts = tuple(
            replace(part, amount=_euros("28000")) if isinstance(part, Cap) else part for part in before.parts
        )
        changed = replace(before, first_year=self.calendar.this_year - 1, parts=parts)
        self.renew(changed, "Hoger maximum na de herindeling", "Besluit van het college, hersteld maximum")

    def index(self) -> None:
        this = self.calendar.this_year
        before = self.main[-1].scheme
        parts = list(before.parts)
        parts.insert(3, Index(rates={this: _euros("2.3")}))
        changed = replace(before, first_year=this, parts=tuple(parts))
        self.renew(changed, "Indexering van 2,3 %", "Besluit van de raad over de begroting")

    def lapse_pot(self) -> None:
        reason = "De activiteiten lopen voortaan via de aanvragen per buurt."
        actions.lapse(self.pot, by=self.alderman, reason=reason)

    def propose_cut(self) -> None:
        """A cut for next year waits for the wethouder."""
        before = self.main[-1].scheme
        cut = Change(amount=_euros("25000"))
        changed = replace(before, first_year=self.calendar.this_year + 1, parts=(*before.parts, cut))
        actions.propose_changed(
            self.main[-1].staffel, changed, by=self.finance, change="Bezuiniging van € 25.000"
        )

    def sketch(self) -> None:
        """Another idea is not ready yet: a lower fixed part for small villages, and a higher rate."""
        before = self.main[-1].scheme
        parts = tuple(
            replace(part, amount=_euros("2.65")) if isinstance(part, Rate) else part for part in before.parts
        )
        changed = replace(before, first_year=self.calendar.this_year + 1, parts=parts)
        actions.make_version(self.main[-1].staffel, changed, by=self.finance, change="Meer per inwoner")

    def renew(self, scheme: Scheme, change: str, decision: str) -> None:
        version = actions.make_version(self.main[-1].staffel, scheme, by=self.finance, change=change)
        self.decide(version, decision)

    def decide(self, version: StaffelVersion, decision: str) -> None:
        actions.propose(version, by=self.finance)
        actions.adopt(version, by=self.alderman, decision=decision)
        version.refresh_from_db()
        if version.staffel.name == "Wijk- en dorpsbudget":
            self.main.append(version)
