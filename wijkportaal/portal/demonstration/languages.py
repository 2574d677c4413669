"""Frisian names of places, and a programme of which people of the wijk translated a few texts."""

from areas.territory.actions import name_in_frisian
from areas.territory.models import Area
from programmes.translations.actions import keep_translation
from programmes.translations.queries import originals_of
from programmes.yearly.models import Programme
from programmes.yearly.states import PUBLISHED
from wijkportaal.portal.demonstration.crew import Crew

AREA = "molenwaard"
# By language and by the name of the Dutch text; the year goes in.
TEXTS = {
    "en": {
        "Inleiding": {
            "intro": "What will change in Molenwaard in {year}? And whom can you call? You can read it here."
        },
        "Voorwoord": {
            "title": "Foreword",
            "text": (
                "<p>A promise is a promise. What this programme says, we will do. If something does not work out, "
                "we will tell you why.</p><p>Not every wish could come in. Sometimes there is no money, sometimes "
                "the rules do not allow it. Everyone who had a wish has heard from us.</p><p>Do you have a question "
                "or an idea? Call us, or come in at community centre De Wieken. I wish you a good {year}.</p>"
            ),
        },
        "Dit is Molenwaard": {
            "title": "This is Molenwaard",
            "text": (
                "<p>Molenwaard is a neighbourhood of the nineteen fifties and sixties, with flats and much grass in "
                "between. That green is a treasure.</p><p>People from many countries live here. On the square you "
                "hear a handful of languages.</p>"
            ),
        },
    },
    "fy": {
        "Inleiding": {
            "intro": "Wat feroaret der yn Molenwaard yn {year}? En wa belje jo as jo wat witte wolle? Hjir lêze jo it."
        },
    },
}


# What people call some of the places in Frisian.
FRISIAN_NAMES = {
    "binnenvesten": "Binnenfêsten",
    "sluiskwartier": "Slûskertier",
    "molenwaard": "Mûnewaard",
    "fjildum": "Fjildum",
    "noordermiede": "Noardermieden",
    "grootzwin": "Grutswin",
    "eernsterhuizen": "Earnsterhuzen",
    "ulkerzijl": "Ulkersyl",
    "zwaanwoude": "Swanwâlden",
}


def name_places(areas: dict[str, Area], *, by) -> None:
    """Give some wijken and dorpen the name that they have in Frisian."""
    name_in_frisian({areas[key]: name for key, name in FRISIAN_NAMES.items()}, by=by)


def translate(crew: Crew, *, year: int) -> None:
    """Keep the translations of one published programme."""
    programme = Programme.objects.filter(area__slug=AREA, year=year, state=PUBLISHED).first()
    if programme is None:
        return
    for text in originals_of(programme):
        for language, known in TEXTS.items():
            if said := known.get(text.name):
                values = {field: words.format(year=year) for field, words in said.items()}
                keep_translation(
                    programme,
                    text,
                    language,
                    values,
                    version=0,
                    by=crew[crew.manager_of(programme.area.slug)],
                )
