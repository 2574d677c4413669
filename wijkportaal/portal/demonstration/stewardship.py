"""What residents of Rietwolde govern themselves: one of each form, with agreements in every state."""

from datetime import date, timedelta

from areas.organisations.models import Facility
from areas.territory.models import Area
from participation.initiatives.models import Initiative
from participation.stewardship.actions import register
from wijkportaal.portal.demonstration.communities import Community
from wijkportaal.portal.demonstration.files import pdf_of

HARBOUR = "Wij onderhouden het haventje zelf"


def write_stewardship(community: Community, areas: dict[str, Area], *, today: date, by) -> None:
    """Register zelfbeheer that came of an initiative, a bewonersbedrijf, a coöperatie and a trust."""

    def day(offset: int) -> date:
        return today + timedelta(days=offset)

    initiative = Initiative.objects.get(title=HARBOUR)
    register(
        {
            "form": "self_management",
            "name": "Zelfbeheer haventje Oldekaap",
            "what": "De vereniging onderhoudt steiger, gras en banken. Elke zaterdag is er iemand aan het werk.",
            "areas": [areas["oldekaap"]],
            "organisation": community["panel-oldekaap"],
            "legal_form": "association",
            "starts_on": day(-40),
            "seats": 5,
            "resident_seats": 5,
            "votes_equal": True,
            "others_appointed_by": "",
        },
        holdings=[
            {"how": "manages", "kind": "other", "name": "Steiger en banken", "place": "Het haventje"},
            {"how": "manages", "kind": "green", "name": "Gras langs de kade", "place": "Het haventje"},
        ],
        agreements=[
            {
                "about": "Onderhoud van het haventje voor € 5.500 per jaar",
                "with_whom": "Gemeente Rietwolde",
                "starts_on": day(-40),
                "ends_on": day(690),
                "notice_months": 3,
                "renewed_by": "De vereniging en de wijkmanager",
            }
        ],
        initiative=initiative,
        by=by,
    )
    house = Facility.objects.filter(area=areas["vogelweide"], kind="community_centre").first()
    playground = Facility.objects.filter(area=areas["vogelweide"], kind="playground").first()
    register(
        {
            "form": "company",
            "name": "Bewonersbedrijf De Werkplaats",
            "what": "Bewoners verhuren zalen, koken voor de buurt en doen klussen. De winst gaat naar plannen in de wijk.",
            "areas": [areas["vogelweide"], areas["klaverveld"]],
            "legal_form": "foundation",
            "kvk_number": "51234567",
            "contact_email": "werkplaats@rietwolde.example",
            "starts_on": day(-1300),
            "seats": 7,
            "resident_seats": 5,
            "votes_equal": True,
            "others_appointed_by": "de woningcorporatie en de welzijnsorganisatie, ieder één",
        },
        holdings=[
            {
                "how": "rents",
                "kind": "building",
                "facility": house,
                "name": house.name,
                "starts_on": day(-1200),
            },
            {"how": "manages", "kind": "playground", "facility": playground, "name": playground.name},
            {"how": "owns", "kind": "money", "name": "Buurtkas van € 12.000"},
        ],
        agreements=[
            {
                "about": "Huur van het wijkgebouw",
                "with_whom": "Gemeente Rietwolde",
                "starts_on": day(-1020),
                "ends_on": day(110),
                "notice_months": 3,
                "renewed_by": "Het bestuur van De Werkplaats",
                "upload": pdf_of("Huurafspraak", "Huur van het wijkgebouw", "<p>Voor drie jaar.</p>"),
            },
            {
                "about": "Toezicht op de speelplek",
                "with_whom": "Vakafdeling Groen",
                "starts_on": day(-300),
                "ends_on": day(800),
            },
            {
                "about": "Proef met een klussendienst",
                "with_whom": "De woningcorporatie",
                "starts_on": day(-900),
                "ends_on": day(-170),
            },
        ],
        by=by,
    )
    register(
        {
            "form": "cooperative",
            "name": "Coöperatie Zon op Klaverveld",
            "what": "Leden leggen samen zonnepanelen op grote daken en verdelen de opbrengst.",
            "areas": [areas["klaverveld"]],
            "legal_form": "cooperative",
            "starts_on": day(-500),
            "seats": 9,
            "others_appointed_by": "de leden",
        },
        holdings=[
            {"how": "owns", "kind": "other", "name": "240 zonnepanelen", "place": "Dak van de sporthal"}
        ],
        agreements=[
            {
                "about": "Gebruik van het dak van de sporthal",
                "with_whom": "Gemeente Rietwolde",
                "starts_on": day(45),
                "ends_on": day(5500),
                "notice_months": 12,
                "renewed_by": "De coöperatie",
            }
        ],
        by=by,
    )
    register(
        {
            "form": "trust",
            "name": "Buurttrust Binnenvesten",
            "what": "De trust kocht twee panden en verhuurt die aan winkels en makers uit de wijk. De huur blijft in de wijk.",
            "areas": [areas["binnenvesten"]],
            "legal_form": "foundation",
            "kvk_number": "52345678",
            "starts_on": day(-800),
            "seats": 9,
            "resident_seats": 5,
            "votes_equal": False,
            "votes": 12,
            "resident_votes": 8,
            "others_appointed_by": "de bewoners in het bestuur",
            "professionals_serve": True,
        },
        holdings=[
            {"how": "owns", "kind": "building", "name": "De oude drukkerij", "starts_on": day(-780)},
            {"how": "owns", "kind": "building", "name": "Het hoekpand", "starts_on": day(-300)},
            {
                "how": "manages",
                "kind": "green",
                "name": "Tuin op de vestingwal",
                "starts_on": day(-700),
                "ends_on": day(-60),
            },
        ],
        agreements=[
            {
                "about": "Lening voor het hoekpand",
                "with_whom": "Fonds voor wijken",
                "starts_on": day(-300),
                "ends_on": day(40),
                "renewed_by": "De trust",
            }
        ],
        by=by,
    )
