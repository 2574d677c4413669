"""What changed in the API, newest first; shown on its page and written to docs/api-changelog.md."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Release:
    """A version of the API, and what who uses it must know."""

    version: str
    on: date
    changes: tuple[str, ...]


RELEASES = (
    Release(
        "1.2.0",
        date(2026, 11, 26),
        ("Bij een gebied staat ook de Friese naam, in naamFries.",),
    ),
    Release(
        "1.1.0",
        date(2026, 11, 26),
        (
            "Doen wat u op de site mag: een initiatief steunen en erop reageren, voortgang van een project melden,"
            " zeggen wat er van een afspraak werd, u aanmelden voor een bijeenkomst.",
            "Nieuwe bron: abonnementen, om te lezen wat u volgt en om iets te volgen.",
        ),
    ),
    Release(
        "1.0.0",
        date(2026, 11, 26),
        (
            "De eerste versie: veertien bronnen om te lezen, en signalen doorgeven.",
            "Gebieden als GeoJSON, in CRS84 en RD.",
            "Tokens met een reikwijdte en een einddatum.",
        ),
    ),
)
