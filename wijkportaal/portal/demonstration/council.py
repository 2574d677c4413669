"""What members of the raad of Rietwolde ask, in every state that a question can be in. The fracties are made up."""

from datetime import date, timedelta

from areas.territory.models import Area
from areas.themes.models import Theme
from programmes.commitments.actions import move_commitment
from programmes.commitments.models import Commitment
from programmes.projects.models import Project
from wijkportaal.portal.demonstration.crew import ALDERMAN_OF_WIJKEN, Crew
from wijkportaal.portal.questions.actions import (
    add_source,
    edit_question,
    extend_term,
    register_question,
    take_step,
)
from wijkportaal.portal.questions.models import CouncilQuestion
from wijkportaal.portal.questions.queries.records import record_at

COUNCILLOR = 27
FRACTIES = ("Rietwolde Vooruit", "Dorpen Samen", "Lokaal en Groen")


def ask_questions(crew: Crew, areas: dict[str, Area], *, today: date, by) -> None:
    """Register questions that are new, in hand, late, put off, withdrawn and answered."""
    councillor, manager = crew[COUNCILLOR], crew[crew.manager_of("vogelweide")]
    alderman = crew[ALDERMAN_OF_WIJKEN]
    themes = list(Theme.objects.filter(is_active=True)[:4])

    def ask(
        days_ago: int, title: str, text: str, where: str, *, own: bool = False, **more
    ) -> CouncilQuestion:
        number = len(title) % len(FRACTIES)
        return register_question(
            by=councillor if own else by,
            area=areas[where],
            theme=themes[number],
            title=title,
            text=text,
            asked_by=councillor.full_name if own else "Sietske Hofman",
            fractie=FRACTIES[0] if own else FRACTIES[number],
            asked_on=today - timedelta(days=days_ago),
            **{"kind": "technical"} | more,
        )

    answered = ask(
        6,
        "Worden de afspraken met de Vogelweide nagekomen?",
        "Welke afspraken met bewoners staan nog open, en wat gebeurt er met het geld van de wijk?",
        "vogelweide",
        own=True,
    )
    take_step(answered, "take_up", by=manager)
    edit_question(
        answered,
        {
            "answer": "De meeste afspraken zijn op tijd nagekomen. Een staat nog open; daarvan leest u hieronder de datum.\n\n"
            "Van het budget is een deel besteed. Wat over is, is gereserveerd voor de speeltuin."
        },
        version=answered.version,
        by=manager,
        answer=True,
    )
    promise = Commitment.objects.filter(
        area=areas["vogelweide"], state="open", is_public=True, due_on__gt=today
    ).first()
    project = Project.objects.filter(area=areas["vogelweide"], published_at__isnull=False).first()
    for address in (
        promise and promise.get_absolute_url(),
        project and project.get_absolute_url(),
        f"/gebieden/{areas['vogelweide'].slug}/geld",
    ):
        if address and (record := record_at(address)):
            add_source(answered, record, by=manager)
    take_step(answered, "answer", by=manager)
    if promise:
        move_commitment(
            promise,
            promise.due_on + timedelta(days=21),
            by=manager,
            reason="De leverancier heeft meer tijd nodig.",
        )

    ask(
        1,
        "Hoeveel taakgroepen zijn er in het Klaverveld?",
        "Kan het college zeggen hoeveel bewoners eraan meedoen?",
        "klaverveld",
        own=True,
    )
    in_hand = ask(
        9,
        "Waarom duurt de aanpak van het plein zo lang?",
        "Bewoners van de Molenwaard wachten al twee jaar. Wat is de planning, en wat kost uitstel?",
        "molenwaard",
        kind="written",
    )
    take_step(in_hand, "take_up", by=manager)
    late = ask(
        24,
        "Wie beheert de sleutel van het wijkgebouw?",
        "Verenigingen staan voor een dichte deur. Wie gaat erover?",
        "binnenvesten",
        reference="RV-114",
    )
    take_step(late, "take_up", by=manager)
    later = ask(
        12,
        "Krijgen alle dorpen evenveel?",
        "Kan het college per dorp laten zien wat het budget per inwoner is?",
        "",
        kind="written",
        reference="RV-117",
    )
    extend_term(
        later,
        later.due_on + timedelta(days=14),
        by=alderman,
        reason="De cijfers van dit jaar zijn er over twee weken.",
    )
    withdrawn = ask(
        3, "Is er een fout in het programma?", "Op bladzijde 4 staat een ander jaar.", "oldekaap", own=True
    )
    take_step(withdrawn, "withdraw", by=councillor, reason="De wijkmanager heeft het al uitgelegd.")
