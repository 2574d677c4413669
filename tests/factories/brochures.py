"""Made-up brochures of any size, for tests of the layout and for the benchmark of print."""

from datetime import date
from decimal import Decimal
from math import cos, sin

from programmes.editions.brochure import (
    AgendaDate,
    Brochure,
    Chapter,
    Face,
    Gemeente,
    MoneySource,
    PageOnline,
    Photo,
    PrintedProject,
    Promise,
    Theme,
)

THEMES = [
    Theme("groen", "Groen", "trees", "#2c6e3f"),
    Theme("verkeer", "Verkeer en veiligheid", "bike", "#a8480f"),
    Theme("spelen", "Spelen en bewegen", "ball-football", "#7a3b8f"),
    Theme("ontmoeten", "Ontmoeten", "users-group", "#1f5f96"),
    Theme("wonen", "Wonen en straat", "home", "#8a5a00"),
]
TITLES = [
    "Bomen en bankjes aan de Molenvaart",
    "Veilig oversteken bij de school",
    "Nieuw speelveld aan het Kastanjeplein",
    "Koffieochtend in het wijkgebouw",
    "De Lindestraat opnieuw ingericht",
    "Geveltuintjes in de Bloemenbuurt",
    "Fietspad langs de Ringweg verlicht",
    "Jongeren bouwen hun eigen pumptrack",
    "Maaltijden voor en door buren",
    "Minder zwerfvuil rond het winkelcentrum",
]
LOREM = (
    "In de buurt is al langer de wens om deze plek op te knappen. Bewoners hebben tijdens de keuzebijeenkomst "
    "in oktober laten weten wat zij belangrijk vinden: meer schaduw, plekken om te zitten en een route die ook "
    "met een rollator goed te lopen is. Samen met de bewonerswerkgroep maken wij in het voorjaar het ontwerp. "
    "Daarna gaat de aannemer aan het werk. Tijdens de werkzaamheden blijft de straat bereikbaar voor fietsers "
    "en hulpdiensten. "
)


def outline(*, x: float = 5.8, y: float = 53.2, radius: float = 0.012, wobble: int = 5) -> dict:
    """Return the border of an area that exists nowhere."""
    ring = []
    for step in range(90):
        angle = step * 6.283185 / 90
        reach = radius * (1 + 0.16 * sin(wobble * angle) + 0.08 * cos(11 * angle))
        ring.append([round(x + 1.6 * reach * cos(angle), 6), round(y + reach * sin(angle), 6)])
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def make_project(number: int, *, paragraphs: int = 1, photo: Photo | None = None) -> PrintedProject:
    """Return a project with every field filled; `paragraphs` says how much text."""
    theme = THEMES[(number - 1) * len(THEMES) // 12 % len(THEMES)]
    status = ["planned", "running", "idea", "done", "postponed"][number % 5]
    labels = {
        "planned": "gepland",
        "running": "in uitvoering",
        "idea": "idee",
        "done": "klaar",
        "postponed": "uitgesteld",
    }
    angle = number * 2.4
    start = number % 4 + 1
    return PrintedProject(
        number=number,
        title=TITLES[(number - 1) % len(TITLES)],
        theme=theme,
        what_html="".join(f"<p>{LOREM}</p>" for _ in range(paragraphs)),
        why="Bewoners gaven aan dat zij hier graag komen, maar dat het er nu saai en onveilig is.",
        promise="Aan het eind van het jaar is het werk klaar.",
        where="Molenvaart, tussen de Lindestraat en het Kastanjeplein",
        lead="Gemeente, afdeling Openbare ruimte",
        partners="Woningcorporatie De Woonplaats, wijkpanel",
        residents="Meedenken over het ontwerp, helpen planten op Boomfeestdag",
        period=f"{start}e kwartaal – 4e kwartaal",
        quarters=tuple(range(start, 5)),
        cost=Decimal(2500 * number),
        paid_by="gemeente, wijkbudget",
        status=status,
        status_label=labels[status],
        status_reason="De aannemer kan pas volgend jaar beginnen." if status == "postponed" else "",
        source="keuzebijeenkomst",
        contact="Sanne de Vries, 14 099",
        photo=photo,
        place={
            "type": "Point",
            "coordinates": [5.8 + 0.013 * cos(angle) * (number % 7) / 7, 53.2 + 0.008 * sin(angle)],
        },
        url=f"https://portaal.example/projecten/{number}",
    )


def make_brochure(
    projects: int = 9, *, paragraphs: int = 1, photo: Photo | None = None, proof: str = ""
) -> Brochure:
    """Return a full brochure with so many projects."""
    text = f"<p>{LOREM}</p><p>{LOREM}</p>"
    return Brochure(
        title="Wijkprogramma Molenwijk 2026",
        area_name="Molenwijk",
        area_kind="wijk",
        year=2026,
        gemeente=Gemeente(
            name="Gemeente Waterland aan Zee",
            primary="#0f4f57",
            accent="#b3431a",
            phone="14 099",
            website="www.gemeente.example",
        ),
        printed_on=date(2026, 1, 12),
        intro="Dit gaan wij in 2026 samen doen in de Molenwijk: bewoners, gemeente en partners.",
        proof=proof,
        border=outline(),
        neighbours=(
            ("Stationskwartier", outline(x=5.84)),
            ("De Polder", outline(y=53.228, wobble=7)),
            ("Zeehoek", outline(x=5.765, y=53.19, wobble=3)),
            ("Oud-Waterland", outline(x=5.81, y=53.172, wobble=4)),
        ),
        foreword=Chapter(
            "foreword",
            "Samen maken we de wijk",
            f"<p>Beste bewoner,</p>{text}<p>Doet u mee? Wij zien u graag.</p>",
            "Aaltje Hoekstra",
            "wijkwethouder",
            photo,
        ),
        portrait=Chapter("portrait", "Onze wijk in het kort", f"<p>{LOREM}</p>"),
        look_back=Chapter("look_back", "Wat is er van vorig jaar terechtgekomen?", f"<p>{LOREM}</p>"),
        promises=(
            Promise("Nieuwe beplanting Dorpsplein", "kept", "gedaan", "Klaar in mei."),
            Promise("Drempels Ringweg", "busy", "loopt nog", "De eerste twee liggen er."),
            Promise("Skatebaan", "broken", "niet gelukt", "De grond bleek vervuild."),
            Promise("Buurtkamer open", "kept", "gedaan", "Elke week 40 bezoekers."),
        ),
        projects=tuple(make_project(n, paragraphs=paragraphs, photo=photo) for n in range(1, projects + 1)),
        chapters=(
            Chapter(
                "housing", "Woningcorporatie De Woonplaats", text + text, "Piet Bakker", "gebiedsbeheerder"
            ),
            Chapter("care_team", "Het sociaal wijkteam", text, "Fatma Yılmaz", "wijkteam", photo),
            Chapter("panel", "Het wijkpanel", text + text, "Jan Dijkstra", "voorzitter wijkpanel", photo),
        ),
        money=(
            MoneySource("Gemeente", Decimal("84000"), ""),
            MoneySource("Woningcorporatie", Decimal("32500"), "geschat"),
            MoneySource("Wijkbudget", Decimal("12400.50"), ""),
            MoneySource("Provincie", Decimal("9000"), "aangevraagd"),
        ),
        faces=tuple(
            Face(name, function, organisation, phone, email, photo if number % 2 == 0 else None)
            for number, (name, function, organisation, phone, email) in enumerate(
                [
                    (
                        "Sanne de Vries",
                        "wijkmanager",
                        "gemeente",
                        "06 12 34 56 78",
                        "s.devries@gemeente.example",
                    ),
                    (
                        "Omar Haddad",
                        "opbouwwerker",
                        "Welzijn Waterland",
                        "06 23 45 67 89",
                        "omar@welzijn.example",
                    ),
                    ("Jan Dijkstra", "voorzitter", "wijkpanel", "", "panel@molenwijk.example"),
                    ("Piet Bakker", "gebiedsbeheerder", "De Woonplaats", "088 123 45 67", ""),
                    (
                        "Fatma Yılmaz",
                        "maatschappelijk werker",
                        "sociaal wijkteam",
                        "14 099",
                        "wijkteam@gemeente.example",
                    ),
                    ("Klaas Wiersma", "wijkagent", "politie", "0900 88 44", ""),
                ]
            )
        ),
        agenda=(
            AgendaDate(date(2026, 2, 3), "Inloopavond Lindestraat", "19.30 uur", "wijkgebouw De Schakel"),
            AgendaDate(date(2026, 3, 18), "Boomfeestdag", "10.00 uur", "Molenvaart"),
            AgendaDate(date(2026, 6, 13), "Burendag en wijkschouw", "13.00 uur", "Kastanjeplein"),
            AgendaDate(date(2026, 10, 7), "Keuzebijeenkomst voor 2027", "19.30 uur", "wijkgebouw De Schakel"),
        ),
        pages_online=(
            PageOnline("Dit programma op internet", "https://portaal.example/programmas/2026/molenwijk"),
            PageOnline("Alles over de Molenwijk", "https://portaal.example/gebieden/molenwijk"),
        ),
    )


def make_bare_brochure() -> Brochure:
    """Return the least that can be printed: an area without a border and one project without details."""
    return Brochure(
        title="Dorpsprogramma Oosterend 2026",
        area_name="Oosterend",
        area_kind="dorp",
        year=2026,
        gemeente=Gemeente(name="Gemeente Waterland aan Zee", primary="#0f4f57", accent="#b3431a"),
        printed_on=date(2026, 1, 12),
        projects=(PrintedProject(number=1, title="Een bankje bij de kerk", theme=THEMES[0]),),
    )
