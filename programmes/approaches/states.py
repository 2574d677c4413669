"""The life of a compound question and of a special approach, and the words they use."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

ANALYSIS = "analysis"
AGREED = "agreed"

# A plan that costs this much or more is large: the portal asks for agreed roles before it begins.
LARGE_PLAN = Decimal(100_000)


def lacks_direction(question) -> str | None:
    """Say that nobody knows yet what role the gemeente takes."""
    if question.has_script is None or question.has_power is None:
        return _("Er staat nog niet of u een eigen plan hebt en zelf kunt beslissen.")
    return None


def lacks_parties(question) -> str | None:
    """Say that there is nobody to agree with."""
    return None if len(question.parties.all()) > 1 else _("Noem ten minste twee partijen.")


def lacks_roles(question) -> str | None:
    """Name the parties of which nobody wrote down what they do."""
    names = [party.name for party in question.parties.all() if not (party.role and party.responsibility)]
    if not names:
        return None
    return _("Nog zonder rol of verantwoordelijkheid: %(names)s.") % {"names": ", ".join(names)}


QUESTION_LIFE_CYCLE = LifeCycle(
    states={ANALYSIS: _("in analyse"), AGREED: _("rollen afgesproken")},
    initial=ANALYSIS,
    transitions=(
        Transition(
            name="agree_roles",
            source=(ANALYSIS,),
            target=AGREED,
            permission="approaches.agree_roles",
            label=_("Rollen zijn afgesproken"),
            why=_("Iedereen weet wie wat doet. Het plan kan beginnen; de rollen liggen dan vast."),
            guards=(lacks_direction, lacks_parties, lacks_roles),
        ),
        Transition(
            name="reopen_question",
            source=(AGREED,),
            target=ANALYSIS,
            permission="approaches.agree_roles",
            label=_("Opnieuw bekijken"),
            why=_("De rollen moeten anders. Spreek ze daarna weer af."),
            needs_reason=True,
        ),
    ),
)

DRAFT = "draft"
RUNNING = "running"
FINISHED = "finished"

APPROACH_LIFE_CYCLE = LifeCycle(
    states={DRAFT: _("concept"), RUNNING: _("loopt"), FINISHED: _("afgerond")},
    initial=DRAFT,
    transitions=(
        Transition(
            name="start_approach",
            source=(DRAFT,),
            target=RUNNING,
            permission="approaches.edit_approach",
            label=_("Beginnen"),
            why=_("Iedereen kan de aanpak dan lezen op de pagina’s van de gebieden."),
        ),
        Transition(
            name="finish_approach",
            source=(RUNNING,),
            target=FINISHED,
            permission="approaches.edit_approach",
            label=_("Afronden"),
            why=_("De aanpak is klaar. Schrijf wat het heeft gebracht; iedereen kan dat lezen."),
            needs_reason=True,
        ),
        Transition(
            name="reopen_approach",
            source=(FINISHED,),
            target=RUNNING,
            permission="approaches.edit_approach",
            label=_("Weer oppakken"),
            why=_("De aanpak gaat toch verder."),
            needs_reason=True,
        ),
    ),
)
