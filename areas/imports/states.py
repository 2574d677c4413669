from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.transitions.states import LifeCycle, Transition

AREAS, FIGURES, FORECASTS, VILLAGES, ORGANISATIONS, POSTCODES = (
    "areas",
    "figures",
    "forecasts",
    "villages",
    "organisations",
    "postcodes",
)

KINDS = {
    AREAS: _("Grenzen van gebieden (GeoJSON of GeoPackage)"),
    FIGURES: _("Kerncijfers van het CBS (csv of xlsx)"),
    FORECASTS: _("Prognoses per gebied en jaar (xlsx of csv)"),
    VILLAGES: _("Eigen wijken en dorpen (xlsx of csv)"),
    ORGANISATIONS: _("Organisaties (xlsx of csv)"),
    POSTCODES: _("Postcodes per gebied (xlsx of csv)"),
}

UPLOADED, PREVIEWED, REFUSED, APPLIED, DISCARDED = "uploaded", "previewed", "refused", "applied", "discarded"
RUN = "imports.run_import"

LIFE_CYCLE = LifeCycle(
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
            "preview", (UPLOADED, PREVIEWED), PREVIEWED, RUN, _("Bekijken"), _("Het bestand is goed.")
        ),
        Transition("refuse", (UPLOADED, PREVIEWED), REFUSED, RUN, _("Weigeren"), _("Er staan fouten in.")),
        Transition("apply", (PREVIEWED,), APPLIED, RUN, _("Inlezen"), _("Alles in één keer, of niets.")),
        Transition("discard", (UPLOADED, PREVIEWED, REFUSED), DISCARDED, RUN, _("Weggooien")),
    ),
)
