"""The calendar with which a gemeente starts; from then on it is a table that the beheerder edits.

Dates as areas commonly work: input in autumn, editing in November, the programme in January, accounts after
the year. Each line is counted from the year of the programme: a step of -1 is in the year before.
"""

from django.utils.translation import gettext as _

from programmes.cycle.states import ACTION, ANALYSIS, CHOICE, EVALUATION, PROGRAMMING, QUESTIONS, RESULTS


def first_calendar() -> list[dict[str, object]]:
    """Return the seven lines of a new calendar, as the columns of a CalendarStep."""
    return [
        {
            "kind": ANALYSIS,
            **_period(-1, (6, 1), -1, (8, 31)),
            "who": _("wijkmanager, met het sociaal wijkteam, de corporatie en de wijkagent"),
            "goes_in": _("Cijfers, kennis van professionals en ervaringen van bewoners."),
            "comes_out": _("Eén gedeeld beeld van het gebied: sterk, zorgen en kansen."),
            "explanation": _("We bekijken samen hoe het gaat met de buurt."),
            "checklist": _lines(
                _("Cijfers bijgewerkt"), _("Professionals gevraagd"), _("Verhaal geschreven")
            ),
        },
        {
            "kind": QUESTIONS,
            **_period(-1, (9, 1), -1, (10, 7)),
            "who": _("wijkopbouwwerker en wijkpanel of dorpsbelang"),
            "goes_in": _("De buurtanalyse en de vragen die zij oproept."),
            "comes_out": _("Wensen van bewoners, en hoeveel huishoudens zijn gevraagd."),
            "explanation": _("We gaan de deuren langs en vragen wat u belangrijk vindt."),
            "checklist": _lines(
                _("Vragen gemaakt"), _("Aan de deur en online gevraagd"), _("Antwoorden geteld")
            ),
        },
        {
            "kind": CHOICE,
            **_period(-1, (10, 8), -1, (10, 31)),
            "who": _("wijkopbouwwerker en wijkmanager"),
            "goes_in": _("Alle ideeën uit de vragenronde."),
            "comes_out": _("De ideeën die bewoners kozen; elk met minstens vier mensen die meedoen."),
            "explanation": _("Bewoners kiezen welke ideeën doorgaan."),
            "checklist": _lines(_("Zaal en datum bekend"), _("Bewoners uitgenodigd"), _("Keuzes vastgelegd")),
        },
        {
            "kind": RESULTS,
            **_period(-1, (11, 1), -1, (11, 21)),
            "who": _("wijkmanager en wijkwethouder"),
            "goes_in": _("De keuzes van bewoners en het oordeel van de afdelingen."),
            "comes_out": _("Wat wordt opgepakt en door wie; wat niet, en waarom."),
            "explanation": _("U hoort wat er met de ideeën gebeurt, en waarom iets niet doorgaat."),
            "checklist": _lines(_("Elk idee heeft een antwoord"), _("Bewoners uitgenodigd")),
        },
        {
            "kind": PROGRAMMING,
            **_period(-1, (11, 8), 0, (1, 31)),
            "who": _("wijkmanager met alle partijen; het college stelt vast"),
            "goes_in": _("De gekozen plannen, het geld en het eigen werk van de partijen."),
            "comes_out": _("Een vastgesteld programma dat huis aan huis is bezorgd."),
            "explanation": _("Alle plannen komen in één programma voor het hele jaar."),
            "checklist": _lines(_("Teksten van alle partijen binnen"), _("Panel heeft meegelezen")),
        },
        {
            "kind": ACTION,
            **_period(0, (1, 1), 0, (12, 31)),
            "who": _("taakgroepen, afdelingen en partners"),
            "goes_in": _("Het vastgestelde programma."),
            "comes_out": _("Wat is beloofd, is gedaan of uitgelegd."),
            "explanation": _("De plannen worden uitgevoerd. Doet u mee?"),
            "checklist": _lines(_("Taakgroepen zijn begonnen"), _("Halverwege bekeken hoe het gaat")),
        },
        {
            "kind": EVALUATION,
            **_period(0, (11, 15), 1, (1, 15)),
            "who": _("wijkmanager met alle partijen"),
            "goes_in": _("Wat is gedaan, wat het kostte en wat bewoners ervan vonden."),
            "comes_out": _("Resultaten, waardering en lessen voor de volgende ronde."),
            "explanation": _("We kijken terug: wat is gelukt, en wat leren we ervan?"),
            "checklist": _lines(_("Bewoners gevraagd naar hun oordeel"), _("Lessen opgeschreven")),
        },
    ]


def _period(first_year: int, first: tuple[int, int], last_year: int, last: tuple[int, int]) -> dict[str, int]:
    return {
        "first_year": first_year,
        "first_month": first[0],
        "first_day": first[1],
        "last_year": last_year,
        "last_month": last[0],
        "last_day": last[1],
    }


def _lines(*texts: str) -> str:
    return "\n".join(texts)
