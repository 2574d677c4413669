"""What does not change: formats and licences. Pure."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

CSV, JSON, GEOJSON = "csv", "json", "geojson"
FORMATS = {CSV: "csv", JSON: "JSON", GEOJSON: "GeoJSON"}
FORMAT_HELP = {
    CSV: _("voor een rekenblad, zoals Excel"),
    JSON: _("voor programma's"),
    GEOJSON: _("voor een kaart"),
}
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    JSON: "application/json",
    GEOJSON: "application/geo+json",
}

CC0, BY = "cc0", "by"


@dataclass(frozen=True)
class Licence:
    """Licentie: what others may do with the data; `uri` is its name in the list of the EU, `page` is for people."""

    name: str
    help: str
    page: str
    uri: str


_EU = "http://publications.europa.eu/resource/authority/licence/"
LICENCES = {
    CC0: Licence(
        "CC0 1.0",
        _("iedereen mag er alles mee, zonder te zeggen waar het vandaan komt"),
        "https://creativecommons.org/publicdomain/zero/1.0/deed.nl",
        f"{_EU}CC0",
    ),
    BY: Licence(
        "CC-BY 4.0",
        _("iedereen mag er alles mee, als erbij staat dat het van de gemeente komt"),
        "https://creativecommons.org/licenses/by/4.0/deed.nl",
        f"{_EU}CC_BY_4_0",
    ),
}
