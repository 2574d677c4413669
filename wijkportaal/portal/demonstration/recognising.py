"""Files of panels and dorpsbelangen in Rietwolde, recognitions in every state, and two that look for members."""

from datetime import date, timedelta

from areas.organisations.actions import add_function
from areas.organisations.models import Organisation
from areas.territory.models import Area
from participation.recognition.actions import deciding, declaring, recruiting
from participation.recognition.calculations import years_after
from participation.recognition.models import Criterion, Recognition
from participation.recognition.queries import board_of
from participation.recognition.states import USUAL_YEARS
from wijkportaal.foundation.files.processing import CheckedFile
from wijkportaal.portal.demonstration.clock import Clock
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import ALDERMAN_OF_WIJKEN, Crew
from wijkportaal.portal.demonstration.files import pdf_of
from wijkportaal.portal.demonstration.people import character

# Recognised for so many days already, when the file is in order.
RECOGNISED = {"vogelweide": 700, "pijperveen": 1000, "grootzwin": 400, "fjildum": 300, "binnenvesten": 900}
# A term that ends within some weeks: the board must ask again.
NEARLY_OVER = "oldekaap"
# A first recognition, which has to end within the years that the portal is there.
SHORT = 3
FIRST_OF_MEMBERS = 420
AIM = "Het bevorderen van de leefbaarheid en de onderlinge betrokkenheid van de bewoners."


class Recognising:
    """Fills the files and takes the decisions, the oldest first."""

    def __init__(self, crew: Crew, community: Community, areas: dict[str, Area], clock: Clock, *, by) -> None:
        self.crew, self.community, self.areas, self.clock, self.by = crew, community, areas, clock, by
        self.alderman = crew[ALDERMAN_OF_WIJKEN]
        self.statutes: CheckedFile = pdf_of("Statuten", "Akte van oprichting", f"<p>{AIM}</p>")
        self.judged = Criterion.objects.get(kind="judged")

    def tell(self) -> None:
        """Write all of it down."""
        today = self.clock.today
        for key, days in RECOGNISED.items():
            self.fill(key)
            self.recognise(key, today - timedelta(days=days))
        self.fill(NEARLY_OVER, meetings=3, board=1)
        self.recognise(NEARLY_OVER, years_after(today + timedelta(days=75), -SHORT), years=SHORT)
        for key in ("kastanjehoeve", "sluiskwartier"):
            self.fill(key, meetings=1, board=0)
        self.recognise("kastanjehoeve", years_after(today - timedelta(days=40), -SHORT), years=SHORT)
        self.withdraw("sluiskwartier", today)
        self.doubt("binnenvesten", today - timedelta(days=5))
        self.on(today - timedelta(days=30))
        self.refuse("turfkade")
        self.on(today - timedelta(days=9))
        self.fill("klaverveld", meetings=4)
        self.ask("klaverveld", "Wij zijn dit voorjaar begonnen. De vijfde vergadering is in december.")
        self.fill("molenwaard")
        self.propose(self.ask("molenwaard", "Graag verder voor vier jaar."), "molenwaard", today)
        given_up = self.ask("zuiderbeemd", "")
        deciding.decide(given_up, "take_back", by=self.by)
        self.clock.set_to(today)
        deciding.follow_clock()
        self.seek_members("vogelweide", "Praat mee over Vogelweide")
        self.seek_members(NEARLY_OVER, "Oldekaap zoekt een vijfde bestuurslid")

    def body(self, key: str) -> Organisation:
        return self.community[f"panel-{key}"]

    def on(self, day: date) -> None:
        self.clock.set_to(day)

    def manager(self, key: str):
        return self.crew[self.crew.manager_of(key)]

    def fill(self, key: str, *, meetings: int = 6, board: int = 2) -> None:
        """Let a board keep its file: statutes, people beside the three officers, meetings, members, a judgement."""
        body, today = self.body(key), self.clock.today
        declaring.keep_file(
            body,
            {
                "statutes": self.statutes,
                "statutes_on": date(1987, 3, 12),
                "aim": AIM,
                "statutory_area": f"{self.areas[key].name}, zoals de gemeente het gebied heeft vastgesteld",
                "kvk_number": f"{40000000 + 137 * self.areas[key].pk:08d}",
                "chosen_by": "residents",
            },
            by=self.by,
        )
        for number in range(board):
            somebody = character(FIRST_OF_MEMBERS + 3 * self.areas[key].pk + number)
            since = today - timedelta(days=500 * (number + 1))
            add_function(body, "board_member", somebody.name, by=self.by, valid_from=since)
        for member in board_of(body):
            if member.kind != "treasurer" or key != NEARLY_OVER:
                declaring.declare(member, tie="none", on_board_since=None, by=self.by)
        for number in range(meetings):
            self.meet(body, number, today.year)
            self.meet(body, number, today.year - 1)
        for year in (today.year, today.year - 1):
            declaring.count_members(body, year=year, number=120 + len(key), by=self.by)
        note = "Jong en oud, huurders en kopers zitten in het bestuur."
        judged_on = today - timedelta(days=200)
        declaring.judge_criterion(
            body, self.judged, is_met=True, note=note, by=self.manager(key), on=judged_on
        )

    def meet(self, body: Organisation, number: int, year: int) -> None:
        """Hold the so-manieth meeting of a year, unless it is still to come; the second one is of the members."""
        held_on = date(year, 1 + number * 2, 14)
        if held_on > self.clock.today:
            return
        is_members = number == 1
        values = {
            "held_on": held_on,
            "kind": "members" if is_members else "board",
            "is_public": is_members or number == 3,
            "account_year": year - 1 if is_members else None,
        }
        declaring.add_meeting(body, values, by=self.by)

    def ask(self, key: str, words: str) -> Recognition:
        return deciding.ask_recognition(self.body(key), words, by=self.by)

    def propose(self, asked: Recognition, key: str, start: date, *, years: int = USUAL_YEARS) -> None:
        deciding.propose(
            asked,
            advice="Een actief bestuur dat goed weet wat er speelt. Mijn advies is: erkennen.",
            valid_from=start,
            valid_until=years_after(start, years),
            by=self.manager(key),
        )

    def recognise(self, key: str, start: date, *, years: int = USUAL_YEARS) -> Recognition:
        self.on(start)
        asked = self.ask(key, "Wij vragen de gemeente om ons te erkennen.")
        self.propose(asked, key, start, years=years)
        return deciding.decide(asked, "recognise", by=self.alderman)

    def doubt(self, key: str, day: date) -> None:
        self.on(day)
        deciding.decide(
            Recognition.objects.get(file__organisation=self.body(key), state="recognised"),
            "propose_withdrawal",
            by=self.manager(key),
            reason="Het bestuur reageert al vier maanden niet op vragen van bewoners.",
        )

    def withdraw(self, key: str, today: date) -> None:
        made = self.recognise(key, today - timedelta(days=1200))
        self.doubt(key, today - timedelta(days=90))
        self.on(today - timedelta(days=60))
        reason = (
            "Er was twee jaar geen ledenvergadering. Bewoners konden niet horen wat er met het geld gebeurde."
        )
        deciding.decide(made, "withdraw", by=self.alderman, reason=reason)

    def refuse(self, key: str) -> None:
        asked = self.ask(key, "Wij zijn net begonnen.")
        self.propose(asked, key, self.clock.today - timedelta(days=30))
        deciding.decide(
            asked,
            "refuse",
            by=self.alderman,
            reason="Er zijn nog geen statuten. Vraag het opnieuw als die er zijn.",
        )

    def seek_members(self, key: str, headline: str) -> None:
        body = self.body(key)
        made = recruiting.begin_recruitment(body, by=self.by, area_name=self.areas[key].name)
        texts = {
            "headline": headline,
            "what": "Wij praten met de gemeente over verkeer, groen en spelen. Elk jaar verdelen wij samen het geld van "
            "de buurt. Vorig jaar kwamen er nieuwe bankjes en een veilige oversteek.",
            "meets": "Elke zes weken op donderdagavond, van half acht tot half tien.",
            "asks": "U woont hier en u wilt twee avonden per maand meedenken. Ervaring hoeft niet.",
            "gives": "Goede buren, koffie, en u hoort alles als eerste.",
            "is_open": True,
        }
        recruiting.edit_recruitment(made, texts, version=made.version, by=self.by)
        recruiting.sign_up(
            body, name="Joke Terpstra", contact="06-00 12 34 56", words="Ik kan goed met cijfers overweg."
        )
