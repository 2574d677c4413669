"""What the visies of Rietwolde say per theme; all made up."""

from dataclasses import dataclass

from programmes.visions.models import Domain


@dataclass(frozen=True)
class Aim:
    """A goal with what works for it and lines (wat, hoe, wanneer, door wie) of the execution plan."""

    title: str
    domain: Domain
    text: str
    works: str
    lines: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A theme by its slug: figures, knowledge and experience, each with its source, then wishes and goals."""

    theme: str
    figures: tuple[str, str]
    professionals: tuple[str, str]
    residents: tuple[str, str]
    physical: str
    social: str
    aims: tuple[Aim, ...]


CHAPTERS = (
    Chapter(
        "ontmoeting",
        ("<p>Vier op de tien huishoudens bestaan uit één persoon. Dat waren er tien jaar geleden drie.</p>", "Rietwolde in cijfers"),
        ("<p>De huisarts en het sociaal wijkteam zien meer mensen die weinig aanspraak hebben. Zij komen pas als het misgaat.</p>", "sociaal wijkteam en huisartsen"),
        ("<p>“Er is overdag geen plek om zomaar binnen te lopen.” Vooral bewoners die nieuw zijn, kennen hun buren niet.</p>", "drie avonden en 140 vragenlijsten"),
        "<p>Een huiskamer op loopafstand, met een keuken en een tuin. Bankjes waar buren elkaar tegenkomen.</p>",
        "<p>Een vaste maaltijd in de week. Iemand die nieuwe bewoners welkom heet.</p>",
        (
            Aim(
                "Iedereen heeft een plek om binnen te lopen",
                Domain.BOTH,
                "Over tien jaar is er op tien minuten lopen een huiskamer die elke werkdag open is.",
                "<p>Een plek loopt goed als bewoners zelf de sleutel hebben. Begin met één vaste dag en één maaltijd; breid pas uit als er tien vrijwilligers zijn.</p>",
                (("Een huiskamer openen in het wijkgebouw", "We beginnen met twee dagdelen in een lege zaal.", "dit jaar", "taakgroep Huiskamer"), ("Elke week samen eten", "Koken met oogst uit de buurttuin.", "elke week", "vrijwilligers en de corporatie")),
            ),
            Aim(
                "Nieuwe bewoners voelen zich snel thuis",
                Domain.SOCIAL,
                "Wie hier komt wonen, kent na een half jaar vijf mensen bij naam.",
                "<p>Een bezoek aan huis in de eerste maand werkt beter dan een brief.</p>",
                (("Bezoek aan nieuwe bewoners", "Twee buren brengen een mand en de wijkkaart.", "vanaf het voorjaar", "bewoners van de straat"),),
            ),
        ),
    ),
    Chapter(
        "groen",
        ("<p>In de helft van de straten staat minder dan één boom per drie huizen. Op warme dagen is het er vier graden warmer dan buiten de bebouwde kom.</p>", "boomkaart en hittekaart van de gemeente"),
        ("<p>De bodem is op veel plekken te krap voor grote bomen: kabels en leidingen liggen in de weg. Water kan bij zware regen nergens heen.</p>", "afdeling groen en het waterschap"),
        ("<p>Bewoners missen schaduw bij de speelplek en vinden het jammer dat tuinen worden betegeld.</p>", "wandeling door de wijk met 35 bewoners"),
        "<p>Bomen in elke straat, een plas waar water mag staan, en minder stenen.</p>",
        "<p>Samen zorgen voor het groen, met gereedschap dat iedereen kan lenen.</p>",
        (
            Aim(
                "Elke straat heeft schaduw",
                Domain.PHYSICAL,
                "In elke straat loopt u over tien jaar voor de helft in de schaduw.",
                "<p>Plant bomen mee met werk aan riool of straat: dat kost een derde van los planten. Laat bewoners de soort kiezen, dan zorgen zij er ook voor.</p>",
                (("Veertig bomen planten", "Samen met het werk aan het riool.", "in het najaar", "afdeling groen"), ("Boom adopteren", "Bewoners geven jonge bomen water.", "elke zomer", "groenploeg van bewoners")),
            ),
            Aim(
                "Regen krijgt de ruimte",
                Domain.PHYSICAL,
                "Bij een flinke bui blijft het water uit de huizen.",
                "<p>Tegels eruit bij tien buren tegelijk werkt beter dan één voor één: de gemeente haalt de stenen dan gratis op.</p>",
                (("Tegels eruit, planten erin", "Een zaterdag per straat met een kraan.", "mei en september", "bewoners en de gemeente"),),
            ),
        ),
    ),
    Chapter(
        "verkeersveiligheid",
        ("<p>Op de doorgaande weg rijdt de helft van de auto's harder dan 30. In vijf jaar waren er elf ongelukken, waarvan drie met een fietser.</p>", "verkeerstelling en ongevallenkaart"),
        ("<p>De wijkagent ziet dat het vooral misgaat bij het halen en brengen van kinderen.</p>", "wijkagent en school"),
        ("<p>Ouders brengen hun kind met de auto omdat ze de oversteek niet vertrouwen.</p>", "gesprekken op het schoolplein"),
        "<p>Een oversteek die opvalt, smallere rijbanen en een brede stoep.</p>",
        "<p>Ouders en school maken afspraken over halen en brengen.</p>",
        (
            Aim(
                "Elk kind kan zelf veilig naar school",
                Domain.BOTH,
                "Over tien jaar komt acht op de tien kinderen lopend of met de fiets.",
                "<p>Een schoolstraat die bij begin en eind dicht is voor auto's, met ouders als verkeersbrigadier.</p>",
                (("Proef met een schoolstraat", "Twee weken dicht, daarna bekijken we het samen.", "dit voorjaar", "school, ouders en de gemeente"),),
            ),
            Aim(
                "Auto's rijden overal 30",
                Domain.PHYSICAL,
                "De weg nodigt niet meer uit tot hard rijden.",
                "<p>Smaller maken werkt beter dan borden. Begin op de plekken waar de meeste kinderen oversteken.</p>",
                (("Twee kruisingen versmallen", "Eerst met bloembakken, daarna in steen.", "over twee jaar", "afdeling wegen"),),
            ),
        ),
    ),
    Chapter(
        "ouderen",
        ("<p>Het aantal mensen van 75 jaar en ouder groeit in tien jaar met een derde. Een op de vijf woningen heeft geen trap.</p>", "Rietwolde in cijfers en de corporatie"),
        ("<p>De wijkverpleging reist veel. Zij ziet dat kleine hulp van buren zware zorg uitstelt.</p>", "wijkverpleging"),
        ("<p>Mensen willen hier blijven wonen, maar vinden geen kleiner huis.</p>", "keukentafelgesprekken met 28 ouderen"),
        "<p>Woningen zonder trap bij de winkel en een stoep zonder drempels.</p>",
        "<p>Buren die een boodschap doen of meerijden naar het ziekenhuis.</p>",
        (
            Aim(
                "Wie oud wordt, kan hier blijven wonen",
                Domain.BOTH,
                "Voor elke tien mensen van 75 en ouder zijn er drie woningen zonder trap.",
                "<p>Doorstromen lukt als iemand helpt verhuizen en de huur niet te veel stijgt.</p>",
                (("Twaalf woningen zonder trap", "Op de plek van de oude school.", "over drie jaar", "de corporatie"),),
            ),
            Aim(
                "Buren helpen elkaar vaker",
                Domain.SOCIAL,
                "Een op de drie bewoners doet af en toe iets voor een buur.",
                "<p>Een vast telefoonnummer met een vrijwilliger werkt beter dan een app.</p>",
                (("Hulplijn van het dorp", "Vrijwilligers zitten om de beurt aan de telefoon.", "vanaf het najaar", "dorpsbelang of wijkpanel"),),
            ),
        ),
    ),
    Chapter(
        "energie",
        ("<p>Zes op de tien huizen hebben label D of slechter.</p>", "energielabels van de gemeente"),
        ("<p>Mensen met een klein inkomen stoken weinig en hebben vocht in huis.</p>", "energiecoaches"),
        ("<p>“Ik wil wel, maar weet niet waar ik moet beginnen.”</p>", "energieavond met 60 bewoners"),
        "<p>Huizen die warm blijven, zonnepanelen op de school.</p>",
        "<p>Samen inkopen, en hulp bij de aanvraag van subsidie.</p>",
        (
            Aim(
                "Elk huis is warm en betaalbaar",
                Domain.BOTH,
                "Geen huis heeft over tien jaar nog een label slechter dan C.",
                "<p>Een buur die het al heeft gedaan, overtuigt meer dan een folder.</p>",
                (("Klusteam voor kleine maatregelen", "Gratis tochtstrips en radiatorfolie.", "elke winter", "energiecoaches"),),
            ),
        ),
    ),
)  # fmt: skip

CORES = (
    "Over tien jaar kennen we hier onze buren, is het groen en koel op straat, en kan wie oud wordt blijven wonen.",
    "We willen rustig en dichtbij de natuur blijven, met genoeg te doen voor jong en oud en een school in het dorp.",
    "Hier woont straks iedereen door elkaar. De straat is van wie er loopt en speelt, en er is altijd een deur open.",
)
MADE_BY = (
    "Een werkgroep van negen bewoners schreef de visie, met de wijkmanager en de corporatie. Zij hielden drie avonden, "
    "liepen met 35 mensen door het gebied en kregen 140 vragenlijsten terug. Leerlingen van groep 7 tekenden hun straat."
)
DECISION = (
    "De werkgroep legde de visie voor aan alle adressen. Op de bijeenkomst stemden 112 bewoners voor en 9 tegen. "
    "Daarna nam de gemeenteraad haar over als leidraad voor programma's en budgetten."
)
DEVELOPMENT = (
    "<p>We beginnen met wat al loopt en maken dat sterker. Een plan krijgt pas geld als er mensen zijn die het trekken. "
    "Na elke drie jaar kijken we samen wat werkte.</p>"
)
