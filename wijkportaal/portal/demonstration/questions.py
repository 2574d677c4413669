"""Compound questions, mandates and special approaches of Rietwolde."""

from datetime import date

from areas.territory.models import Area
from programmes.approaches.actions import (
    add_party,
    ask_question,
    change_approach,
    change_question,
    save_approach,
    save_mandate,
)
from programmes.approaches.models import Approach, Mandate
from programmes.projects.models import Project
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.crew import Crew

# Name, interest, influence, stance, what it wants, role and responsibility.
SHOPS = (
    ("Gemeente", 4, 5, "for", "Een levendig hart van de wijk.", "opdrachtgever", "Betaalt het ontwerp en besluit over de grond."),
    ("Eigenaar van het winkelcentrum", 5, 5, "neutral", "Zekerheid over de huur.", "eigenaar", "Knapt de gevel op zodra er drie huurders zijn."),
    ("Supermarkt", 4, 4, "for", "Ruimte om te laden.", "meedenker", "Denkt mee over het verkeer."),
    ("Winkeliers", 5, 2, "for", "Snel meer klanten.", "partner", "Organiseren elke maand een markt."),
    ("Omwonenden", 5, 3, "neutral", "Rust in de avond.", "adviseur", "Bewaken de afspraken over geluid."),
    ("Jongeren", 4, 1, "for", "Een eigen plek.", "partner", "Beheren de hoek bij de bibliotheek."),
    ("Eigenaar van de parkeergarage", 2, 4, "against", "Geen vrije parkeerplaatsen erbij.", "belanghebbende", "Wordt elk kwartaal bijgepraat."),
)  # fmt: skip
TRAFFIC = (
    ("Gemeente", 4, 4, "for", "Minder sluipverkeer.", "trekker", ""),
    ("Provincie", 2, 5, "neutral", "Doorstroming op de N-weg.", "", ""),
    ("Dorpsbelang", 5, 3, "for", "Een veilige school-thuisroute.", "adviseur", "Telt mee met het verkeer."),
    ("Loonbedrijven", 4, 3, "against", "Met de trekker door het dorp kunnen.", "", ""),
)
MANDATES = (
    ("", "de wijkmanager", "kleine aanvragen van bewoners", 1000, "Binnen tien werkdagen, zonder advies.", 0),
    ("", "de wijkmanager", "aanvragen van taakgroepen", 5000, "Na advies van het wijkteam.", 0),
    (
        "",
        "het wijkpanel of dorpsbelang",
        "het eigen wijk- of dorpsbudget",
        None,
        "Verantwoording vóór 1 mei.",
        0,
    ),
    ("", "het afdelingshoofd Openbare ruimte", "herstel van straat en groen", 25000, "", 0),
    ("klaverveld", "de wijkmanager", "inzet in de aandachtswijk", 15000, "Samen met de corporatie.", 0),
    ("", "de dorpenmanager", "kleine aanvragen van bewoners", 500, "", 1),
)


def raise_questions(crew: Crew, community: Community, areas: dict[str, Area], *, today: date) -> None:
    """Write the questions down, say who may decide what, and begin the special approaches."""
    manager = crew[crew.manager_of("klaverveld")]
    shops = ask_question(
        areas["klaverveld"],
        by=manager,
        title="Wat doen we met het halflege winkelcentrum?",
        problem="Vier van de negen winkels staan leeg. 's Avonds voelt het er niet veilig.",
        whose="Ouderen zonder auto, winkeliers en mensen die eromheen wonen.",
        causes="Kopen via internet, een hoge huur en een donkere passage.",
        wished="Een plek waar mensen graag komen, ook wie niets koopt.",
        unless="Ja, tenzij de eigenaar de gevel niet opknapt. Dat zegt de wethouder vóór de zomer.",
        has_script=False,
        has_power=True,
    )
    traffic = ask_question(
        areas["oldekaap"],
        by=crew[crew.manager_of("oldekaap")],
        title="Hoe houden we zwaar verkeer uit de dorpskern?",
        problem="Er rijden elke dag tachtig vrachtwagens en trekkers langs de school.",
        wished="Kinderen fietsen veilig naar school.",
        has_script=True,
        has_power=False,
    )
    for question, parties in ((shops, SHOPS), (traffic, TRAFFIC)):
        for name, interest, influence, stance, wants, role, responsibility in parties:
            add_party(
                question,
                name=name,
                interest=interest,
                influence=influence,
                stance=stance,
                wants=wants,
                role=role,
                responsibility=responsibility,
                by=manager,
            )
    change_question(shops, "agree_roles", by=manager)
    for key, who, what, up_to, conditions, has_ended in MANDATES:
        values = {
            "area": areas[key],
            "who": who,
            "what": what,
            "up_to": up_to,
            "conditions": conditions,
            "decision": f"Mandaatregister {today.year - 2}",
            "since": date(today.year - 2, 1, 1),
            "until": date(today.year, 1, 1) if has_ended else None,
        }
        save_mandate(Mandate(), values, by=crew.administrator)
    _begin_approaches(crew, community, areas, today=today)


def _begin_approaches(crew: Crew, community: Community, areas: dict[str, Area], *, today: date) -> None:
    villages = [areas[key] for key in ("fjildum", "lytsewier", "noordermiede")]
    plans = (
        ("focus_area", "Klaverveld vooruit", [areas["klaverveld"]], today.year - 2, today.year + 3, 900_000, "start_approach"),
        ("memorandum", "Dorpennota: dorpen met een plan", villages, today.year - 1, today.year + 2, 240_000, "start_approach"),
        ("village", "Oldekaap krijgt een nieuw hart", [areas["oldekaap"]], today.year + 1, today.year + 4, None, ""),
        ("other", "Energie van de dijk", villages[:2], today.year - 3, today.year - 1, 60_000, "finish_approach"),
    )  # fmt: skip
    for kind, title, places, first, last, money, step in plans:
        approach = save_approach(
            Approach(),
            {
                "kind": kind,
                "title": title,
                "first_year": first,
                "last_year": last,
                "money": money,
                "lead": community["gemeente"],
                "why": "Hier komt meer bij elkaar dan in andere gebieden. Daarom werken we er een paar jaar extra aan.",
                "goals": "Minder mensen met zorgen over geld. Meer buren die elkaar kennen. Een straat die klopt.",
                "how": "Eén team, één budget en elk kwartaal een avond met bewoners.",
                "areas": places,
                "projects": list(
                    Project.objects.filter(area__in=places, published_at__isnull=False).order_by("-pk")[:8]
                ),
            },
            by=crew.administrator,
        )
        if step:
            change_approach(approach, "start_approach", by=crew.administrator)
        if step == "finish_approach":
            reason = "140 huizen zijn geïsoleerd. De werkgroep gaat zelf verder."
            change_approach(approach, step, by=crew.administrator, reason=reason)
