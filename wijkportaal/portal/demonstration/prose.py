"""The texts of one programme: put together so that no two read the same."""

import random
from dataclasses import dataclass
from datetime import date

from wijkportaal.portal.demonstration.crew import ALDERMAN_OF_WIJKEN, Crew, chair_of
from wijkportaal.portal.demonstration.people import character
from wijkportaal.portal.demonstration.places import BY_KEY, FORMER_BY_KEY
from wijkportaal.portal.demonstration.plans import Calendar, ProjectPlan, kind_of, name_of, stand_in, words_of
from wijkportaal.portal.demonstration.words import euros, filled, texts

SCENES = {
    "centre": "market",
    "old": "street",
    "postwar": "playground",
    "green": "park",
    "harbour": "harbour",
    "seventies": "neighbours",
    "new": "cycle_path",
    "water": "bridge",
    "wood": "planting",
    "farm": "hall",
    "terp": "evening_walk",
    "peat": "sports",
}


@dataclass(frozen=True)
class PartText:
    """One part of a programme: its text and who wrote it. `supplier` is a key of the community."""

    text: str
    title: str = ""
    author: str = ""
    function: str = ""
    supplier: str = ""
    scene: str = ""
    face: int | None = None


class Writer:
    """Writes the parts, introduction and agenda of the programme of one area and year."""

    def __init__(
        self, key: str, year: int, *, plans: list[ProjectPlan], crew: Crew, calendar: Calendar
    ) -> None:
        self.key, self.year, self.crew = key, year, crew
        self.name = name_of(key, year, calendar)
        self.dice = random.Random(f"{key}-{year}-prose")  # noqa: S311 - invented texts
        self.mine = [plan for plan in plans if plan.place == key]
        self.plans = [plan for plan in self.mine if year in plan.in_programmes]
        self.before = [plan for plan in self.mine if year - 1 in plan.in_programmes]
        self.bank = texts("programma")
        self.round = year + sum(map(ord, key))
        inhabitants = (BY_KEY.get(key) or FORMER_BY_KEY[key]).inhabitants
        self.words = words_of(key, self.name, self.dice) | {
            "jaar": str(year),
            "vorig_jaar": str(year - 1),
            "inwoners": f"{inhabitants:,}".replace(",", "."),
            "woningen": f"{round(inhabitants / 2.25):,}".replace(",", "."),
            "wijkmanager": character(crew.manager_of(key)).name,
            "opbouwwerker": character(crew.worker_of(key)).name,
            "wethouder": character(crew.alderman_of(key)).name,
            "voorzitter": character(chair_of(key)).name,
            "aantal": str(len(self.plans)),
            "eerste": self.dice.choice(self.plans).title if self.plans else "",
            "corporatie": "Rietwonen" if kind_of(key) == "wijk" else "Dorpswonen Wolderland",
            "bedrag": euros(round((1_400 + inhabitants * 1.55) / 50) * 50),
        }

    def one_of(self, choices: list[str], shift: int = 0) -> str:
        """Return the next text of a row: neighbouring years and areas get another one."""
        return filled(choices[(self.round + shift) % len(choices)], self.words)

    def intro(self) -> str:
        return self.one_of(self.bank["inleiding"]["teksten"])

    def parts(self, *, whole: bool) -> dict[str, PartText]:
        """Return the texts by kind of part; a draft that is not `whole` has only the first ones."""
        found = {"foreword": self.foreword(), "portrait": self.portrait()}
        if not whole:
            return found
        if self.before:
            found["look_back"] = self.look_back()
        found |= {"panel": self.panel(), "budget": self.budget()}
        kind = kind_of(self.key)
        # Small places have fewer pages: not every partner writes in every brochure.
        if self.dice.random() < (0.95 if kind == "wijk" else 0.6):
            found["housing"] = self.partner("corporatie", self.bank["corporatie"]["teksten"])
        if self.dice.random() < 0.85:
            found["care_team"] = self.partner("wijkteam", self.bank["wijkteam"]["teksten"])
        if self.dice.random() < 0.9:
            found["initiatives"] = PartText(
                self.one_of(self.bank["initiatieven"]["teksten"]), supplier="welzijn", scene="garden"
            )
        return found

    def foreword(self) -> PartText:
        bank = self.bank["voorwoord"]
        sentences = [
            self.one_of(bank["begin"]),
            self.one_of(bank["midden"], self.year),
            self.one_of(bank["einde"], len(self.key)),
        ]
        number = self.crew.alderman_of(self.key)
        area = "wijken" if number == ALDERMAN_OF_WIJKEN else "dorpen"
        return PartText(
            "".join(f"<p>{sentence}</p>" for sentence in sentences),
            author=character(number).name,
            function=f"wethouder voor de {area}",
            supplier="gemeente",
            face=number,
        )

    def portrait(self) -> PartText:
        character_of_place = stand_in(self.key).character
        text = filled(self.bank["portret"][character_of_place], self.words)
        text += self.one_of(self.bank["cijfers"]["zinnen"])
        return PartText(text, title=f"Dit is {self.name}", scene=SCENES[character_of_place])

    def look_back(self) -> PartText:
        """Tell of one thing that went well and one that did not; the list beside it counts them all."""
        bank = self.bank["terugblik"]
        past = self.year - 1
        done = [
            plan
            for plan in self.before
            if any(step.name == "finish" and step.on <= date(past, 12, 31) for step in plan.steps)
        ]
        open_still = [plan for plan in self.before if plan not in done and self.year in plan.in_programmes]
        lines = [self.one_of(bank["begin"])]
        if done:
            best = self.dice.choice(done)
            lines.append(f"<p>‘{best.title}’ is gelukt. {self.one_of(bank['goed'])}</p>")
        if open_still:
            late = self.dice.choice(open_still)
            reason = next((step.reason for step in late.steps if step.reason), "")
            lines.append(f"<p>‘{late.title}’ is nog niet klaar. {reason} {self.one_of(bank['bezig'])}</p>")
        return PartText("".join(lines))

    def panel(self) -> PartText:
        kind = kind_of(self.key)
        chair = character(chair_of(self.key))
        return PartText(
            self.one_of(self.bank["vereniging"][kind]),
            title=self.words["vereniging"],
            author=chair.name,
            function="voorzitter",
            supplier="panel",
            face=chair.number,
        )

    def budget(self) -> PartText:
        return PartText(self.one_of(self.bank["budget"]["teksten"]), supplier="panel")

    def partner(self, supplier: str, choices: list[str]) -> PartText:
        title = self.words["corporatie"] if supplier == "corporatie" else "Het sociaal wijkteam"
        return PartText(self.one_of(choices), title=title, supplier=supplier)

    def agenda(self, *, whole: bool) -> list[dict]:
        """Return five to eight dates, in order."""
        rows = self.bank["agenda"]
        number = self.dice.randint(5, 8) if whole else 2
        chosen = sorted(self.dice.sample(range(len(rows)), number))
        place = self.words["huis"]
        return [
            {
                "date": date(self.year, rows[n]["maand"], rows[n]["dag"]),
                "time": rows[n]["tijd"],
                "title": filled(rows[n]["wat"], self.words),
                "place": "" if "indienen" in rows[n]["wat"] else place[0].upper() + place[1:],
            }
            for n in chosen
        ]
