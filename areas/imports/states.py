from django.utils.translation import gettext_lazy as _

from wijkportaal.foundation.batches.states import batch_life_cycle

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

RUN = "imports.run_import"

LIFE_CYCLE = batch_life_cycle(RUN)
