"""What the buurtanalyses of Rietwolde say; all made up."""

STORIES = (
    (
        "<p>Buren kennen elkaar en er zijn veel vrijwilligers. De nieuwe speelplek trekt gezinnen van alle kanten.</p>",
        "<p>Het aantal alleenwonende ouderen groeit. Het spreekuur van het wijkteam zit vol.</p>",
        "<p>De lege school kan een huiskamer worden. Twee groepen bewoners willen meedoen.</p>",
    ),
    (
        "<p>Het is rustig en groen. Wie er woont, blijft er graag. De vereniging heeft elk jaar meer leden.</p>",
        "<p>Jonge mensen vinden geen huis. De bus rijdt minder vaak en de winkel draait net rond.</p>",
        "<p>Er is grond voor een hofje. Inwoners willen samen een auto delen.</p>",
    ),
    (
        "<p>Er wonen mensen uit veel landen en er gebeurt veel. De school en het wijkgebouw werken goed samen.</p>",
        "<p>Een op de vijf huishoudens heeft weinig geld. Op straat ligt veel afval.</p>",
        "<p>De corporatie knapt driehonderd huizen op: een moment om ook de straat aan te pakken.</p>",
    ),
)
RESIDENTS = (
    "<p>Bewoners geven hun buurt een 7,4. Zij zijn tevreden over hun buren en hun huis, en minder over "
    "het verkeer en over wat er voor jongeren te doen is.</p>"
)
RESIDENTS_SOURCE = "vragenronde in september, 164 adressen"

# Theme, score, words and who says so (a key of a partner, or "" for the opbouwwerker).
JUDGEMENTS = (
    ("ontmoeting", 2, "Overdag is er voor alleenstaanden weinig te doen. Wie eenmaal komt, blijft komen.", "samenleving"),
    ("ontmoeting", 3, "De koffieochtend trekt nu twintig mensen. Er is nog geen aanbod in de avond.", ""),
    ("verkeersveiligheid", 2, "Rond de school is het elke ochtend te druk. De snelheid op de doorgaande weg zakt niet.", "toezicht"),
    ("groen", 4, "Bewoners onderhouden drie plekken zelf. Dat scheelt klachten.", "groen"),
    ("wonen", 3, "De huizen zijn redelijk. Vocht is in het oudste blok een probleem.", "corporatie"),
    ("jongeren", 2, "Er is geen vaste plek. We zien de jongeren, maar kunnen ze weinig bieden.", ""),
)  # fmt: skip
EXPERIENCES = (
    ("ontmoeting", "Ik zou wel vaker ergens willen zitten, maar er is nergens een bankje.", "wandeling door de buurt"),
    ("verkeersveiligheid", "Mijn dochter mag van mij nog niet alleen naar school fietsen.", "gesprekken op het schoolplein"),
    ("jongeren", "Wij worden overal weggestuurd.", "avond met twaalf jongeren"),
    (None, "Ik woon hier veertig jaar en wil hier nooit meer weg.", "keukentafelgesprekken"),
)  # fmt: skip

# Theme, title, indicator, unit, source, the measured values from five years ago on, what comes when nothing
# changes and what is aimed at in four years, story, partners, what works, plan.
OUTCOMES = (
    (
        "ontmoeting",
        "Iedereen heeft mensen om op terug te vallen",
        "Bewoners die zich eenzaam voelen",
        "%",
        "gezondheidsmonitor (verzonnen)",
        (31, 33, 34, 37),
        43,
        30,
        "Meer mensen wonen alleen. Het buurtcafé ging dicht en de bus rijdt minder.",
        "Sociaal wijkteam, huisartsen, het wijkpanel of dorpsbelang en de kerk.",
        "Een plek die elke dag open is, en iemand die mensen de eerste keer ophaalt.",
        "Een huiskamer openen, elke week samen eten en bezoek aan nieuwe bewoners.",
    ),
    (
        "verkeersveiligheid",
        "Kinderen komen zelf veilig naar school",
        "Kinderen die lopend of met de fiets komen",
        "%",
        "telling door de school (verzonnen)",
        (64, 61, 58, 59),
        52,
        80,
        "Ouders brengen hun kind met de auto omdat er veel auto's zijn: zo wordt het steeds drukker.",
        "School, ouders, wijkagent en de afdeling wegen.",
        "Een straat die bij begin en eind van de school dicht is voor auto's.",
        "Een proef van twee weken, daarna samen beslissen.",
    ),
)

# Question, what is kept, what was aimed at, what it became.
MEASURES = (
    ("how_much", "bewoners die meededen", "40", "52"),
    ("how_well", "bewoners die er tevreden over zijn", "8 van de 10", "9 van de 10"),
    ("better_off", "bewoners die de plek nu elke week gebruiken", "1 op de 4", "1 op de 3"),
)
