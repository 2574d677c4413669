"""The life cycle of one version of a staffel. Who proposes does not decide, and what was decided never changes."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

DRAFT = "draft"
PROPOSED = "proposed"
ADOPTED = "adopted"
LAPSED = "lapsed"


def _is_whole(version) -> str | None:
    return " ".join(version.faults) or None


LIFE_CYCLE = LifeCycle(
    states={
        DRAFT: _("concept"),
        PROPOSED: _("voorgesteld"),
        ADOPTED: _("vastgesteld"),
        LAPSED: _("vervallen"),
    },
    initial=DRAFT,
    transitions=(
        Transition(
            name="propose",
            source=(DRAFT,),
            target=PROPOSED,
            permission="staffels.propose_staffel",
            label=_("Voorstellen"),
            why=_("Een ander kan de staffel daarna vaststellen. Wijzigen kan dan niet meer."),
            guards=(_is_whole,),
        ),
        Transition(
            name="send_back",
            source=(PROPOSED,),
            target=DRAFT,
            permission="staffels.send_back_staffel",
            label=_("Terug naar concept"),
            why=_("Er moet nog iets anders. Schrijf op wat."),
            needs_reason=True,
        ),
        Transition(
            name="adopt",
            source=(PROPOSED,),
            target=ADOPTED,
            permission="staffels.adopt_staffel",
            label=_("Vaststellen"),
            why=_(
                "Iedereen kan de staffel en alle bedragen lezen. Een oudere versie met hetzelfde eerste jaar vervalt."
            ),
            guards=(_is_whole,),
            needs_reason=True,
        ),
        Transition(
            name="lapse",
            source=(ADOPTED,),
            target=LAPSED,
            permission="staffels.lapse_staffel",
            label=_("Laten vervallen"),
            why=_("De staffel geldt niet meer. Hij blijft te lezen, met de reden."),
            needs_reason=True,
        ),
    ),
)
