"""What residents hand in, take part in and think."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from wijkportaal.portal.steering.catalogue.words import (
    FROM_FIRST,
    INSIDE,
    POOLED,
    SMALL_NUMBERS,
    STANDS,
    SURVEYED,
)
from wijkportaal.portal.steering.definitions import (
    AREA,
    DAYS,
    LESS,
    MORE,
    NUMBER,
    OPINION,
    PERCENT,
    RESIDENTS,
    SIGNALS,
    YEAR,
    Definition,
    ListDoor,
)


def _lead(route: str, number: str, name) -> Definition:
    return Definition(
        f"lead_{route}",
        SIGNALS,
        format_lazy(_("Doorlooptijd route {number}, {name}"), number=number, name=name),
        format_lazy(_("Dagen route {number}"), number=number),
        DAYS,
        format_lazy(
            _(
                "Hoeveel dagen het duurde van de ontvangst tot een signaal van route {number} ({name}) klaar was. De "
                "helft ging sneller, de helft langzamer (mediaan)."
            ),
            number=number,
            name=name,
        ),
        _("De signalen die in het jaar binnenkwamen en klaar zijn, met hun datums."),
        _("Kalenderdagen. Een samengevoegd signaal telt vanaf zijn eigen dag van ontvangst."),
        SMALL_NUMBERS,
        (
            ListDoor(
                "signals:facts",
                (("stand", "klaar"), ("route", route), ("jaar", YEAR), ("gebied", AREA)),
                "signals.see_durations",
            ),
        ),
        better=LESS,
        of_what=_("signalen"),
    )


def _opinion(key: str, title, short, question, counts) -> Definition:
    return Definition(
        key,
        OPINION,
        title,
        short,
        PERCENT,
        format_lazy("{} {}", question, counts),
        _("De peilingen onder bewoners, met de vaste vragen van Deventer."),
        POOLED,
        SURVEYED,
        (ListDoor("surveys:workbench", (("gebied", AREA), ("jaar", YEAR)), "surveys.see_workbench"),),
        better=MORE,
        of_what=_("antwoorden"),
    )


RESIDENT_FIGURES = (
    Definition(
        "signals_open",
        SIGNALS,
        _("Open signalen"),
        _("Open"),
        NUMBER,
        _("Hoeveel signalen van bewoners nog niet zijn afgehandeld."),
        _("De signalen; wat is samengevoegd telt één keer."),
        STANDS,
        FROM_FIRST,
        (
            ListDoor("signals:inbox", (("area", AREA),), "signals.see_inbox"),
            ListDoor("signals:facts", (("stand", "open"), ("gebied", AREA)), "signals.see_durations"),
        ),
    ),
    _lead("solve", "I", _("oplossen")),
    _lead("address", "II", _("adresseren")),
    _lead("direct", "III", _("regisseren")),
    _lead("agenda", "IV", _("agenderen")),
    Definition(
        "votes_cast",
        RESIDENTS,
        _("Uitgebrachte stemmen"),
        _("Stemmen"),
        NUMBER,
        _("Hoeveel stemmen zijn uitgebracht in stemrondes die in het jaar eindigden."),
        _("De stemrondes die gesloten zijn."),
        INSIDE,
        _("Zonder stemronde in dat jaar is het cijfer onbekend."),
        (ListDoor("voting:workbench", (("gebied", AREA), ("jaar", YEAR)), "voting.see_workbench"),),
        better=MORE,
    ),
    Definition(
        "turnout",
        RESIDENTS,
        _("Opkomst"),
        _("Opkomst"),
        PERCENT,
        _("Welk deel van wie mocht stemmen dat ook deed."),
        _("De stemrondes die in het jaar eindigden en waarvan bekend is hoeveel mensen mochten stemmen."),
        INSIDE,
        _("Rondes waarvan niet bekend is hoeveel mensen mochten stemmen, tellen niet mee."),
        (ListDoor("voting:workbench", (("gebied", AREA), ("jaar", YEAR)), "voting.see_workbench"),),
        better=MORE,
        decimals=1,
        of_what=_("stemgerechtigden"),
    ),
    Definition(
        "taskgroups",
        RESIDENTS,
        _("Taakgroepen"),
        _("Taakgroepen"),
        NUMBER,
        _("Hoeveel taakgroepen van bewoners er zijn die leden zoeken of aan de slag zijn."),
        _("De taakgroepen."),
        STANDS,
        _("Een groep die ophield, telt tot de dag van het laatste teken van leven."),
        (ListDoor("taskgroups:index", (("area", AREA),)),),
        better=MORE,
    ),
    Definition(
        "likeness",
        RESIDENTS,
        _("Representativiteit"),
        _("Lijkt op gebied"),
        PERCENT,
        _(
            "Hoeveel de mensen die meedoen lijken op alle inwoners, naar leeftijd. 100 is precies hetzelfde, 0 is "
            "helemaal anders."
        ),
        _("Wie er waren bij activiteiten, zelf gezegd of geteld, naast de bevolkingscijfers van CBS."),
        _("1 min de index van Duncan en Duncan over de leeftijdsgroepen; activiteiten van het jaar samen."),
        _("Kleine groepen tonen wij niet apart. Onder vijf mensen is het cijfer onbekend."),
        (ListDoor("reach:overview", (("gebied", AREA), ("jaar", YEAR)), "reach.see_reach"),),
        better=MORE,
        of_what=_("mensen"),
    ),
    _opinion(
        "taking_part",
        _("Doet mee"),
        _("Doet mee"),
        _("Welk deel van de bewoners het afgelopen jaar meedeed aan iets voor de wijk of het dorp."),
        _("Wie antwoordt “ja, ik zette mij in” of “ja, ik dacht of koos mee”."),
    ),
    _opinion(
        "appreciation",
        _("Waardering"),
        _("Waardering"),
        _("Welk deel van de bewoners positief is over de wijkaanpak."),
        _("Wie antwoordt “zeer positief” of “tamelijk positief”. Wie het niet weet, telt niet mee."),
    ),
    _opinion(
        "solved",
        _("Opgelost of in de maak"),
        _("Opgelost"),
        _(
            "Welk deel van de bewoners ziet dat het belangrijkste probleem is opgelost of dat eraan wordt gewerkt."
        ),
        _("Wie geen probleem ziet of het niet weet, telt niet mee."),
    ),
    _opinion(
        "awareness",
        _("Bekendheid"),
        _("Bekend"),
        _("Welk deel van de bewoners de wijkaanpak kent."),
        _("Wie antwoordt “ja, goed” of “ja, enigszins”."),
    ),
)
