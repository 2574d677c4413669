"""The life cycle of an evaluation: written in the workspace, then public. What is public changes only with a reason."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT, PUBLISHED = "draft", "published"


def lacks_outcome(evaluation) -> str | None:
    """Say that a reader asks first whether it was done."""
    return None if evaluation.outcome else _("Vul eerst in of het gelukt is.")


def lacks_result(evaluation) -> str | None:
    """Say that an evaluation without a result tells nothing."""
    if evaluation.how_much or evaluation.how_well or evaluation.better_off:
        return None
    return _("Vul bij “Wat leverde het op?” minstens één antwoord in.")


LIFE_CYCLE = LifeCycle(
    states={DRAFT: _("concept"), PUBLISHED: _("openbaar")},
    initial=DRAFT,
    transitions=(
        Transition(
            name="publish",
            source=(DRAFT,),
            target=PUBLISHED,
            permission="evaluations.publish_evaluation",
            label=_("Openbaar maken"),
            why=_("Bewoners lezen de evaluatie, en andere gebieden vinden wat u leerde."),
            guards=(lacks_outcome, lacks_result),
        ),
        Transition(
            name="reopen",
            source=(PUBLISHED,),
            target=DRAFT,
            permission="evaluations.publish_evaluation",
            label=_("Weer concept maken"),
            why=_("De evaluatie is dan niet meer te lezen, tot u haar opnieuw openbaar maakt."),
            needs_reason=True,
        ),
    ),
)
