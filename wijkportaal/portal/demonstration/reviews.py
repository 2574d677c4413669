"""How colleagues from other gemeenten looked at Rietwolde: a visitatie in every state, and two years to compare."""

from datetime import date, timedelta

from areas.territory.models import Area
from programmes.commitments.models import Commitment
from programmes.projects.models import Project
from wijkportaal.portal.demonstration.crew import ALDERMAN_OF_WIJKEN, Crew
from wijkportaal.portal.questions.queries.records import record_at
from wijkportaal.portal.visitations.actions.questionnaires import (
    Words,
    copy_questionnaire,
    edit_questionnaire,
)
from wijkportaal.portal.visitations.actions.visitations import (
    add_evidence,
    add_recommendation,
    begin_visitation,
    follow_up,
    plan_visit,
    score_theme,
    take_step,
    write_report,
)
from wijkportaal.portal.visitations.models import Questionnaire, Statement, Visitation

VISITORS = (
    {"name": "Marga Wolters", "function": "gebiedsmanager", "gemeente": "Elzenbroek"},
    {"name": "Joost Terpstra", "function": "strateeg", "gemeente": "Zilverdam"},
)
PROGRAMME = "9.30 uur ontvangst in het wijkgebouw\n10.00 uur wandeling met bewoners\n13.00 uur gesprek met de afdelingen\n16.00 uur eerste indruk"
WHY = (
    "Dat zien wij terug in het programma.",
    "Soms wel, maar niet in elke wijk.",
    "Hier valt nog veel te winnen.",
    "Bewoners zeggen dat zelf ook.",
)
ADVICE = (
    (
        "focus",
        "Kies voor elke wijk drie doelen en laat de rest los.",
        "Dat doen wij met ingang van het volgende programma.",
    ),
    (
        "residents",
        "Laat bewoners over een groter deel van het geld beslissen.",
        "Wij beginnen met twee wijken.",
    ),
    (
        "economy",
        "Leg de geldstromen van corporatie en zorg naast die van de gemeente.",
        "De eerste kaart ligt er.",
    ),
    (
        "assurance",
        "Zorg dat het werk niet aan één wijkmanager hangt.",
        "Wij leggen het vast in het jaarplan.",
    ),
)


class Reviews:
    """Tells how visitaties went; each step by its action."""

    def __init__(self, crew: Crew, areas: dict[str, Area], *, today: date, by) -> None:
        self.crew, self.areas, self.today, self.by = crew, areas, today, by

    def tell(self) -> None:
        """Hold one of the gemeente three years ago and one last year, and have others under way."""
        root, year = self.areas[""], self.today.year
        old = self.evaluated(root, year - 3, lift=0)
        self.reported(old)
        for each in old.recommendations.all():
            follow_up(each, "finish", by=self.by, reason="Dit is gedaan en vastgelegd in de werkwijze.")
        take_step(old, "close", by=self.by)
        last = self.evaluated(root, year - 1, lift=1)
        self.reported(last)
        first, second, third, _fourth = last.recommendations.order_by("number")
        follow_up(first, "finish", by=self.by, reason="Elk programma van dit jaar heeft drie doelen.")
        follow_up(second, "begin", by=self.by)
        follow_up(
            third,
            "drop",
            by=self.by,
            reason="De corporatie deelt haar cijfers nog niet. Wij vragen het over een jaar weer.",
        )
        self.visited(self.evaluated(self.areas["vogelweide"], year, lift=1))
        self.planned(self.evaluated(self.areas["oldekaap"], year, lift=0))
        begun = begin_visitation(self.areas["molenwaard"], year=year, by=self.by)
        self.score(begun, themes=("focus", "execution"), lift=0)
        self.renewed()

    def renewed(self) -> Questionnaire:
        """The next version of the questionnaire, which is still a draft: one statement more."""
        draft = copy_questionnaire(by=self.by)
        words = [Words(each.theme, each.text, each.pk) for each in draft.statements.all()]
        more = Words("residents", "Jongeren doen mee op een manier die bij hen past.")
        return edit_questionnaire(draft, draft.name, [*words, more], version=draft.version, by=self.by)

    def evaluated(self, area: Area, year: int, *, lift: int) -> Visitation:
        """A visitatie of which all statements have a score, some of them with evidence."""
        made = begin_visitation(area, year=year, by=self.by)
        self.score(made, themes=("focus", "execution", "residents", "economy", "assurance"), lift=lift)
        statements = list(Statement.objects.filter(questionnaire=made.questionnaire_id))
        shown = (
            Project.objects.filter(published_at__isnull=False).first(),
            Commitment.objects.filter(is_public=True, state="kept").first(),
        )
        for statement, record in zip((statements[0], statements[5]), shown, strict=True):
            if record and (found := record_at(record.get_absolute_url())):
                add_evidence(made, statement, found, by=self.by)
        take_step(made, "finish_evaluation", by=self.by)
        return made

    def score(self, visitation: Visitation, *, themes: tuple[str, ...], lift: int) -> None:
        statements = Statement.objects.filter(questionnaire=visitation.questionnaire_id, theme__in=themes)
        scores = {
            statement.pk: (min(4, 1 + (number * 7 + 3) % 4 + lift), WHY[number % len(WHY)])
            for number, statement in enumerate(statements)
        }
        score_theme(visitation, scores, by=self.by)

    def planned(self, visitation: Visitation) -> Visitation:
        """One of which the day is known."""
        day = self.today + timedelta(days=20)
        if visitation.year < self.today.year:
            day = date(visitation.year, 10, 8)
        values = {"visit_on": day, "programme": PROGRAMME}
        return plan_visit(visitation, values, VISITORS, version=visitation.version, by=self.by)

    def visited(self, visitation: Visitation) -> Visitation:
        """One that was held, with recommendations that are being answered."""
        planned = self.planned(visitation)
        day = planned.visit_on
        take_step(planned, "hold_visit", by=self.by)
        for number, (theme, text, answer) in enumerate(ADVICE):
            add_recommendation(
                planned,
                by=self.by,
                theme=theme,
                text=text,
                answer=answer,
                who="de wijkmanagers samen",
                responsible=self.crew[ALDERMAN_OF_WIJKEN]
                if number % 2
                else self.crew[self.crew.manager_of("vogelweide")],
                due_on=min(day, self.today) + timedelta(days=60 * number - 30),
            )
        return planned

    def reported(self, visitation: Visitation) -> None:
        """One of which anyone may read the report."""
        visited = self.visited(visitation)
        written = write_report(
            visited,
            {
                "findings": "Wij zagen trotse bewoners en wijkmanagers die de weg kennen. Er gebeurt veel tegelijk: "
                "minder plannen en die afmaken zou helpen.",
                "response": "Wij herkennen dit beeld en danken de visiteurs. Bij elke aanbeveling leest u wat wij doen.",
            },
            version=visited.version,
            by=self.by,
        )
        take_step(written, "publish", by=self.by)
