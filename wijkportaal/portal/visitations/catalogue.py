"""The questionnaire with which every gemeente begins: statements on the five themes, each under a lasting code."""

from django.utils.translation import gettext_lazy as _

NAME = _("Zelfevaluatie wijkaanpak")

STATEMENTS = (
    ("focus", "few-goals", _("Dit gebied heeft weinig doelen en maakt die af.")),
    ("focus", "shared-picture", _("Gemeente, partners en bewoners zien dezelfde problemen en kansen.")),
    ("focus", "stops-too", _("Wat niet bijdraagt aan de doelen, stoppen wij.")),
    ("execution", "one-face", _("Bewoners weten wie hun wijkmanager is, en die krijgt dingen voor elkaar.")),
    ("execution", "departments", _("Vakafdelingen doen op tijd wat in het programma staat.")),
    ("execution", "promises", _("Wij houden ons aan afspraken, en zeggen het als iets niet lukt.")),
    ("residents", "take-part", _("Genoeg bewoners doen mee, en niet steeds dezelfde.")),
    ("residents", "own-say", _("Bewoners beslissen zelf over een deel van het geld en het werk.")),
    ("residents", "hear-back", _("Wie iets vraagt of voorstelt, hoort wat ermee gebeurt.")),
    ("economy", "flows-known", _("Wij weten hoeveel geld er naar dit gebied gaat, en van wie.")),
    ("economy", "works-here", _("Het geld levert hier werk, ontmoeting of ondernemen op.")),
    ("economy", "partners", _("Partners leggen hun geld bij onze doelen.")),
    ("assurance", "learns", _("Wij kijken elk jaar terug en doen daarna iets anders.")),
    ("assurance", "not-on-one", _("Het werk hangt niet aan één persoon.")),
    ("assurance", "council-college", _("College en raad sturen op de wijkaanpak en houden eraan vast.")),
)
