"""The life cycle of an uploaded file."""

from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

UPLOADED, PREVIEWED, REFUSED, APPLIED, DISCARDED = "uploaded", "previewed", "refused", "applied", "discarded"


def batch_life_cycle(permission: str) -> LifeCycle:
    """Return the life of a file that people with `permission` upload."""
    return LifeCycle(
        states={
            UPLOADED: _("wordt bekeken"),
            PREVIEWED: _("klaar om in te lezen"),
            REFUSED: _("geweigerd"),
            APPLIED: _("ingelezen"),
            DISCARDED: _("weggegooid"),
        },
        initial=UPLOADED,
        transitions=(
            Transition(
                "preview",
                (UPLOADED, PREVIEWED),
                PREVIEWED,
                permission,
                _("Bekijken"),
                _("Het bestand is goed."),
            ),
            Transition(
                "refuse", (UPLOADED, PREVIEWED), REFUSED, permission, _("Weigeren"), _("Er staan fouten in.")
            ),
            Transition(
                "apply", (PREVIEWED,), APPLIED, permission, _("Inlezen"), _("Alles in één keer, of niets.")
            ),
            Transition("discard", (UPLOADED, PREVIEWED, REFUSED), DISCARDED, permission, _("Weggooien")),
        ),
    )
