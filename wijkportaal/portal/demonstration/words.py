"""The texts and names, read from their files, and the filling in of what they leave open."""

import random
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wijkportaal.portal.demonstration.places import PLACES, Place

FOLDER = Path(__file__).resolve().parent / "texts"


@cache
def texts(name: str) -> dict:
    """Return the contents of one file of texts."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


@dataclass(frozen=True)
class ProjectText:
    """What can be told of one kind of project; the same text is used at most once in an area."""

    key: str
    theme: str
    title: str
    what: str
    why: str
    residents: str
    promise: str
    lead: str
    partners: tuple[str, ...]
    scene: str
    light: str
    costs: tuple[int, int]
    money: dict[str, float]
    place: str
    source: str
    only: str

    def fits(self, place: Place) -> bool:
        """Whether this project is imaginable there."""
        return self.only in {"", place.kind, place.character} or (
            self.only == "water" and place.character == "harbour"
        )


@cache
def project_texts() -> tuple[ProjectText, ...]:
    """Return the texts of all projects, in the order of the files."""
    found = []
    for name in ("projecten_straat", "projecten_samen", "projecten_groen"):
        for number, row in enumerate(texts(name)["project"]):
            paragraphs = [*row["wat"], *([row["extra"]] if "extra" in row else [])]
            found.append(
                ProjectText(
                    key=f"{name}-{number}",
                    theme=row["thema"],
                    title=row["titel"],
                    what="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
                    why=row["waarom"],
                    residents=row["bewoners"],
                    promise=row["belofte"],
                    lead=row["trekker"],
                    partners=tuple(row["partners"]),
                    scene=row["plaatje"],
                    light=row.get("licht", ""),
                    costs=tuple(row["kosten"]),
                    money=row["geld"],
                    place=row["plek"],
                    source=row["bron"],
                    only=row.get("soort", ""),
                )
            )
    return tuple(found)


def filled(text: str, words: dict[str, str]) -> str:
    """Fill in the open places of a text; a sentence keeps its capital when a small word comes first."""
    done = text.format_map(words)
    for opening in ("<p>", "<li>"):
        pieces = done.split(opening)
        done = opening.join([pieces[0], *(piece[:1].upper() + piece[1:] for piece in pieces[1:])])
    return done[:1].upper() + done[1:]


def euros(amount: int) -> str:
    return "€ " + f"{amount:,}".replace(",", ".")


@dataclass(frozen=True)
class Surroundings:
    """The names that texts about one area use."""

    streets: tuple[str, ...]
    house: str
    school: str
    association: str


@cache
def surroundings() -> dict[str, Surroundings]:
    """Return the street names, meeting house, school and residents' association of each place, by key."""
    names = texts("namen")
    dice = random.Random(1848)  # noqa: S311 - invented names, no secret
    houses = {kind: iter(names["huizen"][kind]) for kind in ("wijk", "dorp")}
    schools = list(names["scholen"]["namen"])
    found = {}
    for number, place in enumerate(PLACES):
        if place.kind == "wijk":
            streets = tuple(names["straten"][place.key])
        else:
            streets = tuple(dice.sample(names["straten"]["dorp"], 6))
        found[place.key] = Surroundings(
            streets=streets,
            house=next(houses[place.kind]),
            school=f"school {schools[number % len(schools)]}",
            association=association_of(place.name, place.kind),
        )
    return found


def association_of(name: str, kind: str) -> str:
    """Return the name of the residents' own organisation of an area."""
    return f"Wijkpanel {name}" if kind == "wijk" else f"Dorpsbelang {name}"
