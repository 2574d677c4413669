"""The organisations of Rietwolde, the faces that go with them and the places where people meet."""

import random
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from areas.organisations.actions import (
    add_facility,
    add_function,
    add_organisation,
    close_facility,
    close_organisation,
)
from areas.organisations.models import Organisation
from areas.territory.models import Area
from wijkportaal.portal.demonstration.crew import (
    ALDERMAN_OF_DORPEN,
    ALDERMAN_OF_WIJKEN,
    DEPARTMENTS,
    MANAGERS,
    NORTHERN_VILLAGES,
    SOUTHERN_VILLAGES,
    WORKERS,
    Crew,
    chair_of,
)
from wijkportaal.portal.demonstration.geography import borders, point_inside
from wijkportaal.portal.demonstration.people import character
from wijkportaal.portal.demonstration.photos import Album
from wijkportaal.portal.demonstration.places import BY_KEY, FORMER_BY_KEY, PLACES, Place
from wijkportaal.portal.demonstration.words import association_of, surroundings

# A board that works on paper: what is decided goes to it by post.
BY_POST = "wytsmasyl"
DEPARTMENT_NAMES = {
    "wegen": ("Afdeling Wegen en Verkeer", "Wij zorgen voor straten, fietspaden, bruggen en verlichting."),
    "groen": ("Afdeling Groen en Spelen", "Wij onderhouden parken, bomen, bermen en speelplekken."),
    "samenleving": ("Afdeling Samenleving", "Wij gaan over zorg, onderwijs, sport en cultuur."),
    "toezicht": ("Afdeling Toezicht en Veiligheid", "Onze handhavers lopen op straat en spreken mensen aan."),
    "ruimte": ("Afdeling Ruimte en Wonen", "Wij maken plannen voor pleinen, woningen en dorpshuizen."),
    "klimaat": ("Afdeling Klimaat en Energie", "Wij helpen bij isoleren, zonnepanelen en wateroverlast."),
}
PANEL_TEXTS = (
    "<p>Negen bewoners die opkomen voor {name}. Wij vergaderen elke zes weken, en u bent welkom.</p>",
    "<p>Wij verzamelen wensen uit {name} en praten daarover met de gemeente. Ook beheren we het wijkbudget.</p>",
    "<p>Samen houden we {name} schoon, veilig en gezellig. Nieuwe gezichten zijn altijd welkom.</p>",
)
VILLAGE_TEXTS = (
    "<p>Al ruim tachtig jaar de vereniging van alle bewoners van {name}. Lid worden kost € 7,50 per jaar.</p>",
    "<p>Wij zijn het aanspreekpunt voor de gemeente en geven vier keer per jaar de dorpskrant uit.</p>",
    "<p>Voor een leefbaar {name}: van dorpsvisie tot dorpsfeest. De jaarvergadering is in maart.</p>",
)
HOURS = (
    "Maandag t/m vrijdag van 9.00 tot 17.00 uur. Donderdag ook in de avond.",
    "Elke dag open, behalve op feestdagen.",
    "Dinsdag en vrijdag van 13.30 tot 17.00 uur, en als er iets te doen is.",
    "Maandag t/m zaterdag van 8.30 tot 18.00 uur.",
)


@dataclass
class Community:
    """The organisations by key: a department, `corporatie-wijk`, `panel-oldekaap` and so on."""

    organisations: dict[str, Organisation] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Organisation:
        return self.organisations[key]

    def partner_for(self, key: str, place: str) -> Organisation | None:
        """Return the organisation that a project in a place means by a word like `corporatie`."""
        is_wijk = BY_KEY[place].kind == "wijk" if place in BY_KEY else place == "waterkant"
        named = {
            "panel": f"panel-{place}",
            "corporatie": "corporatie-wijk" if is_wijk else "corporatie-dorp",
            "wijkteam": "wijkteam-stad" if is_wijk else "wijkteam-dorpen",
        }.get(key, key)
        return self.organisations.get(named)


def found_organisations(crew: Crew, areas: dict[str, Area], album: Album, *, since: date, by) -> Community:
    """Make the gemeente, its departments, the partners and a panel or dorpsbelang in every area."""
    community = Community()
    root = areas[""]
    everywhere = {key: area for key, area in areas.items() if key}
    wijken = [area for area in everywhere.values() if area.kind == "wijk"]
    dorpen = [area for area in everywhere.values() if area.kind == "dorp"]

    def found(key: str, kind: str, name: str, served: list[Area], text: str, **details) -> Organisation:
        community.organisations[key] = add_organisation(
            kind,
            name,
            by=by,
            areas=served,
            on=since,
            description=text,
            phone=details.pop("phone", "14 0510"),
            phone_public=True,
            email_public=True,
            website_public=True,
            address_public=True,
            **details,
        )
        return community[key]

    found(
        "gemeente",
        "municipality",
        "Gemeente Rietwolde",
        [root],
        "<p>Uw gemeente: twaalf wijken en zestien dorpen.</p>",
        email="gemeente@rietwolde.example",
        website="https://www.rietwolde.example",
        address="Vestingwal 1, Rietwolde",
    )
    for key, (name, text) in DEPARTMENT_NAMES.items():
        email = f"{key}@rietwolde.example"
        found(key, "department", name, [root], f"<p>{text}</p>", email=email)
    found(
        "corporatie-wijk",
        "housing",
        "Woonstichting Rietwonen",
        wijken,
        "<p>Wij verhuren 9.400 woningen in de stad. Onze wijkbeheerders kent u van gezicht.</p>",
        phone="0510-880 100",
        email="hallo@rietwonen.example",
        website="https://www.rietwonen.example",
        address="Kolkstraat 12, Rietwolde",
    )
    found(
        "corporatie-dorp",
        "housing",
        "Dorpswonen Wolderland",
        dorpen,
        "<p>Huizen in de dorpen, voor jong en oud. Klein genoeg om u te kennen.</p>",
        phone="0510-880 200",
        email="info@dorpswonen.example",
        address="Hoofdweg 88, Grootzwin",
    )
    for key, name, served in (
        ("wijkteam-stad", "Sociaal wijkteam Stad", wijken),
        ("wijkteam-dorpen", "Sociaal wijkteam Dorpen", dorpen),
    ):
        text = "<p>Voor alle vragen over zorg, geld, opvoeden en werk. Praten is gratis en vertrouwelijk.</p>"
        found(key, "social_team", name, served, text, email=f"{key}@rietwolde.example", phone="0510-880 300")
    found(
        "welzijn",
        "welfare",
        "Stichting Samenspel",
        [root],
        "<p>Opbouwwerkers en jongerenwerkers die naast bewoners staan. Heeft u een plan? Wij helpen.</p>",
        email="samenspel@rietwolde.example",
        phone="0510-880 400",
    )
    found(
        "politie",
        "police",
        "Politie Rietwolde",
        [root],
        "<p>Bij spoed belt u 112. Geen spoed, wel politie? Vraag naar uw wijkagent.</p>",
        phone="",
        website="https://www.politie.example",
    )
    found(
        "natuurclub",
        "other",
        "Natuurclub De Karekiet",
        [root],
        "<p>Wij tellen vogels, snoeien wilgen en nemen kinderen mee naar buiten.</p>",
        email="karekiet@rietwolde.example",
    )
    for key, area in everywhere.items():
        found_association(community, key, area, album, since=since, by=by, crew=crew)
    show_faces(crew, community, areas, album, since=since, by=by)
    return community


def found_association(
    community: Community, key: str, area: Area, album: Album, *, since: date, by, crew: Crew
) -> None:
    """Make the panel or dorpsbelang of an area with its board."""
    dice = random.Random(f"{key}-board")  # noqa: S311 - an invented board
    kind = "panel" if area.kind == "wijk" else "village_interest"
    text = dice.choice(PANEL_TEXTS if kind == "panel" else VILLAGE_TEXTS).format(name=area.name)
    organisation = add_organisation(
        kind,
        association_of(area.name, area.kind),
        by=by,
        areas=[area],
        on=since,
        description=text,
        email="" if key == BY_POST else f"bestuur@{key}.example",
        email_public=True,
        website=f"https://www.{key}.example" if dice.random() < 0.7 else "",
        website_public=True,
    )
    community.organisations[f"panel-{key}"] = organisation
    first = chair_of(key)
    board = [("chair", first)]
    if area.slug != "lytsewier":
        after = first if first >= 72 else 300
        board += [("secretary", after + 1), ("treasurer", after + 2)]
    for function, number in board:
        somebody = character(number)
        is_chair = function == "chair"
        add_function(
            organisation,
            function,
            somebody.name,
            by=by,
            valid_from=since,
            person=crew.people.get(number),
            photo=album.face(somebody) if is_chair else None,
            photo_public=is_chair,
            phone=somebody.mobile,
            # Who would rather not be called says so: each detail has its own yes or no.
            phone_public=is_chair or dice.random() < 0.3,
            email=somebody.email,
            email_public=dice.random() < 0.5,
            name_public=function != "treasurer" or dice.random() < 0.8,
        )


def show_faces(
    crew: Crew, community: Community, areas: dict[str, Area], album: Album, *, since: date, by
) -> None:
    """Show who works for the gemeente and the partners, with faces and numbers."""
    wijken = [area for key, area in areas.items() if key and area.kind == "wijk"]
    dorpen = [area for key, area in areas.items() if key and area.kind == "dorp"]

    def show(key: str, kind: str, number: int, served: list[Area], **details) -> None:
        somebody = character(number)
        add_function(
            community[key],
            kind,
            somebody.name,
            by=by,
            areas=served,
            valid_from=since,
            person=crew.people.get(number),
            photo=album.face(somebody),
            photo_public=True,
            phone=somebody.mobile if kind != "alderman" else somebody.phone,
            phone_public=True,
            email=somebody.email,
            email_public=True,
            **details,
        )

    show("gemeente", "alderman", ALDERMAN_OF_WIJKEN, wijken)
    show("gemeente", "alderman", ALDERMAN_OF_DORPEN, dorpen)
    for number, keys in MANAGERS.items():
        served = [areas[key] for key in keys if key in areas]
        title = "dorpenmanager" if keys in {NORTHERN_VILLAGES, SOUTHERN_VILLAGES} else ""
        availability = "maandag t/m donderdag"
        show("gemeente", "area_manager", number, served, title=title, availability=availability)
    for number, keys in WORKERS.items():
        served = [areas[key] for key in keys if key in areas]
        show("welzijn", "community_worker", number, served, availability="dinsdag, woensdag en vrijdag")
    for key, number in DEPARTMENTS.items():
        # Who calls a department gets the desk, not a person: the name stays inside.
        show(key, "contact", number, [], name_public=False)
    for number, key, kind, served in (
        (20, "corporatie-wijk", "housing_officer", wijken[: len(wijken) // 2]),
        (21, "corporatie-wijk", "housing_officer", wijken[len(wijken) // 2 :]),
        (22, "corporatie-dorp", "housing_officer", dorpen),
        (26, "wijkteam-stad", "social_worker", wijken),
        (23, "wijkteam-dorpen", "social_worker", dorpen),
        (34, "politie", "police_officer", wijken[::2]),
        (35, "politie", "police_officer", wijken[1::2]),
        (36, "politie", "police_officer", dorpen),
    ):
        show(key, kind, number, served)


def found_new_associations(
    crew: Crew, community: Community, areas: dict[str, Area], album: Album, *, on: date, by
) -> None:
    """Make the organisations of the areas that are to come."""
    for key in ("kluften", "havenrijk", "rietoever"):
        found_association(community, key, areas[key], album, since=on, by=by, crew=crew)


def close_old_associations(community: Community, *, by) -> None:
    """Close the organisations of the areas that ended."""
    for key in FORMER_BY_KEY:
        close_organisation(community[f"panel-{key}"], by=by, reason="Opgegaan in een nieuwe organisatie")


def open_facilities(community: Community, areas: dict[str, Area], *, by) -> None:
    """Put the meeting houses, schools, playgrounds and other places on the map."""
    for place in PLACES:
        _facilities_of(place, areas[place.key], community, by=by)
    closed = add_facility(
        "library", "Bibliotheek De Uitleen", areas["turfkade"], by=by, address="Turfkade 40, Rietwolde"
    )
    close_facility(closed, by=by, reason="De bibliotheek is verhuisd naar Binnenvesten.")


def _facilities_of(place: Place, area: Area, community: Community, *, by) -> None:
    dice = random.Random(f"{place.key}-places")  # noqa: S311 - invented places
    names = surroundings()[place.key]
    border = borders().places[place.key]
    tiny = place.inhabitants < 100
    town = "Rietwolde" if place.kind == "wijk" else place.name
    wanted = [
        (
            "community_centre" if place.kind == "wijk" else "village_hall",
            names.house[0].upper() + names.house[1:],
            community.partner_for("panel", place.key) if place.kind == "dorp" else community["welzijn"],
        )
    ]
    if not tiny:
        wanted += [
            ("school", f"Basis{names.school}", None),
            ("playground", f"Speelplek {names.streets[1]}", community["groen"]),
            ("sport", f"Sportveld {names.streets[2]}", community["samenleving"]),
        ]
    if place.inhabitants > 1500:
        wanted += [
            ("shop", dice.choice(("Dorpswinkel", "Buurtsuper")) + f" {names.streets[0]}", None),
            ("care", f"Gezondheidscentrum {names.streets[3]}", None),
        ]
    if place.kind == "dorp":
        wanted.append(("church", f"Kerk van {place.name}", None))
    if dice.random() < 0.4:
        wanted.append(("garden", f"Buurttuin {names.streets[-1]}", None))
    if place.key == "binnenvesten":
        wanted.append(("library", "Bibliotheek Rietwolde", community["samenleving"]))
    if place.key == "havenrijk":
        wanted.append(("recycling", "Milieustraat Loodsplein", community["wegen"]))
    for kind, name, manager in wanted:
        point = point_inside(border, dice, 0.3)
        add_facility(
            kind,
            name,
            area,
            by=by,
            longitude=Decimal(str(point.x)),
            latitude=Decimal(str(point.y)),
            address=f"{dice.choice(names.streets)} {dice.randint(1, 120)}, {town}",
            opening_hours=dice.choice(HOURS) if kind not in {"playground", "garden"} else "",
            phone=f"0510-{dice.randint(200, 899)} {dice.randint(100, 999)}" if kind != "playground" else "",
            manager=manager,
            accessibility=dice.choice(("yes", "yes", "partly", "unknown", "no")),
        )
