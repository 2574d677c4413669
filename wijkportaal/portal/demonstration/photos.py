"""The drawn pictures as they stand in the portal: each is stored once and used by many."""

from wijkportaal.foundation.pictures.actions import store_picture
from wijkportaal.foundation.pictures.models import Picture
from wijkportaal.foundation.pictures.processing import PreparedPicture
from wijkportaal.portal.demonstration.people import Character
from wijkportaal.portal.demonstration.pictures import faces, scenes
from wijkportaal.portal.demonstration.pictures.faces import draw_face
from wijkportaal.portal.demonstration.pictures.scenes import draw_scene

CREDIT = "Tekenstudio Rietwolde (verzonnen)"
# Which lights each scene is drawn in, and what can be seen on it.
SCENES = {
    "playground": (("summer", "autumn"), "Tekening van een speeltuin met schommels, een glijbaan en een wip"),
    "park": (("summer", "spring"), "Tekening van een park met een vijver en twee mensen op een bank"),
    "street": (("summer", "autumn"), "Tekening van een straat met huizen, een zebrapad en een fietser"),
    "hall": (("summer", "autumn"), "Tekening van een dorpshuis met mensen aan tafels en vlaggetjes"),
    "bridge": (("spring",), "Tekening van een witte ophaalbrug over het water met een zeilboot"),
    "cycle_path": (("summer", "autumn"), "Tekening van fietsers op een rood fietspad tussen de bomen"),
    "sports": (("summer",), "Tekening van kinderen die voetballen op een grasveld"),
    "garden": (("spring",), "Tekening van een buurttuin met mensen tussen de groentebakken"),
    "planting": (("autumn", "spring"), "Tekening van mensen die samen een boom planten"),
    "harbour": (("summer",), "Tekening van een haven met zeilboten en huizen aan de kade"),
    "market": (("summer", "evening"), "Tekening van een plein met kramen, vlaggetjes en bezoekers"),
    "bus": (("summer",), "Tekening van een buurtbus bij een halte met wachtende mensen"),
    "evening_walk": (("evening",), "Tekening van een park in de avond met lantaarns en wandelaars"),
    "clean_up": (("spring",), "Tekening van mensen die samen zwerfvuil opruimen"),
    "neighbours": (("summer", "autumn"), "Tekening van buren die elkaar ontmoeten bij een bank"),
    "youth": (("summer",), "Tekening van jongeren op een skatebaan"),
    "parking": (("autumn",), "Tekening van geparkeerde auto's en fietsen bij een boom"),
}


class Album:
    """Draws a picture when it is first asked for and stores it; later it is the same picture."""

    def __init__(self, *, by) -> None:
        self.by = by
        self.stored: dict[tuple, Picture] = {}

    def scene(self, name: str, light: str = "") -> Picture:
        lights, alt = SCENES[name]
        kept = light if light in lights else lights[0]
        key = (name, kept)
        if key not in self.stored:
            drawing = draw_scene(name, light=kept, seed=len(name) + lights.index(kept) * 3)
            self.stored[key] = self._store(drawing, (scenes.WIDTH, scenes.HEIGHT), alt)
        return self.stored[key]

    def face(self, somebody: Character) -> Picture:
        key = ("face", somebody.number)
        if key not in self.stored:
            drawing = draw_face(seed=somebody.number * 31 + 5, hair=somebody.hair, old=somebody.is_old)
            self.stored[key] = self._store(
                drawing, (faces.WIDTH, faces.HEIGHT), f"Portret van {somebody.name}"
            )
        return self.stored[key]

    def _store(self, drawing: bytes, size: tuple[int, int], alt: str) -> Picture:
        # Drawn a moment ago by our own code: there is nothing in it to be checked or taken out.
        prepared = PreparedPicture(drawing, "JPEG", *size)
        return store_picture(prepared, alt=alt, credit=CREDIT, by=self.by)
